"""Papers: what each of them says is written down once, and every paper drawn today says the same.

A paper that is meant to say something else is drawn anew by its failing test: read what it left in build/papers, and
if an office could sign that, copy it over the text in tests/wardens/papers.
"""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import make
from cast import Cast
from conftest import Freeze
from insight import build
from money import build as spending
from money import purchasing
from sammachip.cases.blank_forms import Blank, lay_out_blank
from sammachip.cases.handing_out import signed_document
from sammachip.cases.layout import Content, Signer, lay_out
from sammachip.cases.models import Case, Filing
from sammachip.cases.papers import blank_form, covering_letter, sign_in_sheet
from sammachip.cases.sign_in import Gathering
from sammachip.core.document import Document, Table, head_places, plain_text
from sammachip.insight.measures import readings
from sammachip.insight.papers import board_document
from sammachip.insight.queries import board
from sammachip.money import papers_purchase
from sammachip.money.models import Inspection, Purchase, Register
from sammachip.money.papers import approval_memo, register_document
from sammachip.programmes import packfile
from sammachip.records.rendering.fonts import measurer
from sammachip.records.rendering.page import (
    CELL_INSET_POINTS,
    POINTS_PER_CM,
    TABLE_POINTS,
    column_widths,
    sheet,
)
from sammachip.records.rendering.thaibreak import words
from sammachip.trail import clock
from standing import stand

from .source import ROOT, Module, listed, modules

GOLDEN = Path(__file__).parent / "papers"
FRESH = ROOT / "build" / "papers"
PACKS = sorted((ROOT / "packs").glob("*.yaml"))
NUMBERED_PERSON = re.compile(r"(?<=สมมุติ)\d+")  # invented people are numbered as tests come to need them


def differs(name: str, document: Document) -> bool:
    """Whether the paper says another thing than is written down; if so, what it says is left in build/papers."""
    says = NUMBERED_PERSON.sub("", plain_text(document))
    golden = GOLDEN / f"{name}.txt"
    if golden.exists() and golden.read_text(encoding="utf-8") == says:
        return False
    FRESH.mkdir(parents=True, exist_ok=True)
    (FRESH / golden.name).write_text(says, encoding="utf-8")
    return True


def accepted_report(cast: Cast) -> Filing:
    """The report of a district with its money, one of its groups and both signatures."""
    edition = make.edition(cast)
    build.transferred(build.allotted(edition, cast, {"3101": 2, "3102": 1}, spare=1), cast, ["3101", "3102"])
    district = Case.objects.get(edition=edition, office="3101")
    build.spent(build.enrolled(district, cast.malee, name="กลุ่มหนึ่ง"), "15000.50", "15000.50", cast.fong)
    return build.reported(district, cast)


def filing_paper(cast: Cast) -> Document:
    filing = accepted_report(cast)
    return signed_document(filing, filing.revisions.get())


def letter_upward(cast: Cast) -> Document:
    return covering_letter(accepted_report(cast), cast.mana.office, cast.somchai.office)


def register_paper(cast: Cast) -> Document:
    accepted_report(cast)
    return register_document(Register.objects.get())


def board_paper(cast: Cast) -> Document:
    whole = build.province(accepted_report(cast).task.case.edition)
    return board_document(board(whole, clock.today()), readings(whole))


def memo(cast: Cast) -> Document:
    return approval_memo(spending.approved(spending.funded_group()))


def bought(cast: Cast) -> Purchase:
    """A purchase beyond its plan, ordered and taken in part."""
    return stand("bought beyond the plan", lambda: _bought(cast))


def _bought(cast: Cast) -> Purchase:
    group = purchasing.buying_group(cast)
    dear = purchasing.cost("เส้นด้าย", 20, "กก.", "360.00"), purchasing.cost("สีย้อม", 10, "กระป๋อง", "100.00")
    purchase = purchasing.approved(group, cast, *dear, reason="ราคาตลาดสูงขึ้น")
    purchasing.ordered(purchase, cast)
    purchasing.taken(purchase, cast, thread=15, fine="25")
    return purchase


def inspection(cast: Cast) -> Document:
    return papers_purchase.inspection_paper(Inspection.objects.get(delivery__purchase=bought(cast)))


def blank_survey(cast: Cast) -> Document:
    group = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)
    return blank_form(make.task(group, "survey"), address="https://example.th/tasks/1/key-in/")


def sheet_to_sign(cast: Cast) -> Document:
    group = make.enrolled(make.district(cast), make.group(cast.malee), actor=cast.malee)
    told = Gathering("ฝึกย้อมสี", date(2018, 9, 12), "ศาลากลางบ้าน", empty_rows=3)
    return sign_in_sheet(make.task(group, "develop"), told, address="https://example.th/tasks/1/key-in/")


DRAWN: dict[str, Callable[[Cast], Document]] = {
    "filing_document": filing_paper,
    "blank_form": blank_survey,
    "covering_letter": letter_upward,
    "register_document": register_paper,
    "sign_in_sheet": sheet_to_sign,
    "board_document": board_paper,
    "approval_memo": memo,
    "purchase_report": lambda cast: papers_purchase.purchase_report(bought(cast)),
    "quotation_paper": lambda cast: papers_purchase.quotation_paper(bought(cast)),
    "order_paper": lambda cast: papers_purchase.order_paper(bought(cast).orders.get()),
    "inspection_paper": inspection,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DRAWN)
def test_paper_of_the_program_says_what_is_written_down(cast: Cast, at: Freeze, name: str):
    at(build.NOW)

    assert not differs(name, DRAWN[name](cast)), listed(
        [name], do="compare build/papers with tests/wardens/papers"
    )


def empty_forms() -> Iterator[tuple[str, Document]]:
    """Every form of every programme as an office prints it to be filled in by hand."""
    for path in PACKS:
        pack = packfile.read(path.read_text(encoding="utf-8"), filename=path.name)
        for name, form in pack.forms.items():
            stage = next((one for one in pack.stages if one.form == name), None)
            signers = [Signer(f"ผู้{hop.verb}") for hop in stage.signs] if stage else []
            yield f"{pack.code}.{name}", lay_out(Content(form, pack.papers[name], {}, {}, signers))


def test_every_form_of_a_programme_prints_what_is_written_down():
    drawn = dict(empty_forms())
    assert drawn

    found = [name for name, document in drawn.items() if differs(name, document)]

    assert not found, listed(found, do="compare build/papers with tests/wardens/papers")


def drawing(module: Module) -> set[str]:
    """The public functions of a room's `papers` that give a whole document."""
    return {
        node.name
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and node.returns and not node.name.startswith("_")
        if ast.unparse(node.returns).rpartition(".")[2] == "Document"
    }


def test_every_paper_the_program_draws_is_written_down():
    drawn = set().union(
        *(drawing(module) for module in modules() if module.path.stem in ("papers", "papers_purchase"))
    )

    assert drawn == set(DRAWN)


def test_no_text_is_written_down_for_a_paper_nobody_draws():
    wanted = {*DRAWN, *(name for name, _document in empty_forms())}

    assert {path.stem for path in GOLDEN.glob("*.txt")} == wanted


def test_warden_sees_a_paper_that_says_another_thing(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "GOLDEN", tmp_path)
    monkeypatch.setitem(globals(), "FRESH", tmp_path / "fresh")
    name, document = next(empty_forms())
    (tmp_path / f"{name}.txt").write_text("อีกอย่างหนึ่ง\n", encoding="utf-8")

    assert differs(name, document)
    assert (tmp_path / "fresh" / f"{name}.txt").read_text(encoding="utf-8") == plain_text(document)


def too_narrow(document: Document) -> Iterator[str]:
    """Each word of a table's head that is wider than its column."""
    ruler = measurer(bold=True, size=TABLE_POINTS)
    for table in (block for block in document.blocks if isinstance(block, Table)):
        widths = column_widths(table, sheet(document).text_width)
        for place in head_places(table.head):
            room = sum(widths[place.column : place.column + place.cell.colspan]) * POINTS_PER_CM
            for word in words(place.cell.text):
                if ruler.width(word.rstrip()) > room - 2 * CELL_INSET_POINTS:
                    yield f"{word} in {place.cell.text}"


def forms_by_hand() -> Iterator[tuple[str, Document]]:
    """Every form of every programme as it is printed to be written by hand."""
    for path in PACKS:
        pack = packfile.read(path.read_text(encoding="utf-8"), filename=path.name)
        for name, form in pack.forms.items():
            yield f"{pack.code}.{name} by hand", lay_out_blank(Blank(form, {}, {}, (), "https://example.th/"))


def test_no_heading_of_a_form_is_cut_within_a_word():
    drawn = [*empty_forms(), *forms_by_hand()]
    cut = [f"{name}: {word}" for name, document in drawn for word in too_narrow(document)]

    assert not cut, listed(cut, do="widen the column in the pack")
