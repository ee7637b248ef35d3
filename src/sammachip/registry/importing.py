"""What a sheet would change in the registry: its places found, its groups told from those held, line by line."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import islice

from django.utils.translation import gettext as _

from sammachip.core.area import is_within, path_of
from sammachip.core.cells import CellError
from sammachip.core.grid import cell_name
from sammachip.core.places import Fault, Gazetteer, Question, gazetteer, village_in
from sammachip.core.retold import Retold
from sammachip.core.table import MOST_ERRORS
from sammachip.core.thainum import fold, tidy
from sammachip.org.models import Area, Office
from sammachip.org.sight import under
from sammachip.records.models import SheetImport
from sammachip.records.sheets import first_few, in_order, row_of
from sammachip.registry.columns import CODE, MOO, PLACED, TOLD, VILLAGE
from sammachip.registry.importing_lists import held_rows, retold, words_after
from sammachip.registry.models import LISTS, Group, Merge, Village
from sammachip.registry.phones import as_sheets_read
from sammachip.registry.queries import same
from sammachip.registry.questions import list_label
from sammachip.registry.rules_values import DAYS, faults_in
from sammachip.registry.said import SaidRow
from sammachip.registry.sheets import GroupReading
from sammachip.registry.sheets_odd import Unsure, with_answers
from sammachip.trail import clock
from sammachip.trail.spoken import worded

SHEET_KIND = "groups"
Key = tuple[str, str, str]
"""What makes a group one in the registry: its village, its name folded, its kind."""


class Fate(StrEnum):
    """What becomes of a row when the sheet is applied."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ELSEWHERE = "elsewhere"  # in another office's area: not taken


@dataclass(frozen=True, slots=True)
class Held:
    """A group as the registry holds it, of which a row speaks; `into` names the group that it was joined into."""

    pk: int
    version: int
    known: Mapping[str, object]
    into: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its village and its fate; a changed one with what it changes, old and new, and in its lists."""

    row: SaidRow
    village: str
    fate: Fate
    held: Held | None = None
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    lists: Mapping[str, Retold] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.row.said["name"])

    @property
    def key(self) -> Key:
        return key_of(self.village, self.row.said)


def key_of(village: str, said: Mapping[str, object]) -> Key:
    return village, fold(str(said["name"])), str(said["kind"])


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a place, with the first rows and the number of rows that wait for its answer."""

    question: Question
    rows: tuple[int, ...]
    count: int
    answer: str = ""


@dataclass(frozen=True)
class Proposal:
    """All a sheet would do: its lines, what is asked first, and what must be mended in the sheet before anything is done."""

    lines: tuple[Line, ...]
    questions: tuple[Asked, ...]
    errors: tuple[CellError, ...]
    remarks: tuple[str, ...]
    villages: Mapping[str, str]
    official: Gazetteer = field(repr=False)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)

    def village_of(self, line: Line) -> str:
        """The name of the row's village: the registry's, else what the sheet brings or says."""
        said = line.row.place.get(VILLAGE, "").removeprefix("บ้าน")
        return self.names.get(line.village) or self.villages.get(line.village) or said

    def where(self, line: Line) -> str:
        """Where the row's group is: its village by name and number, then in the official words."""
        area, moo = line.village[:6], int(line.village[6:])
        words = _("หมู่ที่ {moo} {subdistrict} {district}").format(
            moo=moo, subdistrict=self.official.full_name(area), district=self.official.full_name(area[:4])
        )
        name = self.village_of(line)
        return _("บ้าน{name} {where}").format(name=name, where=words) if name else words

    @cached_property
    def counts(self) -> Mapping[Fate, int]:
        found = Counter(line.fate for line in self.lines)
        return {fate: found[fate] for fate in Fate}

    @property
    def is_ready(self) -> bool:
        return not self.questions and not self.errors

    @property
    def changes_anything(self) -> bool:
        return bool(self.counts[Fate.NEW] or self.counts[Fate.CHANGED])

    @cached_property
    def seal(self) -> str:
        """The same while the sheet would do the same: it is given back when the sheet is applied."""
        told = hashlib.sha256(repr(sorted(self.answers.items())).encode())
        for line in self.lines:
            held = f"{line.held.pk}.{line.held.version}" if line.held else ""
            told.update(f"{line.row.number}:{line.village}:{line.fate}:{held};".encode())
        return told.hexdigest()


def official() -> Gazetteer:
    """The official list of the country; one query."""
    return gazetteer(Area.objects.order_by("code").values_list("code", "name_th"))


def proposal(sheet: SheetImport) -> Proposal:
    """What a sheet that was read would change now, one that was discarded nothing; five queries however long it is."""
    head, *rows = sheet.rows or [{}]
    unsure = [Unsure.of_plain(one) for one in head.get("unsure", ())]
    said = with_answers([SaidRow.of_plain(row) for row in rows], unsure, sheet.answers)
    proposing = _Proposing(sheet.office, head.get("places", head), sheet.answers)
    for one in unsure:
        proposing.ask_of(one)
    return proposing.of(said)


def looked_through(reading: GroupReading, office: Office) -> Proposal:
    """What a sheet with cells that could not be taken would say beside them: places, doubles and questions of every row
    that is whole enough, so that all is mended at once. Its errors are those of the cells, too."""
    wrong = {(row_of(one), one.key) for one in reading.errors if "!" not in one.cell}
    astray = {number for number, key in wrong if key in PLACED}
    proposing = _Proposing(office, reading.places, {})
    for one in reading.unsure:
        proposing.ask_of(one)
    found = proposing.of([row for row in reading.rows if row.number not in astray])
    return replace(found, errors=in_order([*reading.errors, *found.errors]))


class _Proposing:
    """Takes the rows one by one, for one office."""

    def __init__(self, office: Office, places: Mapping[str, int], answers: Mapping[str, str]) -> None:
        self.office = office
        self.home = office.code
        self.places = places
        self.answers = answers
        self.official = official()
        within = Village.objects.filter(under([office.path], "area__path"))
        self.names = dict(within.values_list("code", "name"))
        self.held = _held(office)
        self.villages: dict[str, str] = {}  # those that the sheet brings
        self.lines: list[Line] = []
        self.errors: list[CellError] = []
        self.asked: dict[str, tuple[Question, list[int]]] = {}
        self.first: dict[Key, int] = {}
        self.renamed: list[int] = []
        self.found: dict[tuple[str, ...], str | Question | Fault] = {}

    def ask_of(self, one: Unsure) -> None:
        """Ask of a column whose heading is nearly ours; what it says counts when a person took it for that."""
        question = one.question
        answer = self.answers.get(question.key)
        if answer is None:
            self.asked[question.key] = (question, [row.number for row in one.rows])
        elif answer == one.key:
            self.places = {**self.places, one.key: one.place}
            self.errors += one.errors

    def of(self, rows: list[SaidRow]) -> Proposal:
        self.rows = held_rows(self.office.path, {name for row in rows for name in row.lists})
        for row in rows:
            self._take(row)
        asked = tuple(
            Asked(question, tuple(numbers[:5]), len(numbers)) for question, numbers in self.asked.values()
        )
        errors = tuple(islice(in_order(self.errors), MOST_ERRORS))
        remarks = tuple(self._remarks())
        return Proposal(
            tuple(self.lines), asked, errors, remarks, self.villages, self.official, self.names, self.answers
        )

    def _take(self, row: SaidRow) -> None:
        found = self._area(row)
        match found:
            case Question():
                self.asked.setdefault(found.key, (found, []))[1].append(row.number)
                return
            case Fault():
                self._refuse(row, found.level, worded(found.message))
                return
        village = self._village(row, found)
        if village is None:
            return
        if not is_within(path_of(found), self.office.path):
            self.lines += [Line(row, village, Fate.ELSEWHERE)] if row.names_a_group else []
            return
        if not (self._is_named(row, village) and row.names_a_group):
            return
        key = key_of(village, row.said)
        if self._is_single(row, key):
            self._compare(row, village, self.held.get(key))

    def _area(self, row: SaidRow) -> str | Question | Fault:
        """The sub-district of the row; the same words are looked up once."""
        if CODE in row.place:
            return self.official.area_of(row.place[CODE])
        words = tuple(row.place.get(level, "") for level in ("province", "district", "subdistrict"))
        if words not in self.found:
            self.found[words] = self.official.find(row.place, self.home, self.answers)
        return self.found[words]

    def _village(self, row: SaidRow, area: str) -> str | None:
        found = row.place.get(CODE) or village_in(area, row.place.get(MOO, ""))
        if isinstance(found, Fault):
            self._refuse(row, found.level, worded(found.message))
            return None
        return found

    def _is_named(self, row: SaidRow, village: str) -> bool:
        """Whether the village has a name, the registry's before the sheet's."""
        told = row.place.get(VILLAGE, "").removeprefix("บ้าน").strip()
        known = self.names.get(village) or self.villages.get(village)
        if known is None and told:
            self.villages[village] = told
        elif known is None:
            self._refuse(row, VILLAGE, _("ยังไม่ได้กรอกชื่อบ้าน และหมู่บ้านนี้ยังไม่มีในทะเบียน — กรอกชื่อบ้าน"))
            return False
        elif told and told != known and fold(told) != fold(known.removeprefix("บ้าน")):
            self.renamed.append(row.number)
        return True

    def _is_single(self, row: SaidRow, key: Key) -> bool:
        first = self.first.setdefault(key, row.number)
        if first != row.number:
            told = _("«{name}» มีแล้วในแถวที่ {row} — รวมเป็นแถวเดียว").format(name=row.said["name"], row=first)
            self._refuse(row, "name", told)
        return first == row.number

    def _compare(self, row: SaidRow, village: str, held: Held | None) -> None:
        lists = self._lists(row, held)
        if lists is None:
            return
        if held is None:
            whole = replace(row, said={**row.said, **self._words(lists, held), **row.said}) if lists else row
            self.lines.append(Line(whole, village, Fate.NEW, lists=lists))
            return
        if held.into:
            told = _("«{name}» รวมเข้ากับ «{into}» แล้ว — ใช้ชื่อนั้นในแถวนี้ หรือลบแถวนี้").format(
                name=row.said["name"], into=held.into
            )
            self._refuse(row, "name", told)
            return
        # A name spelt otherwise is the same name: the registry's spelling stays.
        changes = {
            key: (held.known[key], new)
            for key, new in row.said.items()
            if key not in ("name", "kind") and not _alike(key, held.known[key], new)
        }
        if "activity" in changes:
            changes |= _leaving(held, row)
        self._doubt_days(row, held.known, changes)
        for key, words in self._words(lists, held).items():
            if key not in changes and not same(held.known[key], words):
                changes[key] = held.known[key], words
        fate = Fate.CHANGED if changes or lists else Fate.SAME
        self.lines.append(Line(row, village, fate, held, changes, lists))

    def _lists(self, row: SaidRow, held: Held | None) -> dict[str, Retold] | None:
        """What the row changes in each list; None where one would grow too long, which is told."""
        found = {}
        for name, told in row.lists.items():
            known = self.rows[name].get(held.pk, ()) if held else ()
            changes = retold(name, told, known)
            count = len(known) + len(changes.added)
            if count > LISTS[name].MOST:
                self._refuse(row, "name", _too_many(row, name, count))
                return None
            if changes.added or changes.changed:
                found[name] = changes
        return found

    def _words(self, lists: Mapping[str, Retold], held: Held | None) -> dict[str, object]:
        """What the group's own columns say after its lists."""
        found: dict[str, object] = {}
        for name, changes in lists.items():
            found |= words_after(name, self.rows[name].get(held.pk, ()) if held else (), changes)
        return found

    def _doubt_days(
        self, row: SaidRow, held: Mapping[str, object], changes: Mapping[str, tuple[object, object]]
    ) -> None:
        """Refuse a day that contradicts one the registry holds; those the row says itself were read together."""
        told = {key: changes[key][1] if key in changes else held[key] for key in DAYS}
        if changes.keys() & set(DAYS) and not set(DAYS) <= row.said.keys():
            for _key, why in faults_in(told, clock.today()):
                self._refuse(row, next(key for key in DAYS if key in changes), why)

    def _refuse(self, row: SaidRow, key: str, sentence: str) -> None:
        cell = cell_name(row.number, self.places[key]) if key in self.places else f"{row.number}"
        self.errors.append(CellError(cell, key, row.place.get(key, ""), sentence))

    def _remarks(self) -> Iterator[str]:
        if self.renamed:
            rows = first_few([str(number) for number in self.renamed])
            yield _(
                "ชื่อบ้านในแถวที่ {rows} ไม่ตรงกับชื่อของหมู่ที่เดียวกันในทะเบียน จะใช้ชื่อในทะเบียน — ตรวจหมู่ที่ก่อนนำเข้า"
            ).format(rows=rows)
        if self.villages:
            named = [f"{name} ({code})" for code, name in self.villages.items()]
            yield _("หมู่บ้านที่ยังไม่มีในทะเบียน {n:,} แห่ง จะเพิ่มด้วยชื่อในตาราง: {names}").format(
                n=len(named), names=first_few(named)
            )


def _too_many(row: SaidRow, name: str, count: int) -> str:
    return _("«{name}» จะมี {list} {n:,} รายการ เกิน {most:,} รายการ — ลดแถวในแผ่นนั้น").format(
        name=row.said["name"], list=list_label(name), n=count, most=LISTS[name].MOST
    )


def _leaving(held: Held, row: SaidRow) -> dict[str, tuple[object, object]]:
    """A standing that changes leaves its day and reason behind, where the row gives it no others."""
    now = {"activity_on": row.said_on, "activity_reason": ""} | dict(row.said)
    return {
        key: (held.known[key], now[key])
        for key in ("activity_on", "activity_reason")
        if not same(held.known[key], now[key])
    }


def _held(office: Office) -> dict[Key, Held]:
    """Every registered group of the office's area, by what makes it one; two queries."""
    columns = ("pk", "version", "village_id", "name_folded", *TOLD)
    registered = Group.objects.within(office.path).filter(taken_back_by__isnull=True)
    joined = dict(Merge.objects.standing().filter(group__in=registered).values_list("group", "into__name"))
    found = {}
    for pk, version, village, folded, *known in registered.values_list(*columns).iterator(2000):
        values = dict(zip(TOLD, known, strict=True))
        found[village, folded, values["kind"]] = Held(pk, version, values, joined.get(pk, ""))
    return found


def _alike(key: str, held: object, said: object) -> bool:
    """Whether a cell says what is held already, however it was typed."""
    if same(held, said):
        return True
    if not isinstance(held, str):
        return False
    if key == "phone":
        return as_sheets_read(held) == said
    return tidy(held) == said
