"""Duties of the tuning half in as many orders of words as offices find, and the minutes of a meeting that sets one."""

from datetime import date

from bench.letterground.acts import Parts, Pen
from bench.letterground.frame import (
    Letter,
    ask,
    enclosed,
    enclosures,
    farewell,
    head,
    phones,
    say,
    signature,
    subject,
    to,
)
from bench.letterground.hand import due
from bench.letterground.page import Slots, piece
from bench.letterground.senders import of_district, provincial
from bench.letterground.world import later
from sammachip.core.thaidate import BE_OFFSET, format_date

WHO = (
    "อำเภอ",
    "สำนักงานพัฒนาชุมชนอำเภอ",
    "พัฒนากรผู้ประสานงานตำบล",
    "คณะทำงาน",
    "หน่วยงานในสังกัด",
    "องค์กรปกครองส่วนท้องถิ่น",
    "ผู้นำกลุ่ม",
    "เจ้าหน้าที่ผู้รับผิดชอบ",
    "กำนัน ผู้ใหญ่บ้าน",
    "เหรัญญิก",
    "ศูนย์เรียนรู้ชุมชน",
)
WHOM = ("จังหวัด", "ฝ่ายเลขานุการ", "กลุ่มงานส่งเสริมการพัฒนาชุมชน", "ผู้ว่าราชการจังหวัด", "กรมการพัฒนาชุมชน")
DEEDS = (
    ("สำรวจความต้องการของกลุ่มเป้าหมาย", "ความต้องการ"),
    ("จัดทำแผนปฏิบัติการรายเดือน", "แผนปฏิบัติการ"),
    ("ตรวจสอบบัญชีรับจ่ายของกลุ่ม", "บัญชีรับจ่าย"),
    ("คัดเลือกครัวเรือนต้นแบบ", "ครัวเรือนต้นแบบ"),
    ("บันทึกข้อมูลสมาชิกในระบบ", "ข้อมูลสมาชิก"),
    ("เบิกจ่ายงบประมาณที่ได้รับ", "เบิกจ่าย"),
    ("ประเมินความพึงพอใจของผู้เข้าร่วม", "ความพึงพอใจ"),
    ("ส่งใบสำคัญคู่จ่าย", "ใบสำคัญ"),
    ("จัดแสดงผลงานของสมาชิก", "ผลงาน"),
    ("ออกเยี่ยมแปลงสาธิต", "แปลงสาธิต"),
    ("ลงทะเบียนกลุ่มในระบบ", "ลงทะเบียน"),
    ("ทบทวนระเบียบของกลุ่ม", "ระเบียบ"),
    ("แต่งตั้งผู้ประสานงานประจำหมู่บ้าน", "ผู้ประสานงาน"),
    ("อบรมสมาชิกที่เข้าใหม่", "สมาชิก"),
)
ORDERS = (
    "มอบหมายให้{who}{what} แล้วรายงานให้{whom}ทราบ{when}",
    "{who}ต้อง{what} และเสนอต่อ{whom}{when}",
    "{when} {who}จะต้อง{what}ให้{whom}",
    "ขอให้กำชับ{who}ให้{what} และแจ้ง{whom}{when}",
    "ขอความกรุณา{who}{what} โดยจัดส่งถึง{whom} {when}",
    "กำหนดให้{who}{what}เสนอ{whom} {when}",
    "ให้{who}ดำเนินการ{what}ให้แล้วเสร็จ{when}",
    "สั่งการให้{who}{what} พร้อมแจ้ง{whom}{when}",
    "ให้{who}เร่ง{what} ส่งกลับมายัง{whom} {when}",
    "ขอให้ท่านแจ้ง{who}{what} นำส่ง{whom} {when}",
    "{what} ผู้รับผิดชอบ {who} ส่ง{whom} {when}",
    "เพื่อให้ทันตามแผน จึงให้{who}{what}{when}",
    "ขอให้{who}{what}ตามแบบที่กำหนด และส่งผลให้{whom}ทราบ{when}",
    "ขอความอนุเคราะห์{who}{what}{when}",
    "ในการนี้ {when} ขอให้{who}{what} และแจ้ง{whom}",
    "จึงขอให้{who}{what} แล้วนำเรียน{whom} {when}",
    "ขอให้{who}{what}{when} เพื่อรวบรวมส่ง{whom}ต่อไป",
    "เห็นควรให้{who}{what} และยื่นต่อ{whom} {when}",
    "ขอเชิญชวน{who}{what}ร่วมกับ{whom} {when}",
)
RELATIVE = (
    ("ภายใน ", " ", "", "นับแต่วันที่ลงนามในหนังสือนี้"),
    ("ภายใน", "", "", "นับจากวันที่ได้รับโอนเงิน"),
    ("ให้แล้วเสร็จภายใน ", " ", " ", "หลังเสร็จสิ้นกิจกรรม"),
    ("ภายในระยะเวลาไม่เกิน ", " ", " ", "นับตั้งแต่ได้รับแจ้ง"),
)
"""What stands before the number, between it and its unit, after the unit, and from when it counts."""
IN_WORDS = {5: "ห้า", 7: "เจ็ด", 10: "สิบ", 15: "สิบห้า", 30: "สามสิบ", 45: "สี่สิบห้า", 60: "หกสิบ"}


def instructions(pen: Pen) -> None:
    """A province gives several duties at once, numbered."""
    hand = pen.hand
    letter = pen.letter(provincial(pen.world, hand.rng), circular=hand.chance(0.7))
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "แนวปฏิบัติ", programme.title)
    to(letter, hand.pick("นายอำเภอทุกอำเภอ", "พัฒนาการอำเภอทุกอำเภอ", "นายอำเภอที่มีพื้นที่เป้าหมาย"))
    if hand.chance(0.4):
        enclosures(letter, *enclosed(hand, "คู่มือการปฏิบัติงาน"))
    say(letter, f"ตามที่ได้เริ่ม{programme.title}แล้ว เพื่อให้การทำงานในพื้นที่เป็นแนวทางเดียวกัน ขอให้ถือปฏิบัติดังนี้")
    day = letter.day
    deeds = hand.rng.sample(DEEDS, hand.rng.choice((2, 3)))
    for at, deed in enumerate(deeds, start=1):
        day = later(day, 8, 20, hand.rng)
        slots: Slots = letter.page.new("deadlines")
        say(
            letter, hand.num(f"{at}. "), preface(letter), order(letter, slots, deed, when(letter, slots, day))
        )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


def preface(letter: Letter) -> str:
    """The reason of a duty, now and then, in the same paragraph."""
    reasons = ("เนื่องจากใกล้สิ้นปีงบประมาณ ", "เพื่อเตรียมรับการตรวจติดตามจากส่วนกลาง ", "เห็นว่าหลายพื้นที่มีความพร้อมแล้ว ")
    return letter.hand.pick(*reasons) if letter.hand.chance(0.3) else ""


def when(letter: Letter, slots: Slots, day: date) -> Parts:
    """By that day, or so many days after something."""
    hand = letter.hand
    if hand.chance(0.25):
        return relative(letter, slots)
    if hand.chance(0.5):
        return due(hand, slots, day)
    lead = hand.pick(
        "ให้แล้วเสร็จภายใน", "อย่างช้าไม่เกิน", "ให้ถึงภายใน", "ภายในกำหนดเวลา คือ ", "โดยต้องไม่เกิน", "ให้ทันภายใน"
    )
    after = hand.num(hand.pick("", "", " ในเวลาราชการ", " ก่อนเวลา 15.00 น."))
    return [hand.num(lead), piece(slots, "date", hand.day(day), day.isoformat()), after]


def relative(letter: Letter, slots: Slots) -> Parts:
    """So many days after something, in figures, in words or in both."""
    hand = letter.hand
    lead, before, behind, after = hand.rng.choice(RELATIVE)
    count = hand.rng.choice(list(IN_WORDS))
    said = hand.pick(
        hand.num(count), hand.num(count), IN_WORDS[count], f"{hand.num(count)} ({IN_WORDS[count]})"
    )
    word = hand.pick("วัน", "วัน", "วันทำการ")
    return [
        lead,
        piece(slots, "days", said, str(count)),
        before,
        piece(slots, "working_days", word, word == "วันทำการ"),
        behind,
        piece(slots, "after", after),
    ]


def order(letter: Letter, slots: Slots, deed: tuple[str, str], day: Parts) -> Parts:
    """The duty in one of many orders of words; who and to whom are answers only where they are said."""
    hand = letter.hand
    what, core = deed
    words = hand.rng.choice(ORDERS)
    pieces: dict[str, Parts] = {
        "who": [piece(slots, "who", hand.pick(*WHO))],
        "what": [piece(slots, "what", what, core=core)],
        "whom": [piece(slots, "to_whom", hand.pick(*WHOM))],
        "when": day,
    }
    parts: Parts = []
    for part in words.replace("}", "{").split("{"):
        parts += pieces.get(part, [part])
    return parts


def month_minutes(pen: Pen) -> None:
    """Minutes of a monthly meeting, with a resolution that gives somebody a task."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_district(pen.world, hand.rng), may_be_damaged=False)
    programme = pen.world.programme(hand.rng)
    page.tell("kind", "minutes")
    page.answers.free |= {"office", "number", "to", "signatory", "subject", "other tables"}
    page.line("รายงานการประชุมประจำเดือนเจ้าหน้าที่พัฒนาชุมชน")
    page.line(hand.num(f"ครั้งที่ {hand.rng.randint(1, 12)}/{letter.day.year + BE_OFFSET}"))
    page.line(
        "วันที่ ",
        page.fact("date", hand.num(format_date(letter.day, era=hand.chance(0.4))), letter.day.isoformat()),
    )
    page.line("ณ ห้องประชุม", letter.sender.names[-1])
    page.line(hand.pick("ผู้เข้าร่วมประชุม", "ผู้มาประชุม"))
    for at in (1, 2, 3):
        page.line(
            hand.num(f"{at}. "),
            pen.world.person(hand.rng),
            hand.pick("  ", "\t"),
            hand.pick("พัฒนาการอำเภอ", "นักวิชาการพัฒนาชุมชน"),
        )
    page.line(hand.num("เริ่มประชุมเวลา 13.30 น."))
    page.line(hand.num("วาระที่ 1"), " เรื่องแจ้งเพื่อทราบ")
    page.line(f"ประธานเล่าความก้าวหน้าของ{programme.title}ให้ที่ประชุมฟัง")
    page.line(hand.pick("ที่ประชุม รับทราบ", "มติที่ประชุม รับทราบ"))
    page.line(hand.num("วาระที่ 2"), " เรื่องเพื่อพิจารณา")
    slots: Slots = page.new("deadlines")
    deed = hand.rng.choice(DEEDS)
    resolved: Parts = [
        hand.pick("มอบ", "มอบหมาย", "เห็นชอบให้", "ให้"),
        piece(slots, "who", hand.pick("นักวิชาการพัฒนาชุมชน", "เหรัญญิก", "รองประธาน", "ฝ่ายเลขานุการ")),
        piece(slots, "what", deed[0], core=deed[1]),
    ]
    if hand.chance(0.5):
        taker = piece(slots, "to_whom", hand.pick("ที่ประชุม", "พัฒนาการอำเภอ", "คณะกรรมการ"))
        resolved += [hand.pick("รายงาน", " และเสนอต่อ", "แล้วแจ้ง"), taker, " "]
    day = later(letter.day, 4, 20, hand.rng)
    say(letter, hand.pick("มติที่ประชุม ", "ที่ประชุมมีมติ"), resolved, due(hand, slots, day))
    page.line(hand.num("ปิดประชุมเวลา 15.45 น."))
    page.line()
    page.line("(", pen.world.person(hand.rng), ")")
    page.line(hand.pick("ผู้จดรายงานการประชุม", "ผู้บันทึกการประชุม"))
