"""Letters of the tuning half that go out to many offices."""

from decimal import Decimal

from bench.letterground.acts import Parts, Pen, duty
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
from bench.letterground.hand import between, due
from bench.letterground.page import Slots, piece
from bench.letterground.senders import local, of_department, of_district, province_name, provincial
from bench.letterground.tuning.world import DEPARTMENTS, WORLD
from bench.letterground.world import districts, later


def training(pen: Pen) -> None:
    """A department invites to a course that takes some days."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_department(DEPARTMENTS, hand.rng), circular=True)
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "ขอเชิญส่งบุคลากรเข้ารับการอบรมตาม", programme.title)
    to(letter, hand.pick("ผู้ว่าราชการจังหวัดทุกจังหวัด", "ผู้ว่าราชการจังหวัด (ตามบัญชีแนบท้าย)", "พัฒนาการจังหวัดทุกจังหวัด"))
    enclosures(letter, *enclosed(hand, "กำหนดการอบรม", "แบบตอบรับการเข้ารับการอบรม", "รายชื่อสถานที่พัก"))
    say(
        letter,
        hand.pick("ด้วย", ""),
        f"{letter.sender.name}จะจัดอบรมวิทยากรประจำพื้นที่ตาม{programme.title} เพื่อให้ผู้ปฏิบัติงานถ่ายทอดความรู้แก่ชุมชนได้อย่างถูกต้อง",
    )
    first = later(letter.day, 30, 50, hand.rng)
    last = later(first, 1, 4, hand.rng)
    course: Slots = page.new("deadlines")
    say(
        letter,
        "ในการนี้ กำหนด",
        piece(course, "what", "จัดอบรม", also=("อบรม", "จัดอบรมวิทยากร"), core="อบรม"),
        " ",
        between(hand, course, first, last),
        " ณ โรงแรมสวนป่าสัก โดยเก็บค่าลงทะเบียน",
        hand.baht(page, Decimal(hand.rng.choice((1200, 2500, 3900))), per="คน"),
        " เบิกจ่ายจากต้นสังกัด",
    )
    reply: Slots = page.new("deadlines")
    when = due(hand, reply, later(letter.day, 10, 20, hand.rng))
    say(
        letter,
        duty(
            letter,
            reply,
            when,
            who="จังหวัด",
            what="ส่งแบบตอบรับของผู้เข้ารับการอบรม",
            core="แบบตอบรับ",
            whom=letter.sender.name,
            joined=("ถึง", " "),
            whom_also=("กรม",),
        ),
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


def chase(pen: Pen) -> None:
    """A province asks the districts that have not reported, once more."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(provincial(pen.world, hand.rng), circular=True)
    programme = pen.world.programme(hand.rng)
    fault = pen.fault("deadline_order")
    late = hand.rng.sample(districts(letter.sender.province), 3)
    head(letter)
    subject(letter, "เร่งรัดการรายงานผล", programme.title)
    to(
        letter,
        "นายอำเภอ" + "".join(f" {one.name}" for one in late)
        if hand.chance(0.3)
        else "นายอำเภอ (ตามรายชื่อท้ายหนังสือ)",
    )
    earlier = later(letter.day, -70, -30, hand.rng)
    number = numbered(hand, letter.sender, circular=True, running=hand.rng.randint(100, 9000))
    refs(letter, (f"จังหวัด{province_name(letter.sender)}", number, earlier))
    say(
        letter,
        hand.pick(
            f"ตามหนังสือที่อ้างถึง จังหวัดได้แจ้งให้อำเภอรายงานผล{programme.title} ความละเอียดแจ้งแล้ว นั้น",
            f"สำนักงานพัฒนาชุมชนจังหวัดได้ขอให้อำเภอรายงานผล{programme.title}ไปแล้วครั้งหนึ่ง",
            f"{programme.title}ใกล้สิ้นสุดระยะเวลาดำเนินการแล้ว",
        ),
    )
    say(letter, "บัดนี้ ล่วงเลยกำหนดแล้ว ปรากฏว่ายังไม่ได้รับรายงานจากอำเภอ" + " อำเภอ".join(one.name for one in late))
    own = later(letter.day, 8, 15, hand.rng)
    above = later(own, -6, -3, hand.rng) if fault else later(own, 3, 10, hand.rng)
    slots: Slots = page.new("deadlines")
    upward: Slots = page.new("deadlines")
    first = duty(
        letter,
        slots,
        due(hand, slots, own),
        who="อำเภอ",
        what="เร่งรายงานผลการดำเนินงาน",
        core="รายงานผล",
        whom="จังหวัด",
    )
    second: Parts = [
        " เพื่อที่",
        piece(upward, "who", "จังหวัด"),
        "จะได้",
        piece(upward, "what", "รวบรวมเสนอ", also=("รวบรวมเสนอกรมการพัฒนาชุมชน", "รวบรวม"), core="รวบรวม"),
        piece(upward, "to_whom", "กรมการพัฒนาชุมชน", also=("กรม", "กรมฯ")),
        " ",
        *due(hand, upward, above),
    ]
    say(letter, first, second)
    if fault:
        page.expect("deadline_order", slots["date"], upward["date"])
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


def monthly_report(pen: Pen) -> None:
    """A department wants a report every month or quarter until told otherwise."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_department(DEPARTMENTS, hand.rng), circular=True)
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "การรายงานความคืบหน้าประจำเดือน", programme.title)
    to(letter, hand.pick("ผู้ว่าราชการจังหวัดทุกจังหวัด", "ผู้ว่าราชการจังหวัด ทุกจังหวัด"))
    enclosures(letter, *enclosed(hand, "แบบรายงานความคืบหน้าประจำเดือน"))
    say(letter, f"ด้วย{letter.sender.name}ต้องติดตามความคืบหน้าของ{programme.title}อย่างต่อเนื่องตลอดปีงบประมาณ")
    slots = page.new("deadlines")
    number = hand.rng.choice((3, 5, 7, 10, 15, 25))
    day = piece(slots, "day", hand.num(number), str(number))
    every, words = hand.rng.choice(
        [
            ("month", ("ทุกวันที่ ", " ของเดือน")),
            ("month", ("ภายในวันที่ ", " ของทุกเดือน")),
            ("month", ("ภายในวันที่ ", " ของเดือนถัดไป ทุกเดือน")),
            ("quarter", ("ภายในวันที่ ", " ของเดือนแรกของทุกไตรมาส")),
        ]
    )
    when: Parts = [words[0], day, piece(slots, "every", words[1], every, also=EVERY[every])]
    say(
        letter,
        duty(
            letter,
            slots,
            when,
            who="จังหวัด",
            what="บันทึกรายงานความคืบหน้า",
            core="รายงานความคืบหน้า",
            whom=letter.sender.name,
            joined=("ส่ง", " "),
            whom_also=("กรม",),
        ),
        " เริ่มตั้งแต่เดือนนี้เป็นต้นไป",
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


EVERY = {"month": ("เดือน", "monthly", "1 month"), "quarter": ("ไตรมาส", "quarterly", "3 months")}


def survey_request(pen: Pen) -> None:
    """A district asks the councils of its sub-districts for lists, so many days from receipt."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_district(pen.world, hand.rng), circular=hand.chance(0.5))
    programme = pen.world.programme(hand.rng)
    council = local(WORLD, hand.rng)
    head(letter)
    subject(letter, "ขอความอนุเคราะห์ข้อมูลครัวเรือนเพื่อประกอบ", programme.title)
    to(letter, hand.pick("นายกองค์การบริหารส่วนตำบลทุกแห่ง", f"นายก{council.name}", "กำนันทุกตำบล"))
    if hand.chance(0.6):
        enclosures(letter, *enclosed(hand, "แบบสำรวจครัวเรือน"))
    say(
        letter,
        f"ด้วย{letter.sender.name} จะจัดทำฐานข้อมูลครัวเรือนที่ประสงค์เข้าร่วม{programme.title} จึงจำเป็นต้องใช้ข้อมูลที่เป็นปัจจุบันจากพื้นที่",
    )
    slots = page.new("deadlines")
    count = hand.rng.choice((5, 7, 10, 15, 30))
    working = hand.chance(0.4)
    unit = "วันทำการ" if working else "วัน"
    after = hand.pick("นับแต่วันที่ได้รับหนังสือนี้", "นับถัดจากวันที่ได้รับหนังสือ", "นับจากวันที่ได้รับแจ้ง")
    when: Parts = [
        "ภายใน ",
        piece(slots, "days", hand.num(count), str(count)),
        " ",
        piece(slots, "working_days", unit, working),
        hand.pick("", " "),
        piece(
            slots,
            "after",
            after,
            also=(
                after.removeprefix("นับแต่").removeprefix("นับถัดจาก").removeprefix("นับจาก"),
                "receipt",
                "received",
            ),
        ),
    ]
    say(
        letter,
        "จึงขอความอนุเคราะห์",
        piece(slots, "what", "จัดส่งรายชื่อครัวเรือนในพื้นที่", core="รายชื่อครัวเรือน"),
        "ให้",
        piece(slots, "to_whom", "อำเภอ"),
        " ",
        when,
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)
