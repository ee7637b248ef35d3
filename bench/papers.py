"""Letters to PDF, beside DOCX templates and LibreOffice; and 878 letters as one job of the records desk.

What is compared is what an office waits for: seconds from the first letter's data to the last letter's PDF, start of
every process included, on all processors there are. LibreOffice is called once for each of 40 letters, and once for all of
200; ours draws 200 as one job. docxtpl has an environment of its own; LibreOffice is the machine's.
"""

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.papers_letters import HEAD, OFFICE, SUBJECT, OneLetter, fields, letter
from bench.results import Result
from bench.theirs import python_with
from bench.timing import Promise, told_by
from sammachip.core import document as doc
from sammachip.core.letter import Letter, LetterKind, compose, signed_by
from sammachip.records.rendering import fonts
from sammachip.records.rendering.docx import render_docx

EACH, ONCE = 40, 200
ROUNDS = 3
MEMORY_MB = 300.0
HERE = Path(__file__).parent
ENVIRONMENT = HERE.parent / "var" / "bench" / "docxtpl"
THEIRS = ("docxtpl==0.20.2",)
LIBREOFFICE = "libreoffice-writer-nogui"


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A promise that nobody could look at here; it counts as one that was not kept."""

    name: str
    why: str
    held: bool = False

    def __str__(self) -> str:
        return f"FAIL  {self.name}: not measured: {self.why}"


def promises() -> list[Promise | NotMeasured]:
    """Twenty times LibreOffice called for each letter, six times called for all; a job of 878 linear and within 300 MB."""
    with TemporaryDirectory(prefix="sammachip-papers-") as folder:
        rates, others = each_way(Path(folder))
        job = told_by(sys.executable, "bench.papers_ours", "job", str(Path(folder, "data")))
    ours = median(one["seconds"] for one in rates) / ONCE
    theirs = {label: one["seconds"] / count for label, (one, count) in others.items()}
    more = {
        "processor": {"ours": median(one["processor"] for one in rates) / ONCE}
        | {label: one["processor"] / count for label, (one, count) in others.items()},
        "job": job,
    }
    Result("papers", ours, theirs, "s", packages=("typst", "pikepdf"), more=more).write()
    return [
        *_compared(ours, theirs),
        Promise(
            "878 letters as one job: the second half beside the first",
            job["first_half"],
            job["second_half"],
            1.25,
        ),
        Promise("megabytes of the worker, of 300", MEMORY_MB, job["worker_mb"], 1.0),
        Promise("megabytes of any process it starts, of 300", MEMORY_MB, job["child_mb"], 1.0),
    ]


def _compared(ours: float, theirs: Mapping[str, float]) -> list[Promise | NotMeasured]:
    bars = {"libreoffice-each": 20, "libreoffice-once": 6}
    names = {label: f"a letter to PDF beside {label}" for label in bars}
    why = f"no soffice on this machine (apt-get install --no-install-recommends {LIBREOFFICE})"
    return [
        Promise(names[label], theirs[label], ours, 1 / bar)
        if label in theirs
        else NotMeasured(names[label], why)
        for label, bar in bars.items()
    ]


Figures = dict[str, float]


def each_way(folder: Path) -> tuple[list[Figures], dict[str, tuple[Figures, int]]]:
    """Our rounds, before, between and after theirs; theirs by label, where LibreOffice is."""
    letters = [letter(turn) for turn in range(ONCE)]
    all_of_them, some = folder / "all.json", folder / "some.json"
    all_of_them.write_text(json.dumps(letters, ensure_ascii=False), encoding="utf-8")
    some.write_text(json.dumps(letters[:EACH], ensure_ascii=False), encoding="utf-8")
    rounds = [told_by(sys.executable, "bench.papers_ours", "drawn", str(all_of_them))]
    others: dict[str, tuple[Figures, int]] = {}
    if shutil.which("soffice"):
        others["libreoffice-each"] = by_libreoffice(folder, some, "each"), EACH
        rounds.append(told_by(sys.executable, "bench.papers_ours", "drawn", str(all_of_them)))
        others["libreoffice-once"] = by_libreoffice(folder, all_of_them, "once"), ONCE
    while len(rounds) < ROUNDS:
        rounds.append(told_by(sys.executable, "bench.papers_ours", "drawn", str(all_of_them)))
    return rounds, others


def by_libreoffice(folder: Path, told: Path, way: str) -> Figures:
    template, out = folder / "template.docx", folder / way
    template.write_bytes(render_docx(document(fields())))
    out.mkdir()
    lay_faces(folder / "share" / "fonts")
    share = {"XDG_DATA_HOME": str(folder / "share"), "HOME": str(out)}
    python = str(python_with(THEIRS, ENVIRONMENT))
    return told_by(python, "bench.papers_theirs", str(told), way, str(template), str(out), env=share)


def lay_faces(folder: Path) -> None:
    """The faces of our papers, where LibreOffice looks for them."""
    folder.mkdir(parents=True, exist_ok=True)
    for face in (fonts.REGULAR, fonts.BOLD):
        shutil.copy(face, folder)


def document(own: OneLetter) -> doc.Document:
    """The letter on paper, its enclosure on the page after it."""
    table = doc.Table(
        head=(tuple(doc.HeadCell(one) for one in HEAD),),
        rows=tuple(tuple(doc.Cell(cell) for cell in row) for row in own["rows"]),
    )
    return compose(
        Letter(
            LetterKind.EXTERNAL,
            subject=SUBJECT,
            body=tuple(doc.Paragraph(text) for text in own["body"]),
            number=own["number"],
            date="๑๐ กันยายน ๒๕๖๑",
            office_lines=OFFICE,
            to=own["to"],
            enclosures=(("บัญชีจัดสรรงบประมาณ", "จำนวน ๑ ชุด"),),
            closing="ขอแสดงความนับถือ",
            sign_lines=signed_by("นางสมมติ ทดสอบระบบ", "พัฒนาการจังหวัดสมมติ", "on_behalf", "ผู้ว่าราชการจังหวัดสมมติ"),
            contact=("สำนักงานพัฒนาชุมชนจังหวัดสมมติ", "โทร. ๐ ๐๐๐๐ ๐๐๐๐"),
            annexes=(("บัญชีจัดสรรงบประมาณ", (table,)),),
        )
    )
