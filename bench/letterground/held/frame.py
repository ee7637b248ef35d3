"""The held-back half's own ways: heads in one row with the address, days with an hour, duties in other words."""

from collections.abc import Sequence
from datetime import date

from bench.letterground.acts import Parts
from bench.letterground.frame import Letter, day_piece, expect_day, number_piece, urgency
from bench.letterground.hand import Hand
from bench.letterground.page import Piece, Slots, piece


def head(letter: Letter) -> None:
    """Number and office in one row, the address below the office; urgency above or between."""
    page, hand = letter.page, letter.hand
    page.tell("kind", "external")
    urgency(letter)
    wide = hand.pick("\t\t\t", " " * 24)
    office = page.fact("office", letter.sender.head[0], also=letter.sender.names)
    if hand.chance(0.6):
        page.line(hand.pick("ที่  ", "ที่ "), number_piece(letter), wide, office)
        indent = wide
    else:
        page.line("ที่ ", number_piece(letter))
        page.line(office)
        indent = ""
    for line in letter.sender.head[1:]:
        page.line(indent, hand.num(line))
    page.line()
    page.line(" " * hand.rng.choice((0, 12, 20)), day_piece(letter, hand.head_day(letter.day)))
    expect_day(letter)
    page.line()


def by(hand: Hand, slots: Slots, day: date) -> list[str | Piece]:
    """By that day, now and then with its hour."""
    written = piece(slots, "date", hand.day(day), day.isoformat())
    hour = hand.num(hand.pick("16.30", "12.00", "16:30"))
    wordings: list[list[str | Piece]] = [
        ["ภายใน", written],
        ["ไม่เกิน", written],
        ["ภายในกำหนด", written],
        ["ภายใน", written, f" เวลา {hour} น."],
        [f"ภายในเวลา {hour} น. ของ", written],
        ["ไม่ช้ากว่า", written],
    ]
    return hand.rng.choice(wordings)


def task(
    letter: Letter,
    slots: Slots,
    when: Sequence[str | Piece],
    *,
    who: str,
    what: str,
    core: str,
    whom: str,
    whom_also: tuple[str, ...] = (),
) -> Parts:
    """A duty in one of several orders of words."""
    doer, deed = piece(slots, "who", who), piece(slots, "what", what, core=core)
    taker = piece(slots, "to_whom", whom, also=whom_also)
    orders: list[Parts] = [
        ["จึงขอความร่วมมือ", doer, deed, "ถึง", taker, " ", *when],
        ["ขอได้โปรดให้", doer, deed, "และส่งให้", taker, " ", *when],
        ["ทั้งนี้ ", *when, " ให้", doer, deed, "ไปยัง", taker],
        ["โดยให้", doer, deed, " ", *when, " เพื่อเสนอ", taker],
    ]
    return letter.hand.rng.choice(orders)
