"""Whom a list of recipients means: offices by their official names, and others as they are written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sammachip.core.letter import ADDRESSED, Listed, Listing
from sammachip.core.likeness import clusters, edits
from sammachip.core.thainum import closest, fold
from sammachip.org.models import Office
from sammachip.records.dispatch import offices_to_send
from sammachip.trail.spoken import worded

OF_OFFICES = ("อำเภอ", "จังหวัด", "สำนักงานพัฒนาชุมชน", "สพอ", "สพจ")
"""A name that begins so is an office's: one that no office bears is mistyped."""
SHORTEST = 3
"""Letters of a name below which one slip makes another word of it."""
MOST_NAMED = 8
"""Offices of one name that are listed with their codes; of the districts five bear the same."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A recipient as it was found: the office, if it is one, how the letter addresses it, and its own words."""

    name: str
    to_whom: str
    office: Office | None
    fills: Mapping[str, str]


def of_offices(offices: Iterable[Office]) -> list[Meant]:
    """These offices, without words of their own."""
    return [Meant(one.short_name, one.authority_head, one, {}) for one in offices]


def found_in(listing: Listing, office: Office) -> tuple[list[Meant], list[str]]:
    """Whom the rows mean, as this office sends letters, and a sentence for each that cannot be taken; one query."""
    if listing.faults:
        return [], [worded(one) for one in listing.faults]
    known = _Names(offices_to_send(office).select_related("parent"))
    meant: list[Meant] = []
    faults: list[str] = []
    there: dict[str, int] = {}
    for row in listing.rows:
        found, fault = known.meant(row)
        key = found.pk if found else fold(row.name)
        if key in there and not fault:
            said = _("แถวที่ {row} «{name}» ซ้ำกับแถวที่ {other} — ตัดออกหนึ่งแถว")
            fault = said.format(row=row.row, name=row.name, other=there[key])
        there.setdefault(key, row.row)
        if fault:
            faults.append(fault)
        else:
            meant.append(_meant(row, found))
    return meant, faults


def _meant(row: Listed, office: Office | None) -> Meant:
    addressed = row.fills.get(ADDRESSED) or (office.authority_head if office else row.name)
    return Meant(office.short_name if office else row.name, addressed[:300], office, row.fills)


class _Names:
    """The offices by every name that a list may call them."""

    def __init__(self, offices: Iterable[Office]) -> None:
        self._known: dict[str, list[Office]] = defaultdict(list)
        self._named: list[str] = []
        for office in offices:
            self._named.append(office.authority)
            for name in set(_names_of(office)):
                self._known[name].append(office)

    def meant(self, row: Listed) -> tuple[Office | None, str]:
        """The office of this name, none where somebody else is meant; or what stands against it."""
        found = self._known.get(fold(row.name), [])
        if len(found) == 1:
            return found[0], ""
        if found:
            said = _("แถวที่ {row} «{name}» มี {n} แห่ง — พิมพ์รหัสหน่วยงานแทนชื่อ: {codes}")
            named = [
                f"{one.code} ({one.parent.authority if one.parent else ''})" for one in found[:MOST_NAMED]
            ]
            codes = ", ".join(named) + (" …" if len(found) > MOST_NAMED else "")
            return None, said.format(row=row.row, name=row.name, n=len(found), codes=codes)
        if not (row.name.startswith(OF_OFFICES) or self._is_a_slip(row.name)):
            return None, ""
        near = closest(row.name, self._named, 2)
        said = _("แถวที่ {row} ไม่พบหน่วยงานชื่อ «{name}»{near} — แก้ชื่อ หรือใช้ชื่อเต็มของผู้รับที่ไม่ใช่หน่วยงานในระบบ")
        likely = _(" ใกล้เคียงกับ {names}").format(names=", ".join(near)) if near else ""
        return None, said.format(row=row.row, name=row.name, near=likely)

    def _is_a_slip(self, name: str) -> bool:
        """Whether one letter parts the name from an office's: ตลาดบัว for อำเภอตลาดบัว is one, เทศบาลตลาดบัว is none."""
        said = clusters(_bare(name))
        return len(said) >= SHORTEST and any(
            edits(said, clusters(_bare(one)), most=1) <= 1 for one in self._named
        )


def _bare(name: str) -> str:
    return fold(name.removeprefix("อำเภอ").removeprefix("จังหวัด"))


def _names_of(office: Office) -> Iterator[str]:
    above = office.parent.authority if office.parent else ""
    for name in (
        office.code,
        office.name,
        office.short_name,
        office.authority,
        f"{office.authority} {above}",
    ):
        yield fold(name)
        yield _bare(name)
