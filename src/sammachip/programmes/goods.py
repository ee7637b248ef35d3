"""The rules on expense classes as the house ships them: read once from `goods.yaml`, and said in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from sammachip.core import goods
from sammachip.core.goods import Behind, ExpenseClass, GoodsRules, Ground, Nature, Period, Proposal, Word
from sammachip.core.money import format_baht
from sammachip.core.thaidate import BE_OFFSET
from sammachip.core.thainum import fold
from sammachip.trail.spoken import worded

FILE = Path(__file__).with_name("goods.yaml")
UNSURE = "unsure"
Read = Mapping[str, Any]  # a part of the file, whose shape the tests of it hold


@dataclass(frozen=True, slots=True)
class Source:
    """A paper the rules rest on."""

    key: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Example:
    """One of the goods the rules are tried on; `expense_class` is None where a person must be asked.

    `lasting`: it may be durable, and is never to be proposed as material.
    """

    item: str
    price: Decimal
    day: date
    expense_class: ExpenseClass | None
    lasting: bool
    source: Source
    why: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """The whole file: its note that it is a sample, the papers, the rules, and the goods they are tried on."""

    note: str
    sources: Mapping[str, Source]
    rules: GoodsRules
    examples: tuple[Example, ...]


@cache
def shipped() -> Shipped:
    read: Read = yaml.load(FILE.read_bytes(), Loader=yaml.CSafeLoader)
    sources = {one["key"]: Source(**one) for one in read["sources"]}
    rules = GoodsRules(tuple(_words(read)), tuple(_period(one, sources) for one in read["periods"]))
    return Shipped(read["note"], sources, rules, tuple(_example(one, sources) for one in read["examples"]))


def _words(read: Read) -> Iterator[Word]:
    for some in read["words"]:
        behind = _behind(read, some)
        for text in some["of"]:
            yield Word(text, Nature(some["nature"]), some.get("governs", False), behind)


def _behind(read: Read, some: Read) -> Behind:
    """What the group knows behind its words: sets of `known`, and the words of other groups, or of all of a nature."""
    groups = [(name, one["of"]) for one in read["words"] for name in (one.get("key"), one["nature"])]
    texts = [text for wanted in some.get("known", ()) for text in _known(read, wanted, groups)]
    units = {fold(unit): None for unit in read["units"]} if some.get("known") else {}
    most = {fold(unit): _baht(edge) for unit, edge in some.get("most", {}).items()}
    asked = _baht(some["ask_above"]) if "ask_above" in some else None
    return Behind(frozenset(map(fold, texts)), {**units, **most}, asked)


def _known(read: Read, wanted: str, groups: Sequence[tuple[str | None, Sequence[str]]]) -> Sequence[str]:
    named = [text for name, texts in groups if name == wanted for text in texts]
    words: Sequence[str] = read["known"].get(wanted, named)
    assert words, wanted  # a group that names nothing is a slip of the file
    return words


def _period(one: Read, sources: Mapping[str, Source]) -> Period:
    return Period(
        starts_on=_day(one["from"]),
        source=sources[one["source"]].title,
        small_up_to=_baht(one["small_up_to"]),
        durable_above=_baht(one["durable_above"]) if "durable_above" in one else None,
        software_up_to=_baht(one["software_up_to"]),
    )


def _example(one: Read, sources: Mapping[str, Source]) -> Example:
    return Example(
        item=one["item"],
        price=_baht(one["price"]),
        day=_day(one["day"]),
        expense_class=None if one["class"] == UNSURE else ExpenseClass(one["class"]),
        lasting=one.get("lasting", False),
        source=sources[one["source"]],
        why=one["why"],
    )


def _day(written: date) -> date:
    """The file writes years in พ.ศ."""
    return written.replace(year=written.year - BE_OFFSET)


def _baht(written: object) -> Decimal:
    return Decimal(str(written)).quantize(Decimal("0.01"))


@lru_cache(maxsize=4096)
def propose(item: str, price: Decimal, day: date) -> Proposal:
    """The class that a thing at this price for each seems to be of, by the rule of that day."""
    return goods.propose(item, price, day, shipped().rules)


def reason_of(proposal: Proposal) -> str:
    """Why this class is proposed, or why none is, with the words and the price it rests on, in one sentence."""
    inside = proposal.ground is Ground.LASTING_WORD_INSIDE
    named = proposal.lasting_words if inside else proposal.words
    words = _(" และ ").join(f"«{word.text}»" for word in dict.fromkeys(named))
    edge = format_baht(proposal.edge) if proposal.edge is not None else ""
    match proposal.ground:
        case Ground.WORD:
            said = _("คำว่า {words} {life}").format(words=words, life=_life(proposal))
        case Ground.PRICE_WITHIN:
            said = _("คำว่า {words} และราคาต่อหน่วยไม่เกิน {edge} บาท").format(words=words, edge=edge)
        case Ground.PRICE_ABOVE:
            said = _("คำว่า {words} แต่ราคาต่อหน่วยเกิน {edge} บาท").format(words=words, edge=edge)
        case Ground.SIZE_ABOVE:
            said = _("คำว่า {words} แต่ขนาด {size} ใหญ่กว่าของใช้ทั่วไป").format(words=words, size=proposal.stretch)
        case Ground.UNKNOWN_BEHIND:
            said = _("คำว่า {words} แต่ «{rest}» ไม่อยู่ในบัญชีคำ อาจเป็นของอย่างอื่น").format(
                words=words, rest=proposal.stretch
            )
        case Ground.LASTING_WORD_INSIDE:
            said = _("มีคำว่า {words} ซึ่งอาจเป็นของคงทน").format(words=words)
        case Ground.SEVERAL_CLASSES:
            said = _("รายการเดียวมีของหลายประเภท: {words} — แยกเป็นคนละรายการ").format(words=words)
        case Ground.UNKNOWN:
            said = _("ชื่อรายการไม่อยู่ในบัญชีคำ จึงไม่เสนอประเภท")
        case Ground.NO_RULE:
            said = _("ไม่มีหลักเกณฑ์ของวันที่นี้ในบัญชี")
    return said


def _life(proposal: Proposal) -> str:
    lives = {
        ExpenseClass.REMUNERATION: _("จ่ายแก่ผู้ปฏิบัติงาน"),
        ExpenseClass.SERVICES: _("จ่ายเพื่อให้ได้บริการ"),
        ExpenseClass.MATERIALS: _("ใช้แล้วหมดไปหรือแปรสภาพ"),
        ExpenseClass.DURABLE: _("คงทนถาวร ใช้ได้เกิน 1 ปี และซ่อมได้"),
    }
    return lives[proposal.expense_class] if proposal.expense_class else ""


def class_of(proposal: Proposal) -> str:
    """The class proposed, in the reader's language; or that there is none."""
    return worded(proposal.expense_class.label) if proposal.expense_class else _("ไม่แน่ใจ")
