"""Letters of the held-back half that send something back, lay out days in a table, or thank."""

from bench.letterground.acts import Pen
from bench.letterground.frame import (
    ask,
    enclosed,
    enclosures,
    farewell,
    numbered,
    phones,
    refs,
    say,
    signature,
    subject,
    to,
)
from bench.letterground.held.frame import by, head, task
from bench.letterground.held.world import DEPARTMENTS, service
from bench.letterground.page import Slots
from bench.letterground.registers import NUMBER, REMARK, TEXT, Column, Line, lay, shape
from bench.letterground.senders import local, of_department, of_district
from bench.letterground.world import districts, later


def returned(pen: Pen) -> None:
    """A service sends a district's papers back for mending."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(service(pen.world, hand.rng))
    programme = pen.world.programme(hand.rng)
    place = hand.rng.choice(districts(letter.sender.province))
    head(letter)
    subject(letter, "ส่งคืนคำขอรับการสนับสนุนเพื่อแก้ไข", programme.title)
    to(letter, f"นายอำเภอ{place.name}")
    number = numbered(
        hand, of_district(pen.world, hand.rng), circular=False, running=hand.rng.randint(10, 900)
    )
    refs(letter, (f"อำเภอ{place.name}", number, later(letter.day, -20, -5, hand.rng)))
    enclosures(letter, *enclosed(hand, "คำขอรับการสนับสนุน", "รายการที่ต้องแก้ไข"))
    say(
        letter,
        f"คำขอรับการสนับสนุนตาม{programme.title}ที่อำเภอเสนอมานั้น พบว่าใบเสนอราคาไม่ครบสามราย และยังไม่มีลายมือชื่อประธานกลุ่ม",
    )
    slots: Slots = page.new("deadlines")
    say(
        letter,
        task(
            letter,
            slots,
            by(hand, slots, later(letter.day, 6, 18, hand.rng)),
            who="อำเภอ",
            what="แก้ไขคำขอรับการสนับสนุนให้ครบถ้วน",
            core="คำขอรับการสนับสนุน",
            whom="จังหวัด",
        ),
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


STEPS = ("ประชุมชี้แจงเจ้าหน้าที่", "ลงพื้นที่คัดเลือกชุมชน", "ฝึกปฏิบัติในแปลงสาธิต", "ถอดบทเรียนร่วมกัน")


def schedule(pen: Pen) -> None:
    """A department lays out the steps of a programme with who does them; the days stand in the table alone."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_department(DEPARTMENTS, hand.rng), circular=True)
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "แผนการขับเคลื่อน", programme.title)
    to(letter, "ผู้ว่าราชการจังหวัดทุกจังหวัด")
    say(
        letter,
        f"{letter.sender.name}ขอแจ้งแผนการขับเคลื่อน{programme.title} เพื่อใช้เป็นกรอบการทำงานของทุกพื้นที่ รายละเอียดตามตาราง",
    )
    page.answers.free.add("deadlines")
    columns = (
        Column(NUMBER, "ลำดับ"),
        Column(TEXT, "กิจกรรม"),
        Column("day", "กำหนดเวลา"),
        Column(REMARK, "ผู้รับผิดชอบ"),
    )
    form = shape(hand, *columns, rows=len(STEPS), total=False)
    lay(
        letter,
        form,
        [
            Line(
                {
                    NUMBER: hand.num(at),
                    TEXT: step,
                    "day": hand.month(later(letter.day, 30 * at, 30 * at + 20, hand.rng)),
                    REMARK: hand.pick("จังหวัด", "อำเภอ", "ชุมชน"),
                }
            )
            for at, step in enumerate(STEPS, start=1)
        ],
        {},
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


def thanks(pen: Pen) -> None:
    """A council thanks: nobody has anything to do."""
    hand = pen.hand
    letter = pen.letter(local(pen.world, hand.rng))
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "ขอขอบคุณที่สนับสนุนวิทยากร", programme.title)
    to(letter, f"นายอำเภอ{letter.sender.district}")
    past = later(letter.day, -15, -4, hand.rng)
    say(
        letter,
        f"ตามที่ท่านได้อนุเคราะห์วิทยากรใน{programme.title} เมื่อ{hand.day(past)} นั้น การอบรมเสร็จสิ้นลงด้วยดี ผู้เข้าร่วมได้รับความรู้อย่างแท้จริง",
    )
    say(letter, f"{letter.sender.name}ขอขอบคุณมา ณ โอกาสนี้ และหวังเป็นอย่างยิ่งว่าจะได้รับความร่วมมือเช่นนี้อีก")
    say(letter, hand.pick("จึงเรียนมาเพื่อโปรดทราบ", "จึงเรียนมาด้วยความนับถือ"))
    farewell(letter)
    signature(letter)
    phones(letter)
