"""What scanning does to a letter: the text as a machine reads it, and which answers were hurt."""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from bench.letterground.page import Answers, Case, Expected, Known, Row, Slots, Span, Table

LEVELS = ("none", "light", "heavy")
"""Nothing; lost tone marks, split vowels, glued lines, tags; two characters in a hundred."""
HEAVY = 0.02
CROSSED, DIGIT_FOR_DIGIT = 0.05, 0.6
"""How many of the heavy mistakes change places with the next sign, and how often a digit is taken for a digit."""
TONES = "่้๊๋"
MARKS = "ัิีึืฺุู็่้๊๋์ํะาเแโใไ"
ALIKE = (
    "คดต",
    "ถภ",
    "ขชซ",
    "ผฝ",
    "พฟ",
    "บปษ",
    "กถภ",
    "นม",
    "ลส",
    "๑๗",
    "๓๗",
    "๐๑",
    "๕๘",
    "๖๒",
    "17",
    "38",
    "56",
    "08",
    "ิีึื",
    "่้",
    "ุู",
)
LIKE = {
    letter: "".join(row.replace(letter, "") for row in ALIKE if letter in row)
    for row in ALIKE
    for letter in row
}
THAI_LETTERS = "กขคงจฉชซญฐณดตถทธนบปผฝพฟภมยรลวศษสหอฮะัาิีึืุูเแโใไ่้์"
THAI_DIGITS, ARABIC_DIGITS = "๐๑๒๓๔๕๖๗๘๙", "0123456789"
STRAYS = ("๙๗", "'", "~", "|", "ฯ", ".", "*", "พ")
NUMBERED = re.compile(r"[๐-๙0-9]{1,2}\. ?")


def noisy(case: Case, level: str) -> Case:
    """The same letter as a machine would have read it, with its answers where they stand now."""
    if level == "none":
        return case
    rng = random.Random(f"{level}/{case.body}/{case.seed}")
    changed = light(case.text, rng) if level == "light" else heavy(case.text, rng)
    return replace(case, text="".join(changed), answers=moved(case.answers, case.text, changed), noise=level)


def light(text: str, rng: random.Random) -> list[str]:
    """What a good scan does. Each letter of the text becomes a piece of the new one."""
    spots = table_lines(text)
    changed = [slip(text, at, rng) for at in range(len(text))]
    for at, letter in enumerate(text):
        if letter == "\n" and at not in spots:
            changed[at] = line_end(text, at, rng)
    if rng.random() < 0.3:
        tag(text, changed, spots, rng)
    return changed


def slip(text: str, at: int, rng: random.Random) -> str:
    letter = text[at]
    roll = rng.random()
    if letter in TONES and roll < 0.06:
        return ""
    if letter == "ำ" and roll < 0.3:
        return rng.choice(["ํา", " ำ", "ํ า"])
    if letter == "แ" and roll < 0.2:
        return "เเ"
    if letter in MARKS and roll < 0.006:
        return letter * 2
    return letter


def line_end(text: str, at: int, rng: random.Random) -> str:
    """Glued to the next line, or a stray mark between, or as it was."""
    roll = rng.random()
    if NUMBERED.match(text, at + 1) and roll < 0.2:
        return ""
    if roll < 0.02:
        return ""
    if roll < 0.05 and text[at + 1 : at + 2] == "\n":
        return f"\n{rng.choice(STRAYS)}\n"
    return "\n"


def tag(text: str, changed: list[str], spots: set[int], rng: random.Random) -> None:
    """Tags round a few lines, as a machine that writes for browsers leaves them."""
    ends = [
        at for at, letter in enumerate(text) if letter == "\n" and at not in spots and at > len(text) // 4
    ]
    for at in rng.sample(ends, min(3, len(ends))):
        changed[at] += rng.choice(["<p>", "</p> <p>", '<ol style="list-style-type: none">', "<br>", "</ol>"])


def table_lines(text: str) -> set[int]:
    """The line ends in and before tables, which stay: a glued row is another table."""
    found, start = set(), 0
    for line in text.splitlines(keepends=True):
        end = start + len(line) - 1
        if "\t" in line.strip() or " | " in line or line.strip().count("  ") > 1:
            found |= {end, start - 1}
        start = end + 1
    return found


def heavy(text: str, rng: random.Random) -> list[str]:
    """Two characters in a hundred lost, doubled, changed places with the next or taken for another, alike or not."""
    changed = list(text)
    for at, letter in enumerate(text):
        if letter in "\n\t\f" or rng.random() >= HEAVY:
            continue
        after = text[at + 1 : at + 2]
        if rng.random() < CROSSED and after and after not in "\n\t\f":
            changed[at], changed[at + 1] = after, letter
        else:
            changed[at] = mistake(letter, rng)
    return changed


def mistake(letter: str, rng: random.Random) -> str:
    kind = rng.choice(("drop", "double", "alike", "alike", "other", "more"))
    if kind == "drop":
        return ""
    if kind == "double":
        return letter * 2
    if kind == "alike" and letter in LIKE:
        return rng.choice(LIKE[letter])
    stranger = rng.choice(strangers(letter, rng))
    return letter + stranger if kind == "more" else stranger


def strangers(letter: str, rng: random.Random) -> str:
    """What may stand there instead: a digit for most digits, else any letter or digit."""
    for digits in (THAI_DIGITS, ARABIC_DIGITS):
        if letter in digits and rng.random() < DIGIT_FOR_DIGIT:
            return digits.replace(letter, "")
    return (THAI_LETTERS + THAI_DIGITS).replace(letter, "")


# where the answers stand now


def moved(answers: Answers, text: str, changed: list[str]) -> Answers:
    """The answers by their new places, marked where their own characters were hurt."""
    starts = [0]
    for part in changed:
        starts.append(starts[-1] + len(part))
    whole = "".join(changed)

    def hurt(span: Span) -> bool:
        return "".join(changed[slice(*span)]) != text[slice(*span)]

    def move(known: Known) -> Known:
        span = (starts[known.span[0]], starts[known.span[1]])
        return replace(known, span=span, written=whole[slice(*span)], damaged=hurt(known.span))

    return rebuilt(answers, move, [spared(one, hurt) for one in answers.findings])


def spared(expected: Expected, hurt: Callable[[Span], bool]) -> Expected:
    """A finding whose grounds were hurt may be told or not."""
    return replace(expected, must=expected.must and not any(hurt(span) for span in expected.basis))


def rebuilt(answers: Answers, move: Callable[[Known], Known], findings: list[Expected]) -> Answers:
    """The answers with every known one moved."""

    def each(items: list[Slots]) -> list[Slots]:
        return [{name: move(known) for name, known in item.items()} for item in items]

    def row(one: Row) -> Row:
        return replace(one, cells=[move(known) for known in one.cells])

    return replace(
        answers,
        facts={name: move(known) for name, known in answers.facts.items()},
        signatory={name: move(known) for name, known in answers.signatory.items()},
        refs=each(answers.refs),
        enclosures=each(answers.enclosures),
        deadlines=each(answers.deadlines),
        money=each(answers.money),
        phones=each(answers.phones),
        tables=[
            Table(
                [move(known) for known in one.columns],
                [row(own) for own in one.rows],
                [move(known) for known in one.totals],
            )
            for one in answers.tables
        ],
        findings=findings,
    )
