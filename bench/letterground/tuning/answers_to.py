"""Papers of the tuning half that answer, move a day, call a meeting or honour: some of them set nothing in motion."""

from bench.letterground.acts import Pen
from bench.letterground.frame import (
    ask,
    enclosed,
    enclosures,
    farewell,
    head,
    numbered,
    phones,
    refs,
    say,
    signature,
    subject,
    to,
)
from bench.letterground.page import Slots, piece
from bench.letterground.senders import of_district, province_name, provincial
from bench.letterground.tuning.others import declared
from bench.letterground.world import later
from sammachip.core.thaidate import BE_OFFSET


def cover(pen: Pen) -> None:
    """A district sends its report up: nobody has anything to do by a day."""
    hand = pen.hand
    letter = pen.letter(of_district(pen.world, hand.rng))
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "ส่งรายงานผลการดำเนินงาน", programme.title)
    to(letter, f"ผู้ว่าราชการจังหวัด{province_name(letter.sender)}")
    number = numbered(
        hand, provincial(pen.world, hand.rng), circular=True, running=hand.rng.randint(10, 9000)
    )
    refs(letter, ("จังหวัด", number, later(letter.day, -40, -10, hand.rng)))
    enclosures(letter, *enclosed(hand, "แบบรายงานพร้อมภาพถ่าย"))
    say(
        letter,
        f"ตามที่จังหวัดขอให้อำเภอรายงานผล{programme.title} ภายใน{hand.day(letter.day)} นั้น",
    )
    letter.page.answers.tolerated.add(letter.day.isoformat())
    say(letter, "อำเภอได้ดำเนินการครบถ้วนแล้ว จึงขอส่งรายงานมาพร้อมหนังสือนี้")
    say(letter, hand.pick("จึงเรียนมาเพื่อโปรดทราบ", "จึงเรียนมาเพื่อโปรดพิจารณา"))
    farewell(letter)
    signature(letter)
    phones(letter)


def extension(pen: Pen) -> None:
    """A province gives its districts more time."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(provincial(pen.world, hand.rng), circular=True)
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "ขยายระยะเวลาการส่งแบบสำรวจ", programme.title)
    to(letter, hand.pick("นายอำเภอทุกอำเภอ", "พัฒนาการอำเภอทุกอำเภอ"))
    number = numbered(hand, letter.sender, circular=True, running=hand.rng.randint(10, 9000))
    refs(letter, (f"จังหวัด{province_name(letter.sender)}", number, later(letter.day, -30, -10, hand.rng)))
    old, new = later(letter.day, 1, 6, hand.rng), later(letter.day, 12, 30, hand.rng)
    page.answers.tolerated.add(old.isoformat())
    say(
        letter,
        hand.pick("ตามหนังสือที่อ้างถึง ", "จังหวัดได้"),
        f"กำหนดให้ส่งแบบสำรวจ{programme.title} ภายใน{hand.day(old)} นั้น",
    )
    slots: Slots = page.new("deadlines")
    say(
        letter,
        "เนื่องจากหลายอำเภอขอเวลาเพิ่มเติม จังหวัดจึงขยายระยะเวลาให้",
        piece(slots, "who", "อำเภอ"),
        piece(slots, "what", "ส่งแบบสำรวจ", core="แบบสำรวจ"),
        hand.pick(
            "ออกไปจนถึง",
            "ไปจนถึง",
            "ได้ถึง",
            f" จาก{hand.day(old)} ออกไปเป็น",
            f" โดยเปลี่ยนจาก{hand.day(old)}เป็น",
            f" ซึ่งกำหนดไว้เดิมไม่เกิน{hand.day(old)} ออกไปเป็นไม่เกิน",
        ),
        piece(slots, "date", hand.day(new), new.isoformat()),
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


def meeting(pen: Pen) -> None:
    """A district calls a meeting of one day."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_district(pen.world, hand.rng), circular=hand.chance(0.5))
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "ขอเชิญประชุมเตรียมความพร้อม", programme.title)
    to(
        letter,
        hand.pick(
            "กำนันและผู้ใหญ่บ้านทุกหมู่บ้าน", "หัวหน้าส่วนราชการระดับอำเภอ", "ประธานกลุ่มอาชีพทุกกลุ่ม", "นายอำเภอในเขตพื้นที่"
        ),
    )
    if hand.chance(0.5):
        enclosures(letter, *enclosed(hand, "ระเบียบวาระการประชุม"))
    say(letter, f"ด้วยอำเภอกำหนดประชุมผู้เกี่ยวข้องเพื่อเตรียมงานตาม{programme.title}")
    held = later(letter.day, 5, 15, hand.rng)
    slots: Slots = page.new("deadlines")
    say(
        letter,
        "จึงขอเชิญท่าน",
        piece(slots, "what", "เข้าร่วมประชุม", core="ประชุม"),
        hand.pick(" ใน", "ใน"),
        piece(slots, "date", hand.day(held), held.isoformat()),
        hand.num(hand.pick(" เวลา 09.30 น.", " เวลา 13.30 น.", " เวลา 9.00 นาฬิกา")),
        f" ณ หอประชุม{letter.sender.head[0]}",
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


def honour(pen: Pen) -> None:
    """A certificate of honour."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(provincial(pen.world, hand.rng), may_be_damaged=False)
    programme = pen.world.programme(hand.rng)
    page.tell("kind", "certificate")
    page.answers.free |= {"to", "subject", "circular"}
    running = f"{hand.rng.randint(1, 400)}/{letter.day.year + BE_OFFSET}"
    page.line(hand.pick("เลขที่ ", "เลขที่"), page.fact("number", hand.num(running), running))
    page.line(page.fact("office", f"จังหวัด{province_name(letter.sender)}", also=letter.sender.names))
    page.line(hand.pick("ขอมอบเกียรติบัตรฉบับนี้ไว้เพื่อแสดงว่า", "มอบเกียรติบัตรนี้ให้ไว้เพื่อแสดงว่า"))
    page.line(pen.world.person(hand.rng))
    page.line(f"ได้ผ่านการฝึกอบรมตาม{programme.title}")
    page.line("ขอให้มีความสุข ความเจริญ และเป็นกำลังสำคัญของชุมชนสืบไป")
    declared(letter, hand.pick("ให้ไว้", "มอบให้"))
    signature(letter)
