"""The environments of the software that ours is measured beside: each of its own, outside the product's."""

import shutil
import subprocess
import venv
from collections.abc import Iterable
from pathlib import Path


def python_with(packages: Iterable[str], folder: Path) -> Path:
    """The interpreter of the environment in this folder, which is made once with these packages, and anew for others or
    where its making broke off."""
    python, wanted, made = folder / "bin" / "python", "\n".join(packages), folder / "packages.txt"
    if not made.exists() or made.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *wanted.split("\n")], check=True)
        made.write_text(wanted, encoding="utf-8")
    return python
