"""The clause around a deadline: what is due, who is to do it, and to whom it goes.

Thai ends no sentence with a stop: phrases are set apart by blanks. A clause is followed back from its day, phrase by phrase,
to the one that asks for it or names who acts.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sammachip.core.letterfacts import phrases
from sammachip.core.letterfacts.facts import text_fact
from sammachip.core.letterfacts.model import BY_ITS_PLACE, Deadline, Fact
from sammachip.core.letterfacts.noise import Page

_LONGEST_CLAUSE = 700
_SHORTEST = 4
_WIDEST_LINE, _FULL = 130, 0.85
_PHRASE = re.compile(r"\S+")
_LET_KNOW = re.compile(r"ให้?\S{2,40}ทราบ(?:ภายใน|ทุก|ก่อน)?\s*$")
"""«รายงานผล ให้จังหวัดทราบทุกวันที่ 5»: who is to be told, not who is asked."""
_SCRAP = 6
_DEED = re.compile(r"ส่ง|แจ้ง|จัด|เบิก|จ่าย|คืน|ชำระ|ประชุม|ตอบ|สรุป|ยื่น|อบรม|เสนอ|รับ|โอน|คัด|ซื้อ|สมัคร")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words that say what is due, from `start` to `end` of the page."""

    text: str
    start: int
    end: int


def with_clauses(page: Page, deadlines: Sequence[Deadline], below: int) -> tuple[Deadline, ...]:
    """Each deadline with its clause: the words before it in its paragraph, since the one before, or those behind it."""
    found: list[Deadline] = []
    floor = below
    wrapped = _is_wrapped(page.text[below:])
    starts = [bisect_left(page.starts, deadline.span[0]) for deadline in deadlines]
    for deadline, at, following in zip(deadlines, starts, [*starts, len(page.text)][1:], strict=True):
        end = bisect_left(page.ends, deadline.span[1]) + 1
        clause = _before(page.text, at, floor, wrapped=wrapped)
        behind = _behind(page.text, end)
        is_told_then = phrases.TOLD_THEN.match(behind.text) and behind.end <= following
        if len(clause.text.strip()) < _SHORTEST or is_told_then:
            clause = behind
        found.append(_sent_on(page, _with_clause(page, deadline, clause), end))
        floor = end
    return tuple(found)


def _is_wrapped(text: str) -> bool:
    """Whether its lines are cut to one width, so that a line's end ends nothing."""
    lengths = [length for line in text.splitlines() if 40 < (length := len(line.strip())) <= _WIDEST_LINE]
    full = [length for length in lengths if length > _FULL * max(lengths)]
    return len(full) >= 3 and len(full) * 2 >= len(lengths)


def _before(text: str, at: int, floor: int, *, wrapped: bool) -> Clause:
    """From where the item or paragraph begins to the words that lead over to the deadline."""
    first = start = max(floor, at - _LONGEST_CLAUSE)
    trigger = phrases.TRIGGER.search(text[first:at])
    end = first + trigger.start() if trigger else at
    for pattern in (phrases.ITEM, phrases.PARAGRAPH):
        for found in pattern.finditer(text, first, at):
            start = max(start, found.end())
    if not wrapped and (line := text.rfind("\n", start, end)) >= 0 and text[line:end].strip():
        start = line + 1
    if start < end and (moved := phrases.MOVED.search(text, start, end)):
        end = moved.start()
    return Clause(text[start:end], start, max(start, end))


def _behind(text: str, at: int) -> Clause:
    """The rest of the sentence where the deadline stands first, up to the line's end or to what comes of it."""
    found = phrases.REST.match(text[at : at + _LONGEST_CLAUSE])
    assert found is not None  # it ends at the latest where the text does
    start, end = found.span("clause")
    return Clause(found["clause"], at + start, at + end)


def _with_clause(page: Page, deadline: Deadline, clause: Clause) -> Deadline:
    """What is asked begins behind the last phrase that asks for it; who stands before the deed does it."""
    text, offset = clause.text, clause.start
    named = phrases.RESPONSIBLE.search(text)
    begins, who = (_after_openers(text[: named.start()]), named.span("who")) if named else _asked(text)
    begins += len(text[begins:]) - len(phrases.LEADS_ON.sub("", text[begins:], count=1))
    ends, whom = _addressed(page, Clause(text[begins:], offset + begins, clause.end))
    ends = min(ends, offset + named.start()) if named else ends
    doer = text_fact(page, offset + who[0], offset + who[1], BY_ITS_PLACE) if who else None
    what = text_fact(page, offset + begins, ends, BY_ITS_PLACE)
    return replace(deadline, what=None if _is_scrap(page, what) else what, who=doer, to_whom=whom)


def _is_scrap(page: Page, what: Fact[str] | None) -> bool:
    """Whether a few signs are left that name no deed, where letters were taken for others."""
    said = (what.value or "") if what else ""
    return page.is_broken and len(said) < _SCRAP and not _DEED.match(said)


def _asked(text: str) -> tuple[int, tuple[int, int] | None]:
    """Where the deed begins, and where its doer is named: in the phrase that asks, or in one before that asks the same."""
    begins: int | None = None
    for start in _phrase_starts(text):
        if _LET_KNOW.match(text, start):
            continue
        ask = phrases.ASK.match(text, start)
        after = ask.end() if ask else start
        doer = _doer(text, after, asked=ask is not None)
        if ask is None and doer is None:
            continue
        if begins is None:
            begins = doer.end() if doer else after
        if doer:
            return begins, doer.span("who")
        if phrases.OPENER.match(text[:start].rstrip().rpartition(" ")[2]):
            break
    return (begins if begins is not None else _after_openers(text)), None


def _phrase_starts(text: str) -> Iterator[int]:
    """Where phrases begin that may begin the clause, the last first; those that only go on with another are passed over."""
    for phrase in reversed(list(_PHRASE.finditer(text))):
        if not phrases.CONTINUES.match(text, phrase.start()) or phrases.ASK.match(text, phrase.start()):
            yield phrase.start()


def _doer(text: str, at: int, *, asked: bool) -> re.Match[str] | None:
    """Who is named there with a deed behind; behind a word that asks it may be anybody."""
    found = phrases.ACTS.match(text, at) or phrases.MUST.match(text, at)
    if found is None and asked and phrases.HANDED_ON.search(text[:at]):
        return phrases.ANYBODY.match(text, at)
    return found


def _after_openers(text: str) -> int:
    """Where the clause begins in which nobody asks: behind what only leads over to it."""
    starts = [phrase.end() for phrase in _PHRASE.finditer(text) if phrases.OPENER.match(phrase[0])]
    return max(starts, default=0)


def _sent_on(page: Page, deadline: Deadline, end: int) -> Deadline:
    """The deadline with the recipient that is told behind its day, where none was before it."""
    found = phrases.SENT_ON.match(page.text, end) if deadline.to_whom is None else None
    return (
        replace(deadline, to_whom=text_fact(page, *found.span("whom"), BY_ITS_PLACE)) if found else deadline
    )


def _addressed(page: Page, clause: Clause) -> tuple[int, Fact[str] | None]:
    """Where what is due ends, and to whom it goes."""
    found = phrases.WHOM.search(clause.text)
    if found is None:
        return clause.start + len(clause.text), None
    whom = text_fact(page, clause.start + found.start("whom"), clause.start + found.end("whom"), BY_ITS_PLACE)
    is_all = not clause.text[: found.start()].strip()
    is_the_deed = found["by"] and (is_all or (found["by"] == "รายงาน" and found.start("by") == found.start()))
    ends = found.end("by") if is_the_deed else len(clause.text) if is_all else found.start()
    return clause.start + ends, whom
