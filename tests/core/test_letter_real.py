"""The two letters that this work began with, made again: every part of them and of what they enclose.

What stands in a form of its own is taken as the reader found it (`core.letterfacts`); prose, which nobody types twice, from
where it stands in the text. The letters lie in the folder that LETTERS names.
"""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sammachip.core import document as doc
from sammachip.core.answers import coerce, missing
from sammachip.core.letter import (
    STANDINS,
    Frame,
    LetterKind,
    compose,
    form_of,
    letter_of,
    with_strokes,
)
from sammachip.core.letter.kinds import URGENCIES
from sammachip.core.letterfacts import as_json, read
from sammachip.core.places import gazetteer
from sammachip.org.gazetteer import coded_names

FOLDER = os.environ.get("LETTERS")
pytestmark = pytest.mark.skipif(
    not FOLDER,
    reason="LETTERS names no folder with buriram-2561.txt and sakaeo-2563.txt: the real letters are NOT made again",
)
CLOSING = "ขอแสดงความนับถือ"
MARKS = {"|", "✓"}


def lines(text: str) -> list[str]:
    """The lines that say something, the tags of a web page taken out: each ended a line there."""
    return [line.strip(" ") for line in re.sub(r"<[^>]+>", "\n", text).splitlines() if line.strip()]


def squeezed(said: list[str]) -> list[str]:
    return ["".join(line.split()) for line in said]


def letters_in(said: list[str]) -> str:
    """All that is said, without what parts the cells of a table."""
    return "".join(letter for line in squeezed(said) for letter in line if letter not in MARKS)


def after(said: list[str], start: str) -> int:
    return next(at for at, line in enumerate(said) if line.startswith(start))


def answers_to(text: str, told) -> dict[str, object]:
    """The form of an external letter, as an officer who has this letter at hand would fill it in."""
    said = lines(text)
    head, body, foot = _cut(said)
    value = {key: one.get("value") for key, one in told.items() if isinstance(one, dict)}
    signs = {key: one and one["value"] for key, one in told["signatory"].items() if isinstance(one, dict)}
    at_office = after(head, value["office"])
    owner = next(at for at, line in enumerate(foot) if line.startswith("สำนักงาน"))
    phones = [at for at, line in enumerate(foot) if line.startswith("โทร")]
    return {
        "urgency": next((key for key, word in URGENCIES.items() if word == value.get("urgency")), "plain"),
        "office_lines": "\n".join(head[at_office : after(head, "เรื่อง") - 1]),
        "subject": value["subject"],
        "to": value["to"],
        "enclosures": [
            {"what": one["title"]["value"], "count": one["count"]["value"], "unit": one["unit"]["value"]}
            for one in told["enclosures"]
        ],
        "body": "\n".join(body),
        "closing": CLOSING,
        "signer_name": signs["name"],
        "signer_post": signs["post"],
        "stands": next(key for key, words in STANDINS.items() if words == signs["how"]),
        "signs_for": signs["acting_for"],
        "owner": foot[owner],
        "section": foot[owner + 1],
        "phones": "\n".join(foot[phones[0] : phones[-1] + 1]),
    }


def _cut(said: list[str]) -> tuple[list[str], list[str], list[str]]:
    """What stands over the text, the text, and from the closing on."""
    begins, ends = after(said, "ด้วย"), after(said, CLOSING)
    return said[:begins], said[begins:ends], said[ends:]


def enclosed(text: str, motto: int, titles: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The papers behind the letter, each from its title to the next."""
    rest = lines(text)[motto:]
    starts = [after(rest, title) for title in titles]
    for start, end in zip(starts, [*starts[1:], len(rest)], strict=True):
        yield {"title": rest[start], "content": with_strokes("\n".join(rest[start + 1 : end]))}


def made_again(name: str, number: str, day: date | None, *titles: str):
    """The real text and its facts, and the paper made from them again; without a `day` its day stays blank."""
    text = Path(FOLDER or "", name).read_text(encoding="utf-8")
    told = as_json(read(text, places=gazetteer(coded_names())))
    answers = answers_to(text, told)
    said = lines(text)
    last = max(at for at, line in enumerate(said) if line.startswith("โทร")) + 1
    annexes = list(enclosed(text, last, titles))
    motto = said[last : said.index(annexes[0]["title"], last)]
    form = form_of(LetterKind.EXTERNAL)
    found = coerce(form, {**answers, "motto": "\n".join(motto), "annexes": annexes})
    assert (found.errors, missing(form, found)) == ((), ())
    paper = compose(letter_of(LetterKind.EXTERNAL, found.values, Frame("", day or date(2020, 5, 1))))
    return text, doc.numbered(paper, number, day) if day else paper


def face_and_annexes(paper: doc.Document) -> tuple[list[str], list[str]]:
    """The lines of the letter itself, and those of what goes along."""
    at = next(n for n, block in enumerate(paper.blocks) if isinstance(block, doc.PageBreak))
    return tuple(  # type: ignore[return-value]  # two of them
        doc.plain_text(doc.Document(paper.title, blocks)).splitlines()
        for blocks in (paper.blocks[:at], paper.blocks[at:])
    )


def test_letter_a_is_made_again_part_by_part():
    text, paper = made_again(
        "buriram-2561.txt", "บร 0019/ว 5335", date(2018, 8, 31),
        "ทะเบียนเป้าหมาย", "แนวทางการดำเนิน", "แบบรายงานความก้าวหน้า",
    )  # fmt: skip
    said = lines(text)
    ends = after(said, "ทะเบียนเป้าหมาย")

    face, annexes = face_and_annexes(paper)

    assert squeezed(face) == squeezed(said[:ends])
    assert letters_in(annexes) == letters_in(said[ends:])
    register = next(block for block in paper.blocks if isinstance(block, doc.Table))
    assert (len(register.rows), register.total and [cell.text for cell in register.total][2:4]) == (
        23, ["๒๘", "๘๗๓,๖๐๐"],
    )  # fmt: skip


def test_letter_b_is_made_again_with_its_lost_day_left_blank():
    text, paper = made_again("sakaeo-2563.txt", "สก 0019/0970", None, "แนวทางการดำเนินงาน")
    said = lines(text)
    ends = len(said) - 1 - after(said[::-1], "แนวทางการดำเนินงาน")

    face, annexes = face_and_annexes(paper)

    kept = squeezed(said[:ends])
    noise = after(said, CLOSING) + 1  # a mark of the pen, read as digits
    wanted = [line for at, line in enumerate(kept) if at != noise]
    whole, real = "".join(squeezed(face)), "".join(wanted)
    number, day = "ที่สก๐๐๑๙/๐๙๗๐", "พฤษภาคม๒๕๖๓"
    assert real.startswith(number)
    before, _lost, behind = real.removeprefix(number).partition(f"พ{day}")
    assert whole.removeprefix("ที่") == f"{before}{day}{behind}"
    assert letters_in(annexes) == letters_in(said[ends:])
