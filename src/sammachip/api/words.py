"""The types of what a caller says: bounded, exact, and fit to be stored, each refused in a Thai sentence."""

import math
import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from django.utils.translation import gettext as _
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError

MOST_ID = 2**63 - 1
MOST_COUNT = 2**31 - 1
DEEPEST = 20
BAHT = re.compile(r"[0-9]{1,13}(\.[0-9]{1,2})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
CE_YEARS = range(1900, 2400)
When = TypeVar("When", bound=date)


def storable(text: str) -> str:
    """The text, if every database can keep it: no NUL, no half of a surrogate pair."""
    if UNSTORABLE.search(text):
        raise PydanticCustomError(
            "unstorable", "{sentence}", {"sentence": _("มีอักขระที่เก็บไม่ได้ — พิมพ์ข้อความใหม่")}
        )
    return text


def storable_json(value: Any, depth: int = 0) -> Any:  # whatever JSON holds
    """The value, if it nests no deeper than an answer does and holds only what can be stored."""
    if depth > DEEPEST:
        raise PydanticCustomError("too_deep", "{sentence}", {"sentence": _("คำตอบซ้อนกันลึกเกินไป")})
    if isinstance(value, str):
        storable(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("not_finite", "{sentence}", {"sentence": _("ตัวเลขต้องเป็นจำนวนที่มีค่าจริง")})
    elif isinstance(value, dict):
        for key, item in value.items():
            storable(key)
            storable_json(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            storable_json(item, depth + 1)
    return value


def exact_baht(value: object) -> Decimal:
    """Baht written as text, which no JSON library rounds on the way."""
    if isinstance(value, str) and BAHT.fullmatch(value):
        return Decimal(value)
    raise PydanticCustomError(
        "not_baht",
        "{sentence}",
        {"sentence": _('ไม่ใช่จำนวนเงิน — ส่งเป็นข้อความ ไม่มีจุลภาค ไม่เกินสองตำแหน่ง เช่น "31200.00"')},
    )


def written_day(value: object) -> str:
    """The day as text, which alone says which day is meant: a number would count seconds."""
    if isinstance(value, str) and DAY.fullmatch(value):
        return value
    raise PydanticCustomError("date_not_written", "no day")


def written_moment(value: object) -> str:
    """The instant as text, as `written_day`."""
    if isinstance(value, str) and DAY.match(value):
        return value
    raise PydanticCustomError("datetime_not_written", "no instant")


def common_era(day: When) -> When:
    """The day or instant, if its year is one of the common era: 2561 here is a Buddhist year that lost its mark."""
    if day.year not in CE_YEARS:
        sentence = _("ปี {year} ไม่ใช่ปี ค.ศ. — ส่งวันที่เป็น ค.ศ. เช่น 2018-09-20").format(year=day.year)
        raise PydanticCustomError("not_common_era", "{sentence}", {"sentence": sentence})
    return day


Id = Annotated[int, Field(ge=1, le=MOST_ID)]
Seen = Annotated[
    int, Field(ge=0, le=MOST_COUNT - 1, description="The save or revision the caller last read.")
]
Count = Annotated[int, Field(ge=0, le=100_000)]
Day = Annotated[date, BeforeValidator(written_day), AfterValidator(common_era)]
Moment = Annotated[AwareDatetime, BeforeValidator(written_moment), AfterValidator(common_era)]
Baht = Annotated[
    Decimal,
    BeforeValidator(exact_baht),
    WithJsonSchema({"type": "string", "pattern": f"^{BAHT.pattern}$", "examples": ["31200.00"]}),
]
OfficeCode = Annotated[str, Field(pattern=r"^(\d{2}|\d{4})$")]
AreaCode = Annotated[str, Field(pattern=r"^\d{6}$")]
Key = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9_.-]+$")]
Short = Annotated[str, Field(max_length=60)]
Name = Annotated[str, Field(min_length=1, max_length=160)]
Line = Annotated[str, Field(max_length=300)]
Reason = Annotated[str, Field(min_length=1, max_length=300)]
Answers = dict[str, Any]  # as JSON gave it; coerced by its form


class Said(BaseModel):
    """What a caller sends. A name nobody knows is refused: a misspelt field would otherwise be lost in silence. So is
    what no database could keep."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def can_be_kept(cls, value: Any) -> Any:  # of any field
        return storable_json(value)


class ReasonSaid(Said):
    reason: Reason


class DatedReasonSaid(ReasonSaid):
    """`done_on`: the day on the papers, where that was before today."""

    done_on: Day | None = None


class SeenSaid(Said):
    seen: Seen


class DatedSeenSaid(SeenSaid):
    """`done_on`: the day on the papers, where that was before today."""

    done_on: Day | None = None


class Told(BaseModel):
    """What a caller is told."""


class PageAsked(Said):
    """Which part of a list: `limit` rows after the row whose id is `after`."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    after: Annotated[int, Field(ge=0, le=MOST_ID)] = 0
