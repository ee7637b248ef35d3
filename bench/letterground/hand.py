"""One office's hand: which numerals it writes, how it spells days, sums and telephone numbers."""

import random
from datetime import date
from decimal import Decimal

from bench.letterground.page import Known, Page, Piece, Slots, piece
from sammachip.core.money import baht_words, format_baht
from sammachip.core.thaidate import BE_OFFSET, MONTHS, MONTHS_SHORT, PartialDate
from sammachip.core.thainum import to_thai

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")


class Hand:
    """How one letter is written; its choices come from the letter's seed."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.thai = rng.random() < 0.7

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def pick(self, *choices: str) -> str:
        return self.rng.choice(choices)

    def num(self, text: str | int) -> str:
        """The same digits in the numerals of this letter."""
        return to_thai(text) if self.thai else str(text)

    # days

    def head_day(self, day: date) -> str:
        """The day at the head of a letter: without the word วันที่."""
        month, year = MONTHS[day.month - 1], day.year + BE_OFFSET
        short = MONTHS_SHORT[day.month - 1]
        return self.num(
            self.pick(
                f"{day.day} {month} {year}",
                f"{day.day} {month} {year}",
                f"{day.day} {month} {year}",
                f"{day.day}  {month}  {year}",
                f"{day.day} {month} พ.ศ. {year}",
                f"{day.day} {short} {year}",
                f"{day.day} {short} {year % 100}",
            )
        )

    def day(self, day: date) -> str:
        """A day within a sentence."""
        month, year = MONTHS[day.month - 1], day.year + BE_OFFSET
        short = MONTHS_SHORT[day.month - 1]
        return self.num(
            self.pick(
                f"วันที่ {day.day} {month} {year}",
                f"วันที่ {day.day} {month} {year}",
                f"วันที่ {day.day} {month} พ.ศ. {year}",
                f"วันที่ {day.day} เดือน{month} พ.ศ. {year}",
                f"วันที่ {day.day} เดือน {month} {year}",
                f"วัน{WEEKDAYS[day.weekday()]}ที่ {day.day} {month} {year}",
                f"วันที่ {day.day} {short} {year}",
                f"วันที่ {day.day} {short} {year % 100}",
                f"{day.day} {month} {year}",
                f"วันที่ {day.day:02}/{day.month:02}/{year}",
            )
        )

    def days(self, first: date, last: date) -> str:
        """A run of days, as its own words."""
        month, year = MONTHS[last.month - 1], last.year + BE_OFFSET
        dash = self.pick(" - ", "-", " – ", " ถึง ")
        if (first.year, first.month) == (last.year, last.month):
            text = self.pick(
                f"ระหว่างวันที่ {first.day}{dash}{last.day} {month} {year}",
                f"วันที่ {first.day}{dash}{last.day} {month} {year}",
                f"ตั้งแต่วันที่ {first.day} ถึงวันที่ {last.day} {month} พ.ศ. {year}",
            )
        else:
            begun = f"{first.day} {MONTHS[first.month - 1]}"
            begun += f" {first.year + BE_OFFSET}" if first.year != last.year else ""
            text = self.pick(
                f"ระหว่างวันที่ {begun}{dash}{last.day} {month} {year}",
                f"ตั้งแต่วันที่ {begun} ถึงวันที่ {last.day} {month} {year}",
            )
        return self.num(text)

    def month(self, day: date) -> str:
        return self.num(f"เดือน{MONTHS[day.month - 1]} {day.year + BE_OFFSET}")

    # sums

    def figures(self, amount: Decimal | int) -> str:
        """An amount in a cell or before บาท."""
        return self.num(format_baht(amount, satang=self.chance(0.15)))

    def baht(
        self, page: Page, amount: Decimal | int, *, words: Decimal | None = None, per: str = ""
    ) -> list[str | Piece]:
        """A sum in a sentence; `words` what its words say, where it has any."""
        item = page.new("money")
        parts: list[str | Piece] = []
        if per:
            parts += [piece(item, "per", per), self.pick("ละ ", "ละ", "ๆ ละ ", " ๆ ละ ")]
        parts += [piece(item, "amount", self.figures(amount), plain(amount)), " บาท"]
        if words is not None:
            said = piece(item, "words_amount", baht_words(words), plain(words))
            parts += [self.pick(" (", "("), said, ")"]
        return parts

    # telephones

    def phone(self, page: Page, digits: str) -> Piece:
        """One number with its leading zero, now and then a run of two or an inner line."""
        item = page.new("phones")
        area, rest = digits[:3], digits[3:]
        long = self.pick(
            f"0 {digits[1:5]} {digits[5:]}",
            f"0-{digits[1:5]}-{digits[5:]}",
            f"{area}-{rest}",
            f"{area} {rest[:3]} {rest[3:]}",
        )
        also: tuple[str, ...] = ()
        roll = self.rng.random()
        if roll < 0.15 and digits[-1] < "9":
            last = str(int(digits[-1]) + 1)
            long += self.pick("-", " - ", " ถึง ") + last
            also = (digits + last, digits[:-1] + last, digits + digits[:-1] + last)
        elif roll < 0.3:
            inner = str(self.rng.randint(11, 499))
            long += self.pick(" ต่อ ", " ต่อ") + inner
            also = (digits + inner,)
        return piece(item, "number", self.num(long), digits, also=also)

    def inner_line(self, page: Page, digits: str) -> list[str | Piece]:
        item = page.new("phones")
        return [self.pick("(มท) ", "มท. ", "(มท.) "), piece(item, "number", self.num(digits), digits)]


def plain(amount: Decimal | int) -> str:
    """The amount as JSON tells it: baht with two places."""
    return f"{Decimal(amount):.2f}"


def due(hand: Hand, slots: Slots, day: date) -> list[str | Piece]:
    """By that day."""
    lead = hand.pick("ภายใน", "ภายใน", "ไม่เกิน", "ภายใน ", "อย่างช้าภายใน")
    return [lead, piece(slots, "date", hand.day(day), day.isoformat())]


def between(hand: Hand, slots: Slots, first: date, last: date) -> Piece:
    """From the first to the last of these days: both stand in the same words."""
    words = hand.days(first, last)
    ends = (("from", first), ("to", last))
    return Piece(words, tuple((slots, name, Known(day.isoformat(), (0, 0), words)) for name, day in ends))


def within_month(hand: Hand, slots: Slots, day: date) -> list[str | Piece]:
    """Within a month that names no day: its first and last, or its last alone."""
    month = PartialDate(day.year, day.month)
    words = hand.month(day)
    first, last = month.first_day.isoformat(), month.last_day.isoformat()
    known = Known(last, (0, 0), words, also=(f"{first}/{last}", last[:7]))
    return [hand.pick("ภายใน", "ภายใน "), Piece(words, ((slots, "date", known),))]
