"""The screen face, cut to what Thai offices type. Built at set-up from an installed package, never committed."""

from importlib.metadata import files
from pathlib import Path

from fontTools import subset

FACES = {"sarabun-400.woff2": "Sarabun-Regular.ttf", "sarabun-600.woff2": "Sarabun-SemiBold.ttf"}
PACKAGE = "fontpkg-sarabun"

LETTERS = [
    *range(0x20, 0x7F),  # English
    *range(0xA0, 0x100),
    *range(0x0E01, 0x0E5C),  # Thai
    *(0x200B, 0x200C, 0x200D, 0x25CC),  # marks that only steer others
    *(0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x203A, 0x20AC, 0x2212),
]


def build(static_dir: Path) -> list[Path]:
    """Writes each face as WOFF2 under `static_dir`/web/fonts and returns them all; one that is there stays.

    `static_dir` is the package's own web/static, before files are collected from it.
    """
    folder = static_dir / "web" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in FACES.items():
        if not (folder / name).exists():
            _cut(_source(source), folder / name)
    return [folder / name for name in FACES]


def _source(name: str) -> Path:
    """The installed face. FileNotFoundError when the package does not carry it."""
    for file in files(PACKAGE) or []:
        if file.name == name:
            return Path(str(file.locate()))
    raise FileNotFoundError(f"{PACKAGE} carries no {name}")


def _cut(source: Path, target: Path) -> None:
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]  # Thai marks find their place through them
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    part = target.with_suffix(".part")
    with subset.load_font(str(source), options) as font:
        cutter.subset(font)
        subset.save_font(font, str(part), options)
    part.rename(target)  # a start that was broken off leaves no half a font
