"""The words by which a letter is read, found however recognition spelt them.

A word is told by its letters without the marks that scans lose first. One slip is allowed in six letters, two in ten; no
word of a letter's running prose is touched, for only words of this list are ever put right.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from sammachip.core.letterfacts.noise import Edit, Page
from sammachip.core.likeness import edits
from sammachip.core.thaidate import MONTHS
from sammachip.core.thaiwords import MARKS_LOST_FIRST, bare

WORDS = (
    *MONTHS,
    *("ด่วนที่สุด", "บันทึกข้อความ", "ส่วนราชการ", "สิ่งที่ส่งมาด้วย", "จึงเรียนมา", "ขอแสดงความนับถือ", "โทรศัพท์", "โทรสาร"),
    *("ปฏิบัติราชการแทน", "รักษาราชการแทน", "ปฏิบัติงานแทน", "รักษาการในตำแหน่ง", "รายงานการประชุม", "หนังสือรับรอง"),
    *(
        "เกียรติบัตร",
        "ข่าวประชาสัมพันธ์",
        "ภายใน",
        "ระหว่าง",
        "วันทำการ",
        "ได้รับหนังสือ",
        "ไตรมาส",
        "ปีงบประมาณ",
        "บาทถ้วน",
    ),
    *(
        "ศาลากลางจังหวัด",
        "ที่ว่าการอำเภอ",
        "ผู้ว่าราชการจังหวัด",
        "พัฒนาการจังหวัด",
        "พัฒนาการอำเภอ",
        "สำนักงาน",
        "นายอำเภอ",
    ),
    *("จังหวัด", "อำเภอ", "โครงการ", "แบบรายงาน", "หมายเหตุ", "รวมทั้งสิ้น", "พัฒนาชุมชน", "กระทรวง", "เทศบาล"),
    *("องค์การบริหารส่วนตำบล", "ผู้อำนวยการ", "ทุกอำเภอ", "ทุกจังหวัด"),
)
"""Words that are known even with a letter or two amiss."""
WHOLE = (
    *(
        "ด่วนมาก",
        "อ้างถึง",
        "ทำการแทน",
        "ผู้มาประชุม",
        "คำสั่ง",
        "ประกาศ",
        "ลงวันที่",
        "ตั้งแต่",
        "นับแต่",
        "นับจาก",
        "นับถัดจาก",
    ),
    *(
        "เป็นต้นไป",
        "ระยะเวลา",
        "งบประมาณ",
        "จำนวนเงิน",
        "หมู่บ้าน",
        "กลุ่มงาน",
        "ครั้งที่",
        "ดำเนินการ",
        "จำนวน",
        "เบิกจ่าย",
    ),
)
"""Words too like others: their letters must stand, only the marks over them may be lost."""
_COMMON = (
    *(
        "ดำเนินการ",
        "งบประมาณ",
        "รายละเอียด",
        "ประชาสัมพันธ์",
        "เรียบร้อย",
        "เจ้าหน้าที่",
        "คณะกรรมการ",
        "ผู้รับผิดชอบ",
        "สนับสนุน",
    ),
    *(
        "เป้าหมาย",
        "ที่เกี่ยวข้อง",
        "หนังสือที่อ้างถึง",
        "ครัวเรือน",
        "กระทรวงมหาดไทย",
        "หลักเกณฑ์",
        "ท้องถิ่น",
        "วัตถุประสงค์",
        "อนุเคราะห์",
    ),
    *(
        "เบิกจ่าย",
        "เพื่อโปรดพิจารณา",
        "ประสานงาน",
        "มอบหมาย",
        "ผู้เข้าร่วม",
        "เพื่อพิจารณา",
        "หน่วยงาน",
        "รับผิดชอบ",
        "คณะทำงาน",
    ),
)
"""Words that nearly every letter has: misspelt they are left as they stand, but tell that letters were taken for others."""
_FOLLOWED = {"ภายใน": re.compile(r"\s*(?:วัน|เดือน|สิน|กำหนด|\d)")}
"""What must come after a word that, misspelt, may be another: ภายนอก, ภาพใน."""
Guess = tuple[int, int, int, str]
"""Slips, the first letter and the one after the last, and the word that is meant."""
Pieces = Mapping[str, Sequence[tuple[str, int]]]
_SHORT, _LONG = 5, 10
_LOOK_ALIKE = (
    "คดตศ",
    "ถภกฤ",
    "ขชซฃ",
    "บปษ",
    "ผฝพฟ",
    "มนฆ",
    "รธฐโ",
    "ลสฉ",
    "อฮ",
    "จวฉ",
    "ทหฑ",
    "ใไโเ",
    "ิีึืั",
    "ุู",
    "าำะ",
    "ฎฏ",
    "งว",
    "ยบ",
)


def slips_allowed(word: str) -> int:
    """How many letters of a bare word may be other than they should."""
    return 0 if len(word) < _SHORT else 1 if len(word) < _LONG else 2


def spelled(page: Page, names: Iterable[str] = ()) -> Page:
    """The page with the words of the list put right; their values still show what stands in the letter, but where letters
    were taken for others all over the page. `names` of places are words."""
    page = page.rewritten(_tones_lost(page.text))
    letters, places = _bare_letters(page.text)
    taken = _exactly_known(letters)
    known = _chosen(letters, taken, _PIECES)
    common = _chosen(letters, taken, _COMMON_PIECES)
    page = page.with_slips(sum(slips == 1 for slips, *_rest in [*known, *common]), names)
    edits = sorted((_edit(page, places, guess) for guess in known), key=lambda edit: edit.start)
    return page.without_strays(edits).rewritten(edits)


_BY_LETTERS: Mapping[str, str] = {bare(word): word for word in (*WORDS, *WHOLE)}
_MISSPELT = frozenset(map(bare, WORDS))


def _loose(word: str) -> str:
    """A pattern of the word in which each mark that is lost first may be another one or none."""
    return "".join(f"{re.escape(letter)}[{MARKS_LOST_FIRST}]{{0,2}}" for letter in bare(word))


_ANY_TONES = re.compile("|".join(_loose(word) for word in sorted((*WORDS, *WHOLE), key=len, reverse=True)))


def _tones_lost(text: str) -> Iterator[Edit]:
    for found in _ANY_TONES.finditer(text):
        word = _BY_LETTERS[bare(found[0])]
        if found[0] != word:
            yield Edit(found.start(), found.end(), word)


def _exactly_known(letters: str) -> bytearray:
    """Which letters are of words that are spelt as they should be."""
    taken = bytearray(len(letters))
    for found in _EXACT.finditer(letters):
        taken[found.start() : found.end()] = b"\1" * len(found[0])
    return taken


def _chosen(letters: str, taken: bytearray, pieces: Pieces) -> list[Guess]:
    """Words of which a letter is lost, doubled or another; the nearest word is meant, and of two the longer."""
    chosen: list[Guess] = []
    for guess in sorted(_guesses(letters, taken, pieces), key=lambda one: (one[0], -len(one[3]))):
        _slips, start, end, _word = guess
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            chosen.append(guess)
    return chosen


def _edit(page: Page, places: list[int], guess: Guess) -> Edit:
    _slips, start, end, word = guess
    last = places[end] if end < len(places) else len(page.text)
    return Edit(places[start], _cut(page.text, last), _BY_LETTERS[word], mended=page.is_broken)


_EXACT = re.compile(
    "|".join(map(re.escape, sorted({*_BY_LETTERS, *map(bare, _COMMON)}, key=len, reverse=True)))
)


def _cut(text: str, end: int) -> int:
    """The end of a piece that takes no blank with it."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _bare_letters(text: str) -> tuple[str, list[int]]:
    places = [at for at, sign in enumerate(text) if sign not in MARKS_LOST_FIRST]
    return "".join(text[at] for at in places), places


def _pieces(words: Iterable[str]) -> Pieces:
    """Each piece that a word must still have whole when it holds no more slips than allowed, and where it stands in it."""
    found: dict[str, list[tuple[str, int]]] = {}
    for word in sorted(words):
        parts = slips_allowed(word) + 1
        cuts = [len(word) * part // parts for part in range(parts + 1)]
        for start, end in pairwise(cuts):
            if parts > 1:
                found.setdefault(word[start:end], []).append((word, start))
    return found


_PIECES = _pieces(_MISSPELT)
_COMMON_PIECES = _pieces(map(bare, _COMMON))


def _guesses(letters: str, taken: bytearray, pieces: Pieces) -> Iterator[Guess]:
    """Where a word of the list may stand misspelt."""
    seen: set[tuple[str, int]] = set()
    lengths = sorted({len(piece) for piece in pieces})
    for at in range(len(letters)):
        if taken[at]:
            continue
        for length in lengths:
            for word, offset in pieces.get(letters[at : at + length], ()):
                begins = at - offset
                if (word, begins) not in seen:
                    seen.add((word, begins))
                    guess = _nearest(letters, word, begins)
                    if guess and _may_be(letters, *guess):
                        yield guess


def _nearest(letters: str, word: str, begins: int) -> Guess | None:
    most = slips_allowed(word)
    first = max(0, begins - most)
    found = best_fit(word, letters[first : begins + len(word) + most])
    if found is None or not 0 < found[0] <= most:
        return None
    slips, start, end = found
    if "\n" in letters[first + start : first + end]:
        return None
    return slips, first + start, first + end, word


@lru_cache(maxsize=20_000)
def best_fit(word: str, text: str) -> tuple[int, int, int] | None:
    """The stretch of the text that is nearest to the word: slips, start, end; of equals the one of the word's length."""
    above = [(0, at) for at in range(len(text) + 1)]
    for row, letter in enumerate(word, start=1):
        here = [(row, 0)]
        for column, against in enumerate(text, start=1):
            change = (above[column - 1][0] + (letter != against), above[column - 1][1])
            lost = (above[column][0] + 1, above[column][1])
            extra = (here[-1][0] + 1, here[-1][1])
            here.append(min(change, lost, extra, key=lambda one: one[0]))
        above = here
    ends = [(slips, abs(end - start - len(word)), start, end) for end, (slips, start) in enumerate(above)]
    slips, _off, start, end = min(ends)
    return (slips, start, end) if end > start else None


def _may_be(letters: str, _slips: int, start: int, end: int, word: str) -> bool:
    """A short word with another first letter is another word («ขายใน»), unless it begins where words do, or looks alike."""
    piece = letters[start:end]
    if "." in piece or (word in _FOLLOWED and not _FOLLOWED[word].match(letters, end)):
        return False
    if len(word) >= _LONG:
        return piece not in _KNOWN
    begins_alone = start == 0 or not "ก" <= letters[start - 1] <= "ฺ"
    return piece not in _KNOWN and (begins_alone or looks_alike(piece[0], word[0]))


_KNOWN = frozenset(
    map(
        bare,
        (
            *("ระวาง", "โครงงาน", "ขายใน", "ภัยใน", "บันทึกความ", "กฎหมาย", "หมาย เหตุ", "บันทึก ข้อความ"),
            *("เทศกาล", "ช่วยอำนวยการ", "วยอำนวยการ", "ปฏิบัติงานน", "ปฏิบัติการแทน", "คณะกรมการ"),
        ),
    )
)
"""Words of their own that are one slip from a word of the list."""


def looks_alike(one: str, other: str) -> bool:
    """Whether a scan takes one letter for the other."""
    return one == other or any(one in group and other in group for group in _LOOK_ALIKE)


def label(text: str, names: Sequence[str]) -> tuple[str, int] | None:
    """Which of these labels the line begins with, and where what it labels begins; one slip in a word of four letters.

    A label that is spelt amiss must stand alone before a blank.
    """
    for name in names:
        exact = re.match(rf"\s*{_loose(name)}\s*[:：]?\s*", text)
        if exact:
            return name, exact.end()
    first = re.match(r"\s*(\S{2,})[ \t]+", text)
    if first is None:
        return None
    word = bare(first[1]).rstrip(":")
    for name in names:
        letters = bare(name)
        if len(letters) >= 4 and _is_slip(letters, word):
            return name, first.end()
    return None


def _is_slip(word: str, text: str) -> bool:
    most = 2 if len(word) >= _LONG else 1
    return edits(word, text, most=most) <= most
