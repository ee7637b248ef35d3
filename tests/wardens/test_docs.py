"""Documents: links lead somewhere, and what the program has is written down and what is written down exists."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import TextChoices

from sammachip.cases.models import FilingState, SignVerdict, TaskResult
from sammachip.core.goods import EXPENSE_LABELS
from sammachip.money.ledger import EntryKind
from sammachip.money.models import RegisterState
from sammachip.org.models import Role, Standin
from sammachip.programmes import facts, kinds, packfile

from .source import ROOT, SOURCE, calls, listed, modules, nodes, root_name

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")
KIND_OF_NOTICE = re.compile(r"[a-z]+(?:-[a-z]+)+")
SETTING = re.compile(r"[A-Z][A-Z_]+")
CLAUSES = [f"A{n}" for n in range(1, 23)] + [f"B{n}" for n in range(1, 11)]
STATES = {"works", "partly", "not yet"}


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def text_of(page: Path) -> str:
    """The page without its blocks of code."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def rows(page: Path) -> Iterator[list[str]]:
    """The cells of every row of the page's tables, headings included, code marks taken off."""
    for line in text_of(page).splitlines():
        if line.startswith("|") and not set(line) <= set("|-: "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def first_codes(page: Path) -> list[str]:
    """What stands in code marks in the first column of the page's tables."""
    return [row[0].strip("`") for row in rows(page) if re.fullmatch("`[^`]+`", row[0])]


def anchors(page: Path) -> set[str]:
    """The places of a page a link may name: its headings, as the usual renderers call them."""
    headings = re.findall(r"^#+ +(.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w฀-๿ -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def broken(page: Path) -> Iterator[str]:
    for target in LINK.findall(text_of(page)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        if not there.exists():
            yield f"{page.relative_to(ROOT)} → {target}"
        elif anchor and anchor not in anchors(there):
            yield f"{page.relative_to(ROOT)} → {target}: no such heading"


def test_every_link_of_the_documents_leads_somewhere():
    found = [fault for page in pages() for fault in broken(page)]

    assert not found, listed(found, do="correct the link, or write the page it promises")


def test_warden_sees_a_broken_link(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text(
        "# One two\n[a](page.md#one-two) [b](gone.md) [c](#three) [d](https://example.org)\n```\n[e](f)\n```\n"
    )

    assert list(broken(page)) == ["page.md → gone.md", "page.md → #three: no such heading"]


def test_every_page_is_reached_from_the_readme():
    reached, todo = set(), [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        reached.add(page)
        linked = {(page.parent / link.partition("#")[0]).resolve() for link in LINK.findall(text_of(page))}
        todo.extend(
            there for there in linked if there.suffix == ".md" and there.exists() and there not in reached
        )

    lost = [str(page.relative_to(ROOT)) for page in pages() if page not in reached]

    assert not lost, listed(lost, do="link the page from README.md or from a page it leads to")


def paired() -> set[tuple[str, str]]:
    """Each Thai word of the glossary with the value code keeps it as."""
    return {(row[0], row[2].strip("`")) for row in rows(DOCS / "glossary.md") if len(row) == 3}


ENUMERATIONS: tuple[type[TextChoices], ...] = (
    EntryKind, FilingState, RegisterState, Role, SignVerdict, Standin, TaskResult,
)  # fmt: skip


@pytest.mark.parametrize("enumeration", ENUMERATIONS)
def test_glossary_has_every_word_shown_for(enumeration):
    found = [
        f"{value}: {label}" for value, label in enumeration.choices if (str(label), value) not in paired()
    ]

    assert not found, listed(found, do="add the word to docs/glossary.md, or use the word that is there")


def test_glossary_has_the_expense_classes():
    missing = {(label, one.value) for one, label in EXPENSE_LABELS.items()} - paired()

    assert missing == set()


def test_glossary_has_each_thai_word_once():
    words = Counter(row[0] for row in rows(DOCS / "glossary.md") if row[0] not in ("Thai", "Not"))

    assert [word for word, times in words.items() if times > 1] == []


def clauses() -> list[list[str]]:
    """The rows of the clauses page: number, demand, state, where in code, tests."""
    return [row for row in rows(DOCS / "clauses.md") if re.fullmatch(r"[AB]\d+", row[0])]


def test_every_clause_stands_once_with_a_state():
    assert [row[0] for row in clauses()] == CLAUSES
    assert {row[2] for row in clauses()} <= STATES


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in nodes(tree) if isinstance(node, ast.FunctionDef)}


def cited(text: str) -> list[tuple[str, str]]:
    """The tests a text names, by file and function."""
    return re.findall(r"`(tests/[\w/.-]+\.py)::(\w+)`", text)


def test_every_clause_that_works_even_partly_names_its_test():
    assert [row[0] for row in clauses() if row[2] != "not yet" and not cited(row[4])] == []


def test_every_test_the_documents_name_exists():
    named = [(page, *test) for page in pages() for test in cited(text_of(page))]
    assert named

    found = [
        f"{page.relative_to(ROOT)}: {path}::{name}"
        for page, path, name in named
        if not (ROOT / path).exists() or name not in functions(ROOT / path)
    ]

    assert not found, listed(found, do="name the test that shows it, or say that it is not yet there")


def test_every_file_the_documents_name_exists():
    found = [
        f"{page.relative_to(ROOT)}: {place}"
        for page in pages()
        for place in re.findall(r"`((?:\w+/)+\w+\.py)\b", text_of(page))
        if not ((SOURCE / place).exists() or (ROOT / place).exists())
    ]

    assert not found, listed(found, do="name the file that holds it now")


def test_every_place_the_clauses_name_exists():
    found = [
        f"{row[0]}: {place}"
        for row in clauses()
        for place in re.findall(r"`([\w./-]+)`", row[3])
        if not ((SOURCE / place).exists() or (ROOT / place).exists())
    ]

    assert not found, listed(found, do="correct the place in docs/clauses.md")


def settings_read() -> set[str]:
    """Every environment variable the program reads by name."""
    readers = {"env_text", "env_bool", "env_int", "env_list", "env_one_of"}
    names = set()
    for module in modules():
        for call in calls(module.tree):
            reader = call.func.id if isinstance(call.func, ast.Name) else ast.unparse(call.func)
            first = call.args[0] if call.args else None
            if (reader in readers or reader == "os.environ.get") and isinstance(first, ast.Constant):
                names.add(str(first.value))
    return names


def test_every_setting_is_documented_and_every_documented_one_is_read():
    for_tests = {"TEST_DATABASE_URL", "CHROMIUM"}
    written = {name for name in first_codes(REFERENCE / "settings.md") if SETTING.fullmatch(name)}

    assert written - for_tests == settings_read()


def notice_kinds() -> set[str]:
    """Every kind given to `notify`, or to a function that passes its own `kind` on to it."""
    found = set()
    for module in modules():
        tellers = {"notify"}
        for node in nodes(module.tree):
            if isinstance(node, ast.FunctionDef) and any(
                call_name(call) == "notify" and call.args and root_name(call.args[0]) == "kind"
                for call in calls(node)
            ):
                tellers.add(node.name)
        told = (call for call in calls(module.tree) if call_name(call) in tellers)
        found |= {
            str(given.value)
            for call in told
            for given in call.args[:2]
            if isinstance(given, ast.Constant) and KIND_OF_NOTICE.fullmatch(str(given.value))
        }
    return found


def call_name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)


def test_every_notice_is_documented_and_every_documented_one_is_sent():
    assert set(first_codes(REFERENCE / "notices.md")) == notice_kinds()


def test_every_kind_fact_and_binding_is_documented():
    known = {*kinds.names(), *facts.fact_names(), *facts.binding_names()}

    assert set(first_codes(REFERENCE / "kinds.md")) == known


def test_every_role_is_documented():
    assert set(first_codes(REFERENCE / "roles.md")) == set(Role.values)


def test_the_example_of_a_pack_can_be_published():
    page = (DOCS / "howto" / "write-a-pack.md").read_text(encoding="utf-8")
    example = re.search(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert example

    pack = packfile.read(example[1], filename="example.yaml")

    assert [stage.key for stage in pack.stages] == ["report"]
