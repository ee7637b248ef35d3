"""The product's files speak of the product: no path of somebody's machine, no package index of somebody's network."""

import re
import subprocess

from .source import ROOT, listed

# Written in pieces, so that this file does not find itself.
HOMES = "|".join(["work", "root", r"home/\w+", r"Users/\w+"])
PATH = re.compile(rf"(?<![\w.:/-])/(?:{HOMES})/\w")
INDEX = re.compile(r"^--(?:extra-)?(?:index-url|find-links)", re.MULTILINE)


def texts() -> dict[str, str]:
    """Every text file that is or would be committed."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = {}
    for name in filter(None, listing.stdout.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b"\0"
        if b"\0" not in content:
            found[name] = content.decode(errors="replace")
    return found


def test_no_file_names_a_path_of_somebodys_machine():
    found = [f"{name}: {hit.group()}" for name, text in texts().items() for hit in PATH.finditer(text)]

    assert not found, listed(found, do="use a path relative to the project, or an environment variable")


def test_no_lock_names_a_package_index():
    found = [f"{name}: {hit.group()}" for name, text in texts().items() for hit in INDEX.finditer(text)]

    assert not found, listed(found, do="leave the index to the machine's own configuration")
