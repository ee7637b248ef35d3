"""The foot of a paper: who signs, in what post and for whom, and the telephones of the section that wrote it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sammachip.core.letterfacts.facts import clear_fact, text_fact
from sammachip.core.letterfacts.header import OFFICE, begins_like_office
from sammachip.core.letterfacts.lines import Line
from sammachip.core.letterfacts.model import (
    AS_LABELLED,
    BY_ITS_FORM,
    BY_ITS_PLACE,
    MENDED,
    Fact,
    Phone,
    Signatory,
)
from sammachip.core.letterfacts.noise import Page, is_impossible
from sammachip.core.letterfacts.spelling import best_fit
from sammachip.core.likeness import edits
from sammachip.core.thaiwords import bare

_ACTING = re.compile(
    r"(?:ปฏิบัติ|รักษา)\s*ราชการ\s*แทน|ปฏิบัติ\s*(?:งาน|การ)\s*แทน|รักษา\s*การ\s*(?:ใน\s*ตำแหน่ง|แทน)|ทำ\s*การ\s*แทน"
    r"|(?:ปฏิบัติ|ทำ)หน้าที่(?:แทน)?(?=\s*(?:นาย|ผู้|อธิบดี|ปลัด|หัวหน้า|พัฒนาการ|ประธาน|คณบดี))"
)
_ACTS_FOR = re.compile(rf"(?:{_ACTING.pattern})\s*$")
"""How a line of a post ends on which the one follows for whom it is."""
_BARE_POST = re.compile(r"(?:รอง|ผู้?ช่?วย)?(?:ผู้?อำนวยการ|หัวหน้?า|นายก|ประธาน|ผู้?จัดการ|คณบดี|อธิการบดี|เลขาธิการ)")
_PHONE = re.compile(r"\s*โทร")
_TELEPHONE = re.compile(r"(?<!\d)0(?:[ \-]?\d){7,9}")
"""A telephone whose label recognition may have broken."""
_TITLE = r"(?:นางสาว|นาย|นาง|น\.ส\.|ดร\.|ผศ\.|รศ\.|ศ\.|ว่าที่\s?(?:ร้อย|พัน)\S{2,3}|(?!พลังงาน|พลศึกษา|พันธุ์|เรือนจำ)(?:พล|พัน|ร้อย|สิบ|จ่าสิบ|นาวา|เรือ)\S{1,6}|หม่อม\S+|ม\.[รล]\.)"
_NAME = re.compile(rf"[(\[]?\s*(?P<name>{_TITLE}[ก-๎.]+(?:\s+[ก-๎.]+){{0,3}})\s*[)\]]?$")
_BRACKETED = re.compile(r"(?:\(?ลงชื่อ\)?[\s.…]*)?[(\[]\s*(?P<name>[ก-๎.]{3,}(?:\s+[ก-๎.]{2,}){1,3})\s*[)\]]")
_RANK = re.compile(
    r"(?:ว่าที่\s?)?(?:พล|พัน|ร้อย|จ่าสิบ|สิบ|นาวา|เรือ|นาวาอากาศ|พลอากาศ|พันจ่า|จ่า)(?:ตำรวจ|อากาศ)?(?:เอก|โท|ตรี)(?:พิเศษ|หญิง)?$"
)
"""A rank alone on its line, above the name of whoever has it."""
_NO_NAME = re.compile(
    r"^(?:นาย(?:อำเภอ|ก(?=องค์|เทศ|สมาคม|สโมสร|สภา|เมือง|เหล่า|รัฐมนตรี|อบ|\s)|ทะเบียน|ช่าง"
    r"|แพทย์(?=สาธารณสุข|เชี่ยวชาญ|ชำนาญ|ทรงคุณ|ปฏิบัติ|ใหญ่|ประจำ|\s))|นางพยาบาล|ภาค)"
    r"|บาท|ถ้วน|วันที่|โครงการ|ฉบับ|แบบ|ประทับ|ลงชื่อ|ตำแหน่ง|สำเนา|รายละเอียด"
)
"""What stands in brackets or begins like a name and is none: a post, an amount, a remark."""
_CLOSES = re.compile(
    r"ขอแสดงความนับถือ|จึงเรียนมา|สั่?ง\s*ณ\s*วัน|ประกาศ\s*ณ\s*วัน|(?:ให้?|ให้?ไว้?)\s*ณ\s*วัน|ลงชื่?อ|เลิกประชุม"
)
_NO_POST = re.compile(
    r"โทร|\(|\d|-|\(?ลงชื่?อ|สำนัก|สพ[อจ]\.|กลุ่ม|ฝ่าย|กอง|ส่วน|งาน|สำเนา|ทะเบียน|แบบ|ที่(?:\s|ทำการ|ว่าการ)|ไปรษณีย์|E-?mail|อีเมล",
    re.I,
)
_ROLE = re.compile(
    r"(?:^|\s+)ผู้?(?:(?:จด|บันทึก|ตรวจ(?:สอบ)?)(?:รายงาน)?(?:การประชุม)?|รายงาน|รับรอง|\S{1,8}รายงานการประชุม)$"
)
"""What one signs as, which is no post."""
_NEXT_SIGNER = re.compile(r"\t| {3,}|\(?ลงชื่?อ")
_POST_WORD = re.compile(r"^(?:ตำแหน่ง|ตําแหน่ง)\s*")


def signatory_of(page: Page, lines: Sequence[Line], body: int) -> Signatory | None:
    """The first who signs below the body: the name in brackets, the post under it, and for whom, by which form."""
    closes = next(
        (at for at, line in enumerate(lines) if line.start >= body and _CLOSES.search(line.text)), None
    )
    candidates = range(closes or 0, len(lines)) if closes is not None else range(len(lines))
    for at in candidates:
        if lines[at].start < body:
            continue
        if (found := _name_in(lines[at].text)) is not None:
            name = _name(page, lines[at].start + found.start("name"), lines[at].start + found.end("name"))
            return _with_post(page, name, _post_lines(page, lines[at], lines[at + 1 :], found))
    return None


_UNTITLED = re.compile(
    rf"(?!{_TITLE}|[ก-ฮ]{{1,3}}\.|พล\.|ว่าที่|อาจารย์|แพทย์หญิง|ทันตแพทย์|เภสัชกร|พระ|ผู้ช่วยศาสตราจารย์|รองศาสตราจารย์|ศาสตราจารย์|คุณ|จ่า|เด็ก)"
)


def _name(page: Page, start: int, end: int) -> Fact[str] | None:
    """The name; unknown where, letters being taken for others, it has no title or what no word can hold."""
    fact = text_fact(page, start, end, BY_ITS_FORM)
    if fact and page.is_broken and (_UNTITLED.match(fact.value or "") or is_impossible(fact.value or "")):
        return replace(fact, value=None)
    return fact


def _name_in(text: str) -> re.Match[str] | None:
    found = _BRACKETED.search(text)
    if found is None and len(text) < 60:
        found = _NAME.match(text)
    return found if found and not _NO_NAME.search(found["name"]) and not _RANK.match(found["name"]) else None


def _post_lines(page: Page, line: Line, after: Sequence[Line], name: re.Match[str]) -> list[Line]:
    """The lines of the post: up to a blank one, the section that wrote the letter, or a telephone; four at most."""
    found: list[Line] = []
    rest = _NEXT_SIGNER.split(line.text[name.end() :], maxsplit=1)[0]
    start = line.start + name.end() + len(rest) - len(rest.lstrip())
    if len(rest.strip()) > 3 and not _ROLE.match(rest.strip()):
        found.append(Line(rest.strip(), start, start + len(rest.strip())))
    for at, one in enumerate(after[:8]):
        if one.is_blank:
            if found and not _ACTS_FOR.search(found[-1].text):
                break
            continue
        is_office = bool(OFFICE.match(one.text)) or (page.is_broken and begins_like_office(one.text))
        if page.is_broken and _TELEPHONE.search(one.text):
            break
        is_office = is_office and bool(found) and not _ACTS_FOR.search(found[-1].text)
        if is_office and _is_section(below=after[at + 1 :], above=found[-1].text):
            break
        if (
            _ROLE.match(one.text)
            or _NO_POST.match(one.text)
            or len(found) == 4
            or len(one.text) > 90
            or _name_in(one.text)
        ):
            break
        role = _ROLE.search(one.text)
        found.append(Line(one.text[: role.start()], one.start, one.start + role.start()) if role else one)
    return found


def _is_section(*, below: Sequence[Line], above: str) -> bool:
    """Whether a line of an office names who wrote the letter: the telephone below is theirs, or that of a section of them
    between. A bare ผู้อำนวยการ above is of it."""
    near = [line.text for line in below if not line.is_blank][:3]
    under = next((one for one in near if not OFFICE.match(one)), "")
    return bool(_PHONE.match(under) and not _BARE_POST.fullmatch(above))


def _with_post(page: Page, name: Fact[str] | None, lines: Sequence[Line]) -> Signatory:
    if not lines:
        return Signatory(name, None)
    start, end = lines[0].start, lines[-1].end
    text = page.text[start:end]
    if word := _POST_WORD.match(text):
        start, text = start + word.end(), text[word.end() :]
    acting = None
    for acting in _ACTING.finditer(text):  # noqa: B007 -- a post may itself be held for another; the last form counts
        pass
    if acting is None and page.is_broken:
        return _by_broken_form(page, name, start, end)
    if acting is None:
        return Signatory(name, clear_fact(page, start, end, BY_ITS_PLACE))
    at = start + acting.start()
    how = Fact(re.sub(r"\s+", "", acting[0]), page.span(at, at + len(acting[0])), AS_LABELLED)
    for_whom = clear_fact(page, start + acting.end(), end, BY_ITS_FORM)
    return Signatory(name, _post(page, start, at, BY_ITS_FORM), for_whom, how)


_FORMS = ("ปฏิบัติราชการแทน", "รักษาราชการแทน", "ปฏิบัติงานแทน", "รักษาการในตำแหน่ง", "รักษาการแทน")
_FAR_FORM = 4
"""Letters of a form for each that may be another, where it stands between two posts."""
_LONG_POST = 8
_POSTS = (
    *(
        "รองอธิบดี",
        "อธิบดี",
        "รองผู้ว่าราชการจังหวัด",
        "ผู้ว่าราชการจังหวัด",
        "ปลัดจังหวัด",
        "ปลัดอำเภอ",
        "ปลัดกระทรวง",
        "รองปลัด",
    ),
    *(
        "ปลัดเทศบาล",
        "นายอำเภอ",
        "นายกเทศมนตรี",
        "รองเลขาธิการ",
        "เลขาธิการ",
        "คณบดี",
        "รองอธิการบดี",
        "อธิการบดี",
        "ผู้อำนวยการ",
    ),
    *("รองผู้อำนวยการ", "พัฒนาการจังหวัด", "พัฒนาการอำเภอ", "หัวหน้าสำนักงาน", "ผู้จัดการ", "ประธานกรรมการ", "นายแพทย์"),
)


def _by_broken_form(page: Page, name: Fact[str] | None, start: int, end: int) -> Signatory:
    """The signatory by a form of signing for another that recognition broke beyond what a word's spelling allows."""
    found = [
        (slips, form, *places)
        for form in _FORMS
        if (fit := best_fit(form, page.text[start:end])) and (slips := fit[0]) * _FAR_FORM <= len(form)
        for places in [(start + fit[1], start + fit[2])]
        if places[0] > start
    ]
    if not found:
        return Signatory(name, _post(page, start, end, BY_ITS_PLACE))
    _slips, form, first, last = min(found)
    how = Fact(form, page.span(first, last), MENDED)
    return Signatory(
        name, _post(page, start, first, BY_ITS_FORM), clear_fact(page, last, end, BY_ITS_FORM), how
    )


def _post(page: Page, start: int, end: int, confidence: float) -> Fact[str] | None:
    """The post; where letters were taken for others, a usual one a letter or two off."""
    start, end = page.within(start, end)
    said = page.text[start:end]
    if page.is_broken and not said.startswith(_POSTS):
        letters = bare(said)
        near = [
            post
            for post in _POSTS
            if edits(bare(post), letters, most=2) <= (2 if len(bare(post)) > _LONG_POST else 1)
        ]
        if len(near) == 1:
            return Fact(near[0], page.span(start, end), MENDED)
    return clear_fact(page, start, end, confidence)


_LABEL = re.compile(
    r"(?P<both>โทร(?:ศัพท์)?\.?\s*(?:/|และ)\s*(?:โทรสาร|แฟกซ์|แฟ็กซ์|fax)\.?)"
    r"|(?P<fax>โทรสาร\.?|แฟกซ์|แฟ็กซ์|fax\.?)|(?P<phone>โทร(?:ศัพท์)?(?:เคลื่อนที่|มือถือ)?\.?|มือถือ|tel\.?|เบอร์\S{0,4})"
    r"|(?P<inner>\(\s*มท\.?\s*\)|มท\.(?=\s*\d)|(?<=\s)มท\s*(?=\d{5}(?![\d./])))",
    re.I,
)
_NUMBER = re.compile(
    r"(?P<main>(?:\+66[ \-]?)?\(?0?[ \-]?(?:[2-7](?:[ \-()]{0,2}\d){7}|[689](?:[ \-()]{0,2}\d){8}))(?!\d)"
    r"(?:[ \t]*(?:-|ถึง)[ \t]*(?P<upto>\d{1,4})(?!\d))?(?:\s*(?:ต่อ|กด|#)\s*(?P<extension>\d{1,5}))?"
)
"""Nine digits of a fixed line, ten of a mobile, however they are set apart."""
_INNER = re.compile(r"\d{5}(?!\d)")
_SHORT = re.compile(r"(?P<digits>\d{4,5})[ \t]*(?:\n|$)")
"""A number of the house's own exchange, alone behind its label, as memos give it."""
_DIALLED = re.compile(r"0(?:[2-7]\d{7}|[689]\d{8})")
_AREA = re.compile(r"(?:02\d|03[2-9]|04[2-5]|05[2-6]|07[3-7])\d{6}(?!\d)|0[689]\d{8}(?!\d)")
"""A fixed line of an area that there is, or a mobile."""
_EXCHANGE = 5
"""Digits that the lines of one house have in common."""
_LAST_DIGITS = 2
"""Digits in which the lines of one office differ."""
_AFTER_LABEL = re.compile(r"[\s.:：]*(?:หมายเลข\s*)?")
_MORE = re.compile(r"\s*(?:,|และ|หรือ|/)\s*(?=[\d(+])")


def phones_of(page: Page) -> tuple[Phone, ...]:
    """Every number behind a label of telephone, fax or inner line; where letters were taken for others, none of an area that
    is none, none that differs from another in a single digit amid it, and where very many were, none that stands alone."""
    found: list[Phone] = []
    for label in _LABEL.finditer(page.text):
        use = {"both": "phone_fax"}.get(label.lastgroup or "", label.lastgroup or "")
        found += _numbers(page, label.end(), use)
    phones = tuple(dict.fromkeys(found))
    if not page.is_broken:
        return phones
    sure = (one for one in phones if not _is_slip_of(one, phones))
    return tuple(one for one in sure if not page.is_shattered or _is_borne_out(one, phones))


def _is_borne_out(one: Phone, phones: Sequence[Phone]) -> bool:
    """Whether another number begins as this does: of the same house, so its exchange was read twice."""
    number = one.number.value or ""
    return any(
        number != other and number[:_EXCHANGE] == other[:_EXCHANGE]
        for other in (phone.number.value or "" for phone in phones)
    )


def _is_slip_of(one: Phone, phones: Sequence[Phone]) -> bool:
    """Whether another number differs from this in a single digit, and none of its last: either may be recognition's."""
    number = one.number.value or ""
    return any(
        len(number) == len(other)
        and sum(a != b for a, b in zip(number, other, strict=True)) == 1
        and number[-_LAST_DIGITS:] == other[-_LAST_DIGITS:]
        for other in (phone.number.value or "" for phone in phones)
    )


def _numbers(page: Page, at: int, use: str) -> Iterator[Phone]:
    """The numbers that follow a label, one after another."""
    text = page.text
    leads = _AFTER_LABEL.match(text, at)
    at = leads.end() if leads else at
    while True:
        found = (_INNER if use == "inner" else _NUMBER).match(text, at)
        if found is None:
            if use == "phone" and not page.is_noisy and (short := _SHORT.match(text, at)):
                yield Phone(Fact(short["digits"], page.span(*short.span("digits")), AS_LABELLED), "inner")
            return
        span = page.span(*found.span())
        for digits in [found[0]] if use == "inner" else _spelt_out(found):
            is_of_none = page.is_broken and use != "inner" and not _AREA.match(digits)
            if is_of_none or page.doubts(*found.span()):
                continue
            yield Phone(Fact(digits, span, AS_LABELLED), use)
        more = _MORE.match(text, found.end())
        if more is None:
            return
        at = more.end()


def _spelt_out(found: re.Match[str]) -> list[str]:
    """The digits of each number: «0-3742-5057-8» names two, 5057 and 5058. What cannot be a number is unreadable."""
    main = re.sub(r"\D", "", found["main"].replace("+66", "0"))
    if not _DIALLED.fullmatch(main):
        return []
    if extension := found["extension"]:
        return [f"{main} ต่อ {extension}"]
    return [main, *_up_to(main, found["upto"])] if found["upto"] else [main]


def _up_to(main: str, upto: str) -> list[str]:
    """The numbers that follow the first, up to the one that ends with these digits."""
    first, last = int(main[-len(upto) :]), int(upto)
    return [f"{main[: -len(upto)]}{one:0{len(upto)}}" for one in range(first + 1, min(last, first + 20) + 1)]
