"""One composer for every official paper: its parts in their order, for the eye, PDF and DOCX alike."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sammachip.core import document as doc
from sammachip.core.letter.body import cells_of, laid_out, with_strokes
from sammachip.core.letter.kinds import SECRECIES, STANDINS, URGENCIES, LetterKind, subject_of
from sammachip.core.thaidate import BE_OFFSET, format_date
from sammachip.core.thainum import to_thai

SIGNATURE: Final = f"({'.' * 50})"
BLANK_DAY: Final = "        "
UNTITLED: Final = "หนังสือที่ยังไม่มีชื่อเรื่อง"
"""A file needs a title, and a draft may be looked at before it has one."""
FILE_COPY: Final = "สำเนาคู่ฉบับ"
_STAMP_ROOM: Final = 60.0
_HONOUR, _NAME, _PRAISE = 30.0, 34.0, 20.0
_RULE: Final = "―" * 12
_OWN_NUMBER: Final = re.compile(r"\s*\(?[0-9๐-๙]{1,2}[.)]\s*(?![0-9๐-๙])")


@dataclass(frozen=True, slots=True)
class Letter:
    """A paper, every part in its final words. `authority` is whose order, announcement or honour it is, or who stamps it;
    `after` stands below the signature."""

    kind: LetterKind
    subject: str
    body: tuple[doc.Block, ...]
    number: str = ""
    date: str = ""
    secrecy: str = ""
    urgency: str = ""
    office_lines: tuple[str, ...] = ()
    authority: str = ""
    salutation: str = doc.TO
    to: str = ""
    refs: tuple[str, ...] = ()
    enclosures: tuple[tuple[str, str], ...] = ()
    closing: str = ""
    sign_lines: tuple[str, ...] = (SIGNATURE,)
    after: tuple[doc.Block, ...] = ()
    contact: tuple[str, ...] = ()
    motto: tuple[str, ...] = ()
    annexes: tuple[tuple[str, tuple[doc.Block, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What a draft says where its number and day will stand: the office's letter code, and a month with its day blank."""

    letter_code: str
    day: date

    def number(self, kind: LetterKind) -> str:
        if kind in RUNS_BY_YEAR:
            return to_thai(f"{BLANK_DAY}/{self.day.year + BE_OFFSET}")
        return to_thai(f"{self.letter_code}/") if self.letter_code else ""

    def date(self, kind: LetterKind) -> str:
        return blank_day(self.day, era=kind in (*RUNS_BY_YEAR, LetterKind.ANNOUNCEMENT))


RUNS_BY_YEAR: Final = (LetterKind.ORDER, LetterKind.CERTIFICATE, LetterKind.AWARD)
"""Kinds whose number is a running one over the year, ๑๒/๒๕๖๑, without the office's letter code."""


def blank_day(day: date, *, era: bool = False) -> str:
    """A draft leaves the day blank for the hand that numbers it, the month and the year of this day after it."""
    return BLANK_DAY + format_date(day, style="month", thai_digits=True, era=era)


def signed_by(name: str, post: str, how: str = "", for_post: str = "") -> tuple[str, ...]:
    """The lines under a signature; `how` is in whose place it is given, as `STANDINS` has it, and then for which post."""
    named = doc.in_brackets(name) if name else SIGNATURE
    if how not in STANDINS:
        return (named, post) if post else (named,)
    return (named, f"{post} {STANDINS[how]}", *filter(None, (for_post,)))


def compose(letter: Letter) -> doc.Document:
    """The paper, laid out as its kind is."""
    blocks = (*_OPENINGS[letter.kind](letter), *letter.body, *_CLOSINGS[letter.kind](letter))
    across = letter.kind is LetterKind.AWARD
    return doc.in_own_numerals(
        doc.Document(
            title=letter.subject or UNTITLED,
            blocks=(*blocks, *letter.after, *_foot(letter), *_annexed(letter)),
            orientation="landscape" if across else "portrait",
        )
    )


def _external(letter: Letter) -> Iterator[doc.Block]:
    yield doc.LetterHead(
        letter.number, letter.office_lines, letter.date, urgency=letter.urgency, secrecy=letter.secrecy
    )
    yield doc.LetterFields(
        subject=letter.subject,
        to=letter.to,
        refs=letter.refs,
        enclosures=letter.enclosures,
        salutation=letter.salutation,
    )


def _memo(letter: Letter) -> Iterator[doc.Block]:
    office = " ".join(letter.office_lines)
    yield doc.MemoHead(
        office, letter.number, letter.date, letter.subject, urgency=letter.urgency, secrecy=letter.secrecy
    )
    yield doc.LetterFields(to=letter.to, salutation=letter.salutation)


def _stamped(letter: Letter) -> Iterator[doc.Block]:
    yield doc.LetterHead(
        letter.number, (), "", urgency=letter.urgency, secrecy=letter.secrecy, is_dated=False
    )
    yield doc.LetterFields(to=letter.to, salutation="ถึง")


def _titled(word: str) -> Callable[[Letter], Iterator[doc.Block]]:
    def opening(letter: Letter) -> Iterator[doc.Block]:
        yield doc.Emblem()
        yield doc.Heading(f"{word}{letter.authority}", align="center")
        if letter.kind is LetterKind.ORDER:
            yield doc.NumberLine(doc.NUMBER, letter.number)
        yield _centred(f"{doc.SUBJECT} {letter.subject}")
        yield _centred(_RULE)

    return opening


def _certificate(letter: Letter) -> Iterator[doc.Block]:
    yield doc.LetterHead(letter.number, letter.office_lines, "", number_label="เลขที่", is_dated=False)
    yield doc.Spacer(12)


def _award(letter: Letter) -> Iterator[doc.Block]:
    yield doc.NumberLine("เลขที่", letter.number, align="end")
    yield doc.Emblem()
    yield doc.Heading(letter.authority, align="center", points=_HONOUR)
    yield _centred("เกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า", points=_PRAISE)
    yield doc.Heading(letter.to, level=2, align="center", points=_NAME)


def _minutes(letter: Letter) -> Iterator[doc.Block]:
    """What stands over minutes is among their body: who came, where and when."""
    yield from ()


def _centred(text: str, *, points: float = 0.0) -> doc.Line:
    return doc.Line(doc.parts(text), align="center", points=points)


def _closed(letter: Letter) -> Iterator[doc.Block]:
    if letter.sign_lines:
        yield doc.LetterClose(letter.sign_lines, letter.closing)


def _given(words: str) -> Callable[[Letter], Iterator[doc.Block]]:
    def closing(letter: Letter) -> Iterator[doc.Block]:
        yield doc.GivenOn(words, letter.date)
        yield doc.LetterClose(letter.sign_lines)

    return closing


def _award_given(letter: Letter) -> Iterator[doc.Block]:
    yield doc.GivenOn("ให้ไว้ ณ วันที่", letter.date)
    yield doc.LetterClose(letter.sign_lines, centred=True)


def _stamp(letter: Letter) -> Iterator[doc.Block]:
    """Whose letter it is, room for the stamp with the initials of who is in charge, and the day."""
    yield doc.Signature((doc.parts(letter.authority),))
    yield doc.Spacer(_STAMP_ROOM)
    yield doc.GivenOn("", letter.date, aside=True)


Opening = Callable[[Letter], Iterator[doc.Block]]
_OPENINGS: Final[Mapping[LetterKind, Opening]] = {
    LetterKind.EXTERNAL: _external,
    LetterKind.MEMO: _memo,
    LetterKind.STAMPED: _stamped,
    LetterKind.ORDER: _titled("คำสั่ง"),
    LetterKind.ANNOUNCEMENT: _titled("ประกาศ"),
    LetterKind.MINUTES: _minutes,
    LetterKind.CERTIFICATE: _certificate,
    LetterKind.AWARD: _award,
}
_CLOSINGS: Final[Mapping[LetterKind, Opening]] = {
    LetterKind.EXTERNAL: _closed,
    LetterKind.MEMO: _closed,
    LetterKind.STAMPED: _stamp,
    LetterKind.ORDER: _given("สั่ง ณ วันที่"),
    LetterKind.ANNOUNCEMENT: _given("ประกาศ ณ วันที่"),
    LetterKind.MINUTES: _closed,
    LetterKind.CERTIFICATE: _given("ให้ไว้ ณ วันที่"),
    LetterKind.AWARD: _award_given,
}


def _foot(letter: Letter) -> Iterator[doc.Block]:
    if letter.contact:
        yield doc.LetterContact(letter.contact)
    if letter.motto:
        yield doc.Spacer(6)
        yield from (_centred(line) for line in letter.motto)


def _annexed(letter: Letter) -> Iterator[doc.Block]:
    """Each paper that goes along begins a page."""
    for title, content in letter.annexes:
        yield doc.PageBreak()
        if title:
            yield doc.Heading(title, align="center")
        yield from content


@dataclass(frozen=True, slots=True)
class Hands:
    """Through whose hands a letter went; their initials stand on the copy that the office keeps."""

    drafted_by: str
    typed_by: str
    checked_by: str


def file_copy(document: doc.Document, hands: Hands) -> doc.Document:
    """The copy that stays in the office's file (สำเนาคู่ฉบับ), with room for the initials of drafter, typist and checker."""
    initials = tuple(
        f"{'.' * 22} {role} ({name or '.' * 24})"
        for role, name in (("ร่าง", hands.drafted_by), ("พิมพ์", hands.typed_by), ("ตรวจ", hands.checked_by))
    )
    marked_so = doc.Line((doc.Text(FILE_COPY, bold=True),), align="end")
    own, annexes = _cut_at_annexes(document.blocks)
    if any(isinstance(block, doc.LetterContact) for block in own):
        own = tuple(
            replace(block, beside=initials) if isinstance(block, doc.LetterContact) else block
            for block in own
        )
    else:
        own = (*own, doc.LetterContact((), initials))
    return replace(
        document, title=f"{FILE_COPY} {document.title}".strip(), blocks=(marked_so, *own, *annexes)
    )


def _cut_at_annexes(
    blocks: tuple[doc.Block, ...],
) -> tuple[tuple[doc.Block, ...], tuple[doc.Block, ...]]:
    at = next((n for n, one in enumerate(blocks) if isinstance(one, doc.PageBreak)), len(blocks))
    return blocks[:at], blocks[at:]


def letter_of(kind: LetterKind, values: Mapping[str, object], frame: Frame) -> Letter:
    """The paper that these answers to its kind's form describe, unnumbered."""

    def said(part: str) -> str:
        return to_thai(str(values.get(part) or ""))

    return Letter(
        kind=kind,
        subject=to_thai(subject_of(kind, values)),
        body=_body(kind, values),
        number=frame.number(kind),
        date=frame.date(kind),
        secrecy=SECRECIES.get(said("secrecy"), ""),
        urgency=URGENCIES.get(said("urgency"), ""),
        office_lines=_lines_of(said("office_lines") or said("office")),
        authority=said("authority"),
        salutation=said("salutation") or doc.TO,
        to=said("to"),
        refs=_numbered([row["letter"] for row in _rows(values, "refs") if row.get("letter")]),
        enclosures=_enclosures(_rows(values, "enclosures")),
        closing=said("closing"),
        sign_lines=()
        if kind is LetterKind.MINUTES
        else signed_by(*map(said, ("signer_name", "signer_post", "stands", "signs_for"))),
        contact=tuple(_contact(said)),
        motto=_lines_of(said("motto")),
        annexes=tuple(
            (to_thai(row.get("title", "")), laid_out(row.get("content", "")))
            for row in _rows(values, "annexes")
        ),
    )


def _body(kind: LetterKind, values: Mapping[str, object]) -> tuple[doc.Block, ...]:
    text = str(values.get("body") or "")
    match kind:
        case LetterKind.MINUTES:
            return _minuted(values)
        case LetterKind.AWARD:
            return tuple(_centred(to_thai(line), points=_PRAISE) for line in _lines_of(text))
    return laid_out(text)


def _rows(values: Mapping[str, object], part: str) -> list[dict[str, str]]:
    """The rows of a part, every cell as text."""
    rows = values.get(part)
    found = rows if isinstance(rows, list | tuple) else ()
    return [{str(key): str(cell) for key, cell in row.items()} for row in found if isinstance(row, Mapping)]


def _lines_of(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _numbered(items: Sequence[str]) -> tuple[str, ...]:
    """Several are numbered, once: whoever typed the numbers along is not given them twice."""
    if len(items) < 2:
        return tuple(map(to_thai, items))
    return tuple(
        to_thai(f"{n}. {_OWN_NUMBER.sub('', item, count=1)}") for n, item in enumerate(items, start=1)
    )


def _enclosures(rows: Sequence[Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    """What goes along and how much of it."""
    counts = (
        to_thai(f"จำนวน {row['count']} {row.get('unit', '')}".rstrip()) if row.get("count") else ""
        for row in rows
    )
    return tuple(zip(_numbered([row.get("what", "") for row in rows]), counts, strict=True))


def _contact(said: Callable[[str], str]) -> Iterator[str]:
    yield from filter(None, (said("owner"), said("section")))
    yield from _lines_of(said("phones"))
    copies = _lines_of(said("copies"))
    if copies:
        yield f"{doc.COPIES} {copies[0]}"
        yield from copies[1:]


def _minuted(values: Mapping[str, object]) -> tuple[doc.Block, ...]:
    """Minutes from their title to the hands that wrote and read them."""

    def said(part: str) -> str:
        return to_thai(str(values.get(part) or ""))

    return (
        *meeting(
            f"รายงาน{said('meeting')}",
            f"ครั้งที่ {said('session')}" if said("session") else "",
            f"เมื่อ{said('held')}" if said("held") else "",
            f"ณ {said('place')}" if said("place") else "",
        ),
        *people("ผู้มาประชุม", _named(said("present"))),
        *people("ผู้ไม่มาประชุม", _named(said("absent"))),
        *people("ผู้เข้าร่วมประชุม", _named(said("attending"))),
        *_timed("เริ่มประชุมเวลา", said("began")),
        *laid_out(str(values.get("body") or "")),
        *_timed("เลิกประชุมเวลา", said("ended")),
        *wrote(said("written_by"), "ผู้จดรายงานการประชุม"),
        *wrote(said("read_by"), "ผู้ตรวจรายงานการประชุม"),
    )


def meeting(title: str, session: str, held: str, place: str) -> Iterator[doc.Block]:
    """What stands over minutes: of which meeting, which time it met, when and where."""
    yield doc.Heading(title, align="center")
    for line in filter(None, (session, held, place)):
        yield _centred(line)
    yield _centred(_RULE)


def people(title: str, named: Sequence[Sequence[str]]) -> Iterator[doc.Block]:
    """Those named, a line each: number, name, post and duty or why they did not come."""
    if named:
        yield doc.Heading(title, level=2)
    for n, told in enumerate(named, start=1):
        yield doc.Line(doc.parts(to_thai(f"{n}. {'  '.join(filter(None, told))}")))


def _named(typed: str) -> list[list[str]]:
    return [cells_of(line) for line in with_strokes(typed).splitlines() if line.strip(" |")]


def _timed(words: str, time: str) -> Iterator[doc.Block]:
    if time:
        yield doc.Heading(f"{words} {time}", level=2)


def wrote(name: str, duty: str) -> Iterator[doc.Block]:
    """Room for the hand that wrote minutes, or read them, or sat at the meeting; nothing for nobody."""
    if name:
        yield doc.Signature(
            (doc.parts("ลงชื่อ ", "." * 40), doc.parts(doc.in_brackets(name)), doc.parts(duty)), width_cm=9.0
        )
