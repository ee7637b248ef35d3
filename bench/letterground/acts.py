"""What bodies of both halves are made of: opening a letter, a duty with its day, a sum with its words, a fault planted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bench.letterground.frame import Letter
from bench.letterground.hand import Hand
from bench.letterground.page import Page, Piece, Slots, piece
from bench.letterground.senders import Sender
from bench.letterground.world import World, some_day

Parts = list[str | Piece]


@dataclass(frozen=True, slots=True)
class Pen:
    """What a body is given to write with."""

    page: Page
    hand: Hand
    world: World

    def letter(self, sender: Sender, *, circular: bool = False, may_be_damaged: bool = True) -> Letter:
        damaged = may_be_damaged and self.hand.chance(0.06)
        draft = may_be_damaged and not damaged and self.hand.chance(0.04)
        return Letter(
            self.page, self.hand, self.world, sender, some_day(self.hand.rng), circular, damaged, draft
        )

    def fault(self, *kinds: str) -> str:
        """One of these faults in every second letter, otherwise none."""
        return self.hand.pick(*kinds) if self.hand.chance(0.5) else ""


def duty(
    letter: Letter,
    slots: Slots,
    when: Sequence[str | Piece],
    *,
    what: str,
    core: str,
    who: str = "",
    whom: str = "",
    joined: tuple[str, str] = ("ให้", "ทราบ "),
    whom_also: tuple[str, ...] = (),
) -> Parts:
    """«ให้ who what ให้ whom ทราบ when», or with the day first."""
    hand = letter.hand
    lead = hand.pick("ขอให้", "ให้") if who else ""
    told: Parts = [lead, piece(slots, "who", who)] if who else []
    told.append(piece(slots, "what", what, core=core))
    if whom:
        told += [joined[0], piece(slots, "to_whom", whom, also=whom_also), joined[1]]
    if who and hand.chance(0.2):
        return [*when, " ", *told]
    return [*told, *when]


def wrong_words(hand: Hand, amount: Decimal) -> Decimal:
    """An amount that a tired typist may have written instead."""
    return amount + hand.rng.choice((70, -20, 500, 1000, 10000, 9))


def whole_sum(letter: Letter, amount: Decimal, *, fault: bool, says: bool = True) -> Parts:
    """A sum with its words, or with words that say another sum."""
    said = wrong_words(letter.hand, amount) if fault else amount
    return letter.hand.baht(letter.page, amount, words=said if says or fault else None)


def expect_words(letter: Letter) -> None:
    """The last sum and its words disagree. To be called once they are written."""
    item = letter.page.answers.money[-1]
    letter.page.expect("words_figures_disagree", item["amount"], item["words_amount"])


def quarter_months(year: int, quarter: int) -> tuple[date, date]:
    """The first days of the first and last month of a fiscal quarter; `year` is the common year of its September."""
    first = {1: (year - 1, 10), 2: (year, 1), 3: (year, 4), 4: (year, 7)}[quarter]
    return date(*first, 1), date(first[0], first[1] + 2, 1)
