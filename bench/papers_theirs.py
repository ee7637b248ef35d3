"""The same letters by docxtpl and LibreOffice, in an environment of their own: DOCX from a template, then PDF; LibreOffice
called once for each letter, or once for them all. Tells its seconds and processor seconds as JSON."""

import json
import subprocess
import sys
import time
from pathlib import Path

from docxtpl import DocxTemplate

from bench.timing import processor_seconds


def main(told: Path, way: str, template: Path, folder: Path) -> None:
    letters = json.loads(told.read_text(encoding="utf-8"))
    convert([write(letters[0], template, folder / "warm.docx")], folder)  # the first start makes a profile
    begun, used = time.perf_counter(), processor_seconds()
    if way == "each":
        for turn, letter in enumerate(letters):
            convert([write(letter, template, folder / f"{turn:04}.docx")], folder)
    else:
        convert(
            [write(letter, template, folder / f"{turn:04}.docx") for turn, letter in enumerate(letters)],
            folder,
        )
    seconds = time.perf_counter() - begun
    made = [folder / f"{turn:04}.pdf" for turn in range(len(letters))]
    assert all(one.stat().st_size > 1000 for one in made)
    print(json.dumps({"seconds": seconds, "processor": processor_seconds() - used}))


def write(letter: dict[str, object], template: Path, out: Path) -> Path:
    document = DocxTemplate(template)
    document.render(letter, autoescape=True)
    document.save(out)
    return out


def convert(files: list[Path], folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
