"""How long a clip goes on, and whether that is within what was asked; in whole milliseconds, never rounded to fit."""

from dataclasses import dataclass
from decimal import Decimal

from sammachip.core.sentence import Sentence
from sammachip.core.thainum import trimmed


@dataclass(frozen=True, slots=True)
class Longest:
    """How long a clip may be, and how much over it is let pass: cameras end a moment after they are told to."""

    seconds: int
    tolerance: Decimal = Decimal("0.5")

    def allows(self, milliseconds: int) -> bool:
        return Decimal(milliseconds) <= (self.seconds + self.tolerance) * 1000


def seconds(milliseconds: int) -> str:
    """«300.6»: every thousandth that there is, so that no refusal names the same number twice."""
    return trimmed(Decimal(milliseconds) / 1000)


def in_words(milliseconds: int) -> Sentence:
    """«4 นาที 59.8 วินาที»; under a minute «12 วินาที»."""
    minutes, rest = divmod(milliseconds, 60_000)
    if not minutes:
        return Sentence("{seconds} วินาที", seconds=seconds(rest))
    return Sentence("{minutes} นาที {seconds} วินาที", minutes=minutes, seconds=seconds(rest))


def too_long(milliseconds: int, most: Longest) -> Sentence:
    return Sentence(
        "คลิปยาว {length} วินาที เกิน {most} วินาทีที่กำหนด (อนุโลมได้ {tolerance} วินาที) — ตัดให้ไม่เกิน {most} วินาทีแล้วส่งใหม่",
        length=seconds(milliseconds),
        most=most.seconds,
        tolerance=trimmed(most.tolerance),
    )
