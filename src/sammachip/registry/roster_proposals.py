"""What a list that was read would hold: its villages and groups found, what it adds to the revision before, what it drops."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice

from django.utils.translation import gettext as _

from sammachip.core.area import is_within, path_of
from sammachip.core.cells import CellError
from sammachip.core.grid import cell_name
from sammachip.core.places import Fault, Gazetteer, Question, village_in
from sammachip.core.table import MOST_ERRORS
from sammachip.core.thainum import fold
from sammachip.org.models import Office
from sammachip.records.models import SheetImport, SheetImportQuerySet
from sammachip.records.sheets import first_few, in_order
from sammachip.registry.importing import Asked, official
from sammachip.registry.models import Group, Roster, RosterLine, RosterOf
from sammachip.registry.rosters import AREA, CODE, MOO, NAME, NUMBER, SaidLine
from sammachip.trail.spoken import worded

SHEET_KIND = "roster"
Key = tuple[str, str]
"""What makes a line one of its list: its village, and a group's name folded."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter that hands a list down: its number, its day, whose it is."""

    number: str
    on: date
    sender: str


@dataclass(frozen=True, slots=True)
class ListNamed:
    """A list by the name programmes ask for it, its title, and what stands on it."""

    key: str
    title: str
    of: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its village and, of a list of groups, the registered group meant; None where none is registered."""

    number: int
    code: str
    name: str
    group: int | None = None
    of_groups: bool = False

    @property
    def key(self) -> Key:
        return self.code, fold(self.name) if self.of_groups else ""

    @property
    def path(self) -> str:
        return path_of(self.code[:6])


@dataclass(frozen=True)
class Proposal:
    """A list as it would be taken in: its lines, what it adds and drops, what is asked and what must be mended first."""

    about: ListNamed
    letter: Letter
    lines: tuple[Line, ...]
    elsewhere: int
    dropped: tuple[RosterLine, ...]
    added: frozenset[Key]
    before: Roster | None
    questions: tuple[Asked, ...]
    errors: tuple[CellError, ...]
    remarks: tuple[str, ...]
    official: Gazetteer

    @property
    def is_ready(self) -> bool:
        return bool(self.lines) and not self.questions and not self.errors

    @property
    def number(self) -> int:
        return self.before.number + 1 if self.before else 1

    @cached_property
    def new_lines(self) -> list[Line]:
        return [line for line in self.lines if line.key in self.added]

    @cached_property
    def unregistered(self) -> list[Line]:
        """The groups of the list that the registry does not hold."""
        return [line for line in self.lines if line.of_groups and line.group is None]

    @cached_property
    def seal(self) -> str:
        """The same while the list would be the same: it is given back when the list is applied."""
        told = hashlib.sha256(f"{self.about.key}:{self.before.pk if self.before else ''}".encode())
        for line in self.lines:
            told.update(f"{line.code}:{line.key[1]}:{line.group or ''};".encode())
        return told.hexdigest()

    def where(self, code: str) -> str:
        """The village of this code in the official words."""
        return where(self.official, code)


def where(names: Gazetteer, code: str) -> str:
    """A village of eight digits in the official words, its province with it."""
    return _("หมู่ที่ {moo} {subdistrict} {district} {province}").format(
        moo=int(code[6:]),
        subdistrict=names.full_name(code[:6]),
        district=names.full_name(code[:4]),
        province=names.full_name(code[:2]),
    )


def about_of(sheet: SheetImport) -> tuple[ListNamed, Letter]:
    """The list that a sheet was read for, and the letter typed with it."""
    head = sheet.rows[0]
    number, day, sender = head["letter"]
    return ListNamed(*head["list"]), Letter(number, date.fromisoformat(day), sender)


def waiting_for(key: str, office: Office) -> SheetImportQuerySet:
    """What this office read of a list and did not take in yet."""
    read = SheetImport.objects.of_kind(SHEET_KIND).waiting().filter(office=office)
    return read.filter(rows__0__list__0=key).defer("rows", "before")


def latest_of(key: str, office: Office) -> Roster | None:
    """The newest revision that this office took in and did not take back."""
    return Roster.objects.standing().filter(key=key, office=office).newest_first().first()


def proposal(sheet: SheetImport) -> Proposal:
    """What a sheet that was read would be as a list now; a handful of queries however long it is."""
    about, letter = about_of(sheet)
    places = sheet.rows[0]["places"]
    rows = [SaidLine.of_plain(row) for row in sheet.rows[1:]]
    return _Proposing(sheet.office, about, places, sheet.answers).of(rows, letter)


class _Proposing:
    """Takes the rows one by one, for one office."""

    def __init__(
        self, office: Office, about: ListNamed, places: Mapping[str, int], answers: Mapping[str, str]
    ) -> None:
        self.office = office
        self.about = about
        self.of_groups = about.of == RosterOf.GROUP
        self.home = "" if office.path == "/" else office.code
        self.places = places
        self.answers = answers
        self.official = official()
        self.found: dict[tuple[str, ...], str | Question | Fault] = {}
        self.first: dict[Key, int] = {}
        self.lines: list[Line] = []
        self.elsewhere = 0
        self.errors: list[CellError] = []
        self.asked: dict[str, tuple[Question, list[int]]] = {}

    def of(self, rows: Sequence[SaidLine], letter: Letter) -> Proposal:
        self.by_number = self._numbered(rows)
        self.by_name: dict[Key, list[int]] = self._named(rows) if self.of_groups else {}
        for row in rows:
            self._take(row)
        before = latest_of(self.about.key, self.office)
        held = {(line.code, line.name_folded): line for line in before.lines.all()} if before else {}
        keys = {line.key for line in self.lines}
        dropped = tuple(line for key, line in held.items() if key not in keys)
        return Proposal(
            about=self.about,
            letter=letter,
            lines=tuple(self.lines),
            elsewhere=self.elsewhere,
            dropped=dropped,
            added=frozenset(keys - held.keys()),
            before=before,
            questions=tuple(Asked(one, tuple(rows[:5]), len(rows)) for one, rows in self.asked.values()),
            errors=tuple(islice(in_order(self.errors), MOST_ERRORS)),
            remarks=tuple(self._remarks(len(dropped))),
            official=self.official,
        )

    def _numbered(self, rows: Sequence[SaidLine]) -> dict[int, tuple[str, str]]:
        """By their numbers, the village and the name of the groups that rows name by number; one query."""
        numbers = [row.group for row in rows if row.group is not None]
        within = Group.objects.within(self.office.path).standing().filter(pk__in=numbers)
        return {pk: (code, name) for pk, code, name in within.values_list("pk", "village_id", "name")}

    def _named(self, rows: Sequence[SaidLine]) -> dict[Key, list[int]]:
        """The groups of the names on the list, by village and name; one query for each thousand names."""
        names = sorted({fold(row.name) for row in rows})
        found: dict[Key, list[int]] = {}
        for start in range(0, len(names), 1000):
            named = Group.objects.within(self.office.path).standing()
            named = named.filter(name_folded__in=names[start : start + 1000])
            for pk, code, name in named.values_list("pk", "village_id", "name_folded"):
                found.setdefault((code, name), []).append(pk)
        return found

    def _take(self, row: SaidLine) -> None:
        line = self._by_number(row) if row.group is not None else self._by_place(row)
        if line is None:
            return
        if not is_within(line.path, self.office.path):
            self.elsewhere += 1
            return
        first = self.first.setdefault(line.key, row.number)
        if first == row.number:
            self.lines.append(line)
        else:
            self._refuse(row, NAME, _("แถวนี้เป็นรายการเดียวกับแถวที่ {row} — ลบแถวที่ซ้ำ หรือแก้หมู่ที่").format(row=first))

    def _by_number(self, row: SaidLine) -> Line | None:
        assert row.group is not None
        if (known := self.by_number.get(row.group)) is None:
            sentence = _("ทะเบียนในพื้นที่ของหน่วยงานนี้ไม่มีกลุ่มเลขที่ {n} — แก้เลข หรือเว้นไว้แล้วกรอกชื่อกลุ่มและที่ตั้ง")
            self._refuse(row, NUMBER, sentence.format(n=row.group))
            return None
        code, name = known
        if row.name and fold(row.name) != fold(name):
            sentence = _("กลุ่มเลขที่ {n} ในทะเบียนชื่อ «{name}» ไม่ตรงกับชื่อในแถวนี้ — แก้เลขหรือชื่อ")
            self._refuse(row, NAME, sentence.format(n=row.group, name=name))
            return None
        return Line(row.number, code, name, row.group, of_groups=True)

    def _by_place(self, row: SaidLine) -> Line | None:
        area = self._area(row)
        match area:
            case Question():
                self.asked.setdefault(area.key, (area, []))[1].append(row.number)
                return None
            case Fault():
                self._refuse(row, area.level, worded(area.message))
                return None
        code = row.place.get(CODE) or village_in(area, row.place.get(MOO, ""))
        if isinstance(code, Fault):
            self._refuse(row, code.level, worded(code.message))
            return None
        if not self.of_groups:
            return Line(row.number, code, row.name.removeprefix("บ้าน").strip())
        return self._group(row, code)

    def _group(self, row: SaidLine, code: str) -> Line | None:
        found = self.by_name.get((code, fold(row.name)), [])
        if len(found) > 1:
            sentence = _("หมู่บ้านนี้มีกลุ่มชื่อ «{name}» {n} กลุ่ม — ระบุเลขทะเบียนกลุ่มในแถวนี้")
            self._refuse(row, NAME, sentence.format(name=row.name, n=len(found)))
            return None
        return Line(row.number, code, row.name, found[0] if found else None, of_groups=True)

    def _area(self, row: SaidLine) -> str | Question | Fault:
        """The sub-district of the row; the same words are looked up once."""
        if CODE in row.place:
            return self.official.area_of(row.place[CODE])
        if AREA in row.place:
            return self.official.area_of(f"{row.place[AREA]}01")
        words = tuple(row.place.get(level, "") for level in ("province", "district", "subdistrict"))
        if words not in self.found:
            self.found[words] = self.official.find(row.place, self.home, self.answers)
        return self.found[words]

    def _refuse(self, row: SaidLine, key: str, sentence: str) -> None:
        at = next((self.places[one] for one in (key, CODE, MOO, NAME) if one in self.places), None)
        cell = cell_name(row.number, at) if at else f"{row.number}"
        self.errors.append(CellError(cell, key, row.place.get(key, row.name), sentence))

    def _remarks(self, dropped: int) -> Iterator[str]:
        if dropped:
            yield _("ฉบับก่อนมี {n:,} รายการที่ไม่อยู่ในตารางนี้ จะออกจากบัญชี — ตรวจว่าเป็นบัญชีทั้งฉบับ").format(n=dropped)
        if self.elsewhere:
            yield _("{n:,} แถวอยู่นอกพื้นที่ของ{office} จึงไม่นำเข้า").format(
                n=self.elsewhere, office=self.office.short_name
            )
        unknown = [str(line.number) for line in self.lines if self.of_groups and line.group is None]
        if unknown:
            yield _(
                "กลุ่มในแถวที่ {rows} ยังไม่มีในทะเบียน จะเก็บชื่อไว้ในบัญชี และนับว่าอยู่ในบัญชีเมื่อลงทะเบียนกลุ่มชื่อเดียวกันในหมู่บ้านเดียวกัน"
            ).format(rows=first_few(unknown))
