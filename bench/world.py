"""The demo of one province in a folder that goes again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

DAY = date(2018, 9, 10)


@contextmanager
def province() -> Iterator[None]:
    """Django set up over a new demo, in a folder that goes again. Must come before the program's models are imported."""
    with TemporaryDirectory(prefix="sammachip-bench-") as folder:
        os.environ["DATA"] = str(Path(folder) / "data")
        os.environ.pop("DATABASE_URL", None)
        os.environ.setdefault("LOG_LEVEL", "WARNING")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammachip.settings")
        import django  # noqa: PLC0415  the folder must be told before settings are read
        from django.db import connections  # noqa: PLC0415  they read the settings, so after the folder

        django.setup()
        from django.conf import settings  # noqa: PLC0415  they are read here, after the folder

        from sammachip.cli import demo  # noqa: PLC0415  it imports models, so after django.setup

        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        demo.ensure(DAY)
        yield
        connections.close_all()
