"""The environments of the software that ours is measured beside: each of its own, outside the product's."""

import subprocess
import venv
from collections.abc import Iterable
from pathlib import Path


def python_with(packages: Iterable[str], folder: Path) -> Path:
    """The interpreter of the environment in this folder, which is made once with these packages."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True)
    return python
