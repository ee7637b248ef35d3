"""The new groups of a sheet that may be groups held already, or one another: proposed with the reason, decided by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sammachip.core.likeness import Traits
from sammachip.org.hats import Actor
from sammachip.records.sheets import first_few
from sammachip.registry.doubles import Alike, alike_each, alike_rows, in_words, traits_at_entry
from sammachip.registry.importing import Fate, Line, Proposal

MOST_COMPARED = 500
"""New rows of a sheet that are all compared before it is applied; of a longer one, those that are shown. Whatever is
alike is found among the registered groups, too, where it is joined or said to be another."""


@dataclass(frozen=True, slots=True)
class Resembling:
    """What a new row is like: a group held already, or else an earlier row of the sheet."""

    why: str
    group: Alike | None = None
    row: Line | None = None


def resembling(
    found: Proposal, shown: Sequence[Line], *, actor: Actor
) -> tuple[Mapping[int, list[Resembling]], list[str]]:
    """By the number of a row, what it is like; and one remark on all rows that are like something. Three queries at most."""
    new = [line for line in found.lines if line.fate is Fate.NEW]
    whole = len(new) <= MOST_COMPARED
    compared = new if whole else [line for line in shown if line.fate is Fate.NEW]
    if not compared:
        return {}, []
    asked = [_traits(line) for line in compared]
    like: dict[int, list[Resembling]] = {line.row.number: [] for line in compared}
    for line, held in zip(compared, alike_each(asked, actor=actor), strict=True):
        like[line.row.number] += [Resembling(one.why, group=one) for one in held]
    rows = {line.row.number: line for line in compared}
    for one, other, how in alike_rows(
        [_numbered(line, traits) for line, traits in zip(compared, asked, strict=True)]
    ):
        like[other].append(Resembling(in_words(how), row=rows[one]))
    told = [str(number) for number, ones in like.items() if ones]
    return like, [_remark(told)] if whole and told else []


def _traits(line: Line) -> Traits:
    said = line.row.said
    return traits_at_entry(
        line.village, name=line.name, kind=str(said["kind"]), phone=str(said.get("phone") or "")
    )


def _numbered(line: Line, traits: Traits) -> Traits:
    return Traits(line.row.number, traits.stem, traits.kind, traits.village, traits.phone)


def _remark(rows: Sequence[str]) -> str:
    return _(
        "แถวที่ {rows} คล้ายกลุ่มในทะเบียนหรือแถวก่อนหน้า ดูเหตุที่แถวนั้น — ถ้าเป็นกลุ่มเดียวกัน ใช้ชื่อเดิมให้ตรงกัน หรือลบแถวนั้นก่อนนำเข้า"
    ).format(rows=first_few(rows))
