"""What a letter says, as far as it could be read: each fact with its place in the text and how surely it was read."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from sammachip.core.sentence import Sentence

Span = tuple[int, int]
"""Where it stands in the text as given: first code point, and the one after the last."""
T = TypeVar("T")

AS_LABELLED, BY_ITS_FORM, MENDED, BY_ITS_PLACE = 0.97, 0.9, 0.8, 0.7
"""How surely a fact is read: under its own label; by its form alone; from spelling that was mended; from where it stands."""


class Kind(StrEnum):
    EXTERNAL = "external"
    MEMO = "memo"
    STAMPED = "stamped"
    ORDER = "order"
    ANNOUNCEMENT = "announcement"
    MINUTES = "minutes"
    CERTIFICATE = "certificate"
    OTHER = "other"


class Level(StrEnum):
    ERROR = "error"
    NOTICE = "notice"


class Code(StrEnum):
    """What can be wrong with a letter."""

    WORDS_FIGURES_DISAGREE = "words_figures_disagree"
    SUM_MISMATCH = "sum_mismatch"
    RATE_MISMATCH = "rate_mismatch"
    DISTRICT_MISSING = "district_missing"
    DISTRICT_DUPLICATE = "district_duplicate"
    NAME_UNRECOGNISED = "name_unrecognised"
    DATE_UNREADABLE = "date_unreadable"
    DEADLINE_ORDER = "deadline_order"
    TITLE_MISMATCH = "title_mismatch"
    PERIOD_MISMATCH = "period_mismatch"


@dataclass(frozen=True, slots=True)
class Place:
    """A name of the letter beside the official list; without a `code` none was near enough to be meant for sure."""

    code: str | None
    name: str | None
    alternatives: tuple[tuple[str, str], ...] = ()
    """Codes and names of what else may be meant, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """One value; `partial` is what stands of a day that cannot be read: "2020-05"."""

    value: T | None
    span: Span
    confidence: float = AS_LABELLED
    partial: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    title: Fact[str]
    count: Fact[int] | None = None
    unit: Fact[str] | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """So many days after something, «ภายใน 15 วันทำการ นับแต่วันที่ได้รับหนังสือ»."""

    days: int
    after: str | None
    working_days: bool


@dataclass(frozen=True, slots=True)
class Recurring:
    """A day that comes again: of each month or quarter the day's number, 0 for its last; of each week its Thai name; None
    where every day is meant."""

    day: int | str | None
    every: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when something is due. A month or a stretch of days has `start` and `end`; one that is a term, its last day too."""

    span: Span
    due: Fact[date] | None = None
    start: Fact[date] | None = None
    end: Fact[date] | None = None
    relative: Fact[Relative] | None = None
    recurring: Fact[Recurring] | None = None
    what: Fact[str] | None = None
    to_whom: Fact[str] | None = None
    who: Fact[str] | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of the running text. `agrees` is None where no words, or none that can be read, stand beside it."""

    amount: Fact[Decimal] | None
    words: Fact[Decimal] | None = None
    agrees: bool | None = None
    per: Fact[str] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that names a place or a thing; `cells` are as many as the table has columns."""

    cells: tuple[Fact[str], ...]
    name: Fact[str] | None
    place: Place | None
    numbers: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One reckoning of a table: what the letter states, and what comes out."""

    code: Code
    column: str
    stated: Decimal
    reckoned: Decimal
    span: Span
    row: int | None = None

    @property
    def agrees(self) -> bool:
        return self.stated == self.reckoned


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Fact[str], ...]
    rows: tuple[Row, ...]
    totals: tuple[Fact[Decimal] | None, ...]
    checks: tuple[Check, ...]
    span: Span
    level: str = ""
    """Of which level the places in it are: province, district, subdistrict; "" where it names none."""
    is_of_places: bool = False
    """Whether each row is a place; else a place only tells where what the row names lies, and may stand in several."""
    province: str = ""
    """The code of the province that its districts lie in."""


@dataclass(frozen=True, slots=True)
class Signatory:
    name: Fact[str] | None
    post: Fact[str] | None
    acting_for: Fact[str] | None = None
    how: Fact[str] | None = None


@dataclass(frozen=True, slots=True)
class Phone:
    """A number by its digits; `use` is phone, fax, phone_fax or inner."""

    number: Fact[str]
    use: str


@dataclass(frozen=True, slots=True)
class Finding:
    code: Code
    level: Level
    message: Sentence
    span: Span


@dataclass(frozen=True, slots=True)
class Near:
    """What may be meant where nothing could be read for sure, the likeliest first: for a person to choose from."""

    values: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Letter:
    kind: Kind
    sets_work: bool
    """Whether it asks somebody to do something; news and private letters do not."""
    urgency: Fact[str] | None = None
    number: Fact[str] | None = None
    number_near: Near | None = None
    circular: Fact[bool] | None = None
    office: Fact[str] | None = None
    day: Fact[date] | None = None
    subject: Fact[str] | None = None
    to: Fact[str] | None = None
    refs: tuple[Fact[str], ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    money: tuple[Money, ...] = ()
    tables: tuple[Table, ...] = ()
    signatory: Signatory | None = None
    phones: tuple[Phone, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
