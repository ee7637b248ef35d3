"""`python -m sammachip` is the `sammachip` command."""

import sys

from sammachip.cli import main

sys.exit(main())
