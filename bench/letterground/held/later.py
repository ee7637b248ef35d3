"""Letters written after the reader had been tuned and told where it was weak: they ask whether it learned more than that."""

from bench.letterground.acts import Parts, Pen
from bench.letterground.frame import ask, farewell, numbered, phones, refs, say, signature, subject, to
from bench.letterground.held.frame import head
from bench.letterground.held.world import DEPARTMENTS, service
from bench.letterground.page import Slots, piece
from bench.letterground.registers import BAHT, COUNT, MORE, NAME, NUMBER, REMARK, register_table, share_out
from bench.letterground.senders import of_department, of_district
from bench.letterground.world import LETTERS, Place, later, province_names

DUTIES = (
    "ขอแจ้งให้{who}ทราบว่าต้อง{what} ณ {whom} ก่อนสิ้น{when}",
    "หาก{who}ประสงค์เข้าร่วม ขอให้{what}ต่อ{whom} ไม่เกิน{when}",
    "โปรดสั่ง{who}{what}และรายงาน{whom}โดยตรง ภายใน{when}",
    "อนึ่ง ให้{who}{what} มอบแก่{whom} ภายใน{when}",
    "สำหรับการ{what} ขอให้{who}ดำเนินการและแจ้ง{whom} ภายใน{when}",
    "ขอให้{who}{what}เป็นรูปเล่ม ยื่นต่อ{whom}ด้วยตนเอง ภายใน{when}",
)
DEEDS = (
    ("สมัครเป็นหมู่บ้านนำร่อง", "หมู่บ้านนำร่อง"),
    ("รับมอบถังหมัก", "ถังหมัก"),
    ("จัดเก็บตัวอย่างน้ำ", "ตัวอย่างน้ำ"),
    ("ปรับปรุงทำเนียบช่าง", "ทำเนียบช่าง"),
    ("คืนเงินเหลือจ่าย", "เงินเหลือจ่าย"),
)
WHO = ("ผู้ใหญ่บ้าน", "เทศบาล", "โรงพยาบาลส่งเสริมสุขภาพตำบล", "ปศุสัตว์อำเภอ", "ประธานชุมชน")
WHOM = ("อำเภอ", "งานพัสดุ", "ท้องถิ่นอำเภอ", "คณะอนุกรรมการ")


def duties_told(pen: Pen) -> None:
    """A district tells its villages two things to do."""
    hand = pen.hand
    letter = pen.letter(of_district(pen.world, hand.rng), circular=hand.chance(0.5))
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "ขอความร่วมมือดำเนินงาน", programme.title)
    to(letter, hand.pick("ผู้ใหญ่บ้านทุกหมู่บ้าน", "นายกเทศมนตรีทุกแห่ง"))
    say(letter, f"ขณะนี้{programme.title}เข้าสู่ระยะที่สองแล้ว มีเรื่องที่ต้องขอความร่วมมือดังต่อไปนี้")
    day = letter.day
    for at, (what, core) in enumerate(hand.rng.sample(DEEDS, 2), start=1):
        day = later(day, 6, 15, hand.rng)
        slots: Slots = letter.page.new("deadlines")
        pieces: dict[str, Parts] = {
            "who": [piece(slots, "who", hand.pick(*WHO))],
            "what": [piece(slots, "what", what, core=core)],
            "whom": [piece(slots, "to_whom", hand.pick(*WHOM))],
            "when": [piece(slots, "date", hand.day(day), day.isoformat())],
        }
        words = hand.pick(*DUTIES).replace("}", "{").split("{")
        say(letter, hand.num(f"{at}) "), [part for word in words for part in pieces.get(word, [word])])
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


def withdrawn(pen: Pen) -> None:
    """A department takes back money of provinces, with the list inside the letter."""
    hand = pen.hand
    letter = pen.letter(of_department(DEPARTMENTS, hand.rng), circular=True)
    programme = pen.world.programme(hand.rng)
    fault = pen.fault("sum_mismatch")
    chosen = sorted(hand.rng.sample(sorted(LETTERS), hand.rng.randint(4, 11)))
    made = share_out(hand, [Place(code, province_names()[code]) for code in chosen], fault)
    head(letter)
    subject(letter, "แจ้งโอนเปลี่ยนแปลงเงินคงเหลือ", programme.title)
    to(letter, "ผู้ว่าราชการจังหวัด (รายชื่อดังตาราง)")
    number = numbered(hand, letter.sender, circular=True, running=hand.rng.randint(100, 9000))
    refs(letter, (letter.sender.name, number, later(letter.day, -50, -20, hand.rng)))
    say(
        letter,
        f"{letter.sender.name}ตรวจสอบแล้วพบว่า{programme.title}มีเงินคงเหลือในหลายจังหวัด จึงโอนกลับส่วนกลาง ดังนี้",
    )
    named = {
        NUMBER: "ที่",
        NAME: hand.pick("จังหวัด", "หน่วยเบิกจ่าย"),
        COUNT: "จำนวนโครงการ",
        BAHT: "เงินคงเหลือ (บาท)",
        MORE: "ดอกเบี้ย (บาท)",
        REMARK: "หมายเหตุ",
    }
    register_table(letter, made, word="จ.", headings=named, second=hand.chance(0.6), remarks=hand.chance(0.3))
    say(letter, "ทั้งนี้ หากมีข้อขัดข้องโปรดแจ้งผู้ประสานงานโดยเร็ว")
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


def visit(pen: Pen) -> None:
    """A service says on which day it comes to see: a day to know, which may be told as a term or not."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(service(pen.world, hand.rng))
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "กำหนดตรวจเยี่ยมพื้นที่", programme.title)
    to(letter, hand.pick("นายอำเภอที่เกี่ยวข้อง", "ประธานกลุ่มทุกกลุ่ม"))
    say(letter, f"จังหวัดแต่งตั้งผู้ตรวจเยี่ยม{programme.title}เรียบร้อยแล้ว")
    day = later(letter.day, 10, 40, hand.rng)
    page.answers.tolerated.add(day.isoformat())
    say(
        letter,
        f"ผู้ตรวจเยี่ยมจะลงพื้นที่{hand.pick('ใน', ' ')}{hand.day(day)}",
        hand.num(hand.pick(" ตั้งแต่เวลา 10.00 น. เป็นต้นไป", " ช่วงบ่าย", "")),
        " จึงขอให้เตรียมเอกสารและผู้ให้ข้อมูลไว้ให้พร้อม",
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)
