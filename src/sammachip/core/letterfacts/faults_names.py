"""Names in a letter that the official lists, its own table or its programme do not bear out."""

import re
from collections.abc import Iterator

from sammachip.core.letterfacts.evidence import Evidence, row_named
from sammachip.core.letterfacts.model import Code, Finding, Level, Place, Span, Table
from sammachip.core.letterfacts.names import all_districts, key, one_slip_off, placed
from sammachip.core.letterfacts.titles import other_titles, programme_title
from sammachip.core.sentence import Sentence
from sammachip.core.thainum import excerpt


def place_findings(read: Evidence, table: Table, number: int) -> Iterator[Finding]:
    """Names of a table that no list has, and districts that stand twice or not at all."""
    if table.level == "district" and _is_of_districts(read, table):
        yield from _districts(read, table, number)
    for index, row in enumerate(table.rows, start=1):
        if row.place and row.place.code is None and row.place.alternatives and row.name:
            stands = row.name.value or read.given[slice(*row.name.span)]
            yield _unrecognised(stands, row.place, row.name.span, row_named(number, index))


def _is_of_districts(read: Evidence, table: Table) -> bool:
    """Whether its rows are districts; or as many as the province has, one for each."""
    return table.is_of_places or len(table.rows) == len(all_districts(read.lists, table.province))


_ALL = re.compile(r"ทุกอำเภอ|ทั้?ง\s?\d+\s?อำเภอ|อำเภอ\s?ทั้?ง\s?\d+\s?แห่ง")


def _districts(read: Evidence, table: Table, number: int) -> Iterator[Finding]:
    """A district that stands twice; and where all are meant, those that do not stand at all."""
    seen: dict[str, int] = {}
    for index, row in enumerate(table.rows, start=1):
        code = row.place.code if row.place else None
        if code is None or row.name is None:
            continue
        if code in seen:
            said = Sentence(
                "ตารางที่ {table}: อำเภอ{name} ซ้ำในแถวที่ {first} และแถวที่ {again} — ตรวจว่าแถวใดเป็นอำเภออื่น",
                table=number,
                name=read.lists.name(code),
                first=seen[code],
                again=index,
            )
            yield Finding(Code.DISTRICT_DUPLICATE, Level.ERROR, said, row.name.span)
        seen.setdefault(code, index)
    yield from _missing(read, table, number, set(seen))


def _missing(read: Evidence, table: Table, number: int, seen: set[str]) -> Iterator[Finding]:
    official = all_districts(read.lists, table.province)
    unread = sum(1 for row in table.rows if row.place and row.place.code is None)
    missing = [code for code in official if code not in seen]
    to = read.letter.to.value if read.letter.to and read.letter.to.value else ""
    if not missing or not _ALL.search(to) or len(missing) <= unread or len(seen) < 2:
        return
    likely = {
        code
        for row in table.rows
        if row.place and not row.place.code
        for code, _ in row.place.alternatives[:1]
    }
    names = [read.lists.name(code) for code in missing if code not in likely]
    said = Sentence(
        "ตารางที่ {table}: หนังสือถึงทุกอำเภอ แต่ตารางมี {seen} จาก {all} อำเภอ ไม่พบ {names} — สอบถามหน่วยงานเจ้าของหนังสือ",
        table=number,
        seen=len(official) - len(names),
        all=len(official),
        names=", ".join(names[:5]) + ("…" if len(names) > 5 else ""),
    )
    yield Finding(Code.DISTRICT_MISSING, Level.ERROR, said, table.span)


_ADDRESS = re.compile(r"(?<![ก-๎])อำเภอ\s?(?P<district>[ก-๎]{2,30})\s+จังหวัด(?P<province>[ก-๎]{2,20})")


def name_findings(read: Evidence) -> Iterator[Finding]:
    """The addressee, and districts named with their province in the text; each misspelt name once."""
    seen: set[str] = set()
    to = read.letter.to
    if to and to.place and to.place.code is None:
        line = Sentence("บรรทัดที่ {line}", line=read.line(to.span))
        yield _unrecognised(to.value or "", to.place, to.span, line)
        seen.update(key(one) for one in _SPACES.split(to.value or ""))
    for found in _ADDRESS.finditer(read.page.text):
        name = found["district"]
        province = read.lists.within("", 2).get(key(found["province"]))
        if province is None or any(one.endswith(key(name)) for one in seen):
            continue
        place = placed(name, read.lists, province, 4)
        if place.code is None and not (read.page.is_noisy and one_slip_off(name, place, 4)):
            seen.add(key(name))
            span = read.page.span(*found.span("district"))
            yield _unrecognised(name, place, span, Sentence("บรรทัดที่ {line}", line=read.line(span)))


_SPACES = re.compile(r"\s+")


def _unrecognised(name: str, place: Place, span: Span, where: Sentence) -> Finding:
    near = ", ".join(one for _code, one in place.alternatives) or "-"
    said = Sentence(
        "{where}: ไม่พบ «{name}» ในบัญชีรายชื่อทางการ ใกล้เคียงที่สุดคือ {near} — ดูต้นฉบับแล้วเลือกชื่อที่ถูกต้อง",
        where=where,
        name=excerpt(name),
        near=near,
    )
    return Finding(Code.NAME_UNRECOGNISED, Level.ERROR, said, span)


def title_findings(read: Evidence) -> Iterator[Finding]:
    """Papers that come with the letter, by their headings and by the list of enclosures; each other title once."""
    subject = read.letter.subject.value if read.letter.subject else ""
    title = programme_title(subject or "", read.page.text[read.body : read.body + 1500])
    seen: set[str] = set()
    for other, start, end in other_titles(read.page, read.lines, title):
        if key(other) in seen:
            continue
        seen.add(key(other))
        said = Sentence(
            "บรรทัดที่ {line}: ชื่อโครงการ «{other}» ไม่ตรงกับชื่อในหนังสือ «{title}» — ยืนยันชื่อที่ถูกต้องก่อนใช้แบบ",
            line=read.line(read.page.span(start, end)),
            other=excerpt(other, 90),
            title=excerpt(title, 90),
        )
        yield Finding(Code.TITLE_MISMATCH, Level.ERROR, said, read.page.span(start, end))
