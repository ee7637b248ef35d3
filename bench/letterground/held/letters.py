"""Letters of the held-back half."""

from datetime import date, timedelta
from decimal import Decimal

from bench.letterground.acts import Pen, expect_words, whole_sum
from bench.letterground.frame import (
    Letter,
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
from bench.letterground.hand import between, within_month
from bench.letterground.held.frame import by, head, task
from bench.letterground.held.world import DEPARTMENTS, service
from bench.letterground.page import Slots, piece
from bench.letterground.registers import BAHT, COUNT, MORE, NAME, NUMBER, REMARK, register_table, share_out
from bench.letterground.senders import district_of, local, of_department, provincial
from bench.letterground.world import districts, later, misspelt, subdistricts
from sammachip.core.thaidate import BE_OFFSET

GROUPS = ("กลุ่มแปรรูปปลาร้าแม่สาย", "วิสาหกิจชุมชนสวนลุงเพิ่ม", "กลุ่มออมทรัพย์ร่วมใจ", "กลุ่มจักสานผักตบชวา")
OF_REGISTER = ("sum_mismatch", "rate_mismatch", "district_missing", "district_duplicate", "name_unrecognised")


def contest(pen: Pen) -> None:
    """A province invites one group of one district to a contest; the rules stand below the letter."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(provincial(pen.world, hand.rng))
    programme = pen.world.programme(hand.rng)
    fault = pen.fault("name_unrecognised", "deadline_order")
    district = district_of(letter.sender, hand.rng)
    official = [one.name for one in districts(letter.sender.province)]
    spelt = misspelt(hand.rng, district.name, official) if fault == "name_unrecognised" else district.name
    head(letter)
    subject(letter, "ขอเชิญกลุ่มในพื้นที่เข้าประกวดตาม", programme.title)
    to(letter, f"นายอำเภอ{spelt}", also=(f"นายอำเภอ{district.name}",))
    if fault == "name_unrecognised":
        page.expect("name_unrecognised", page.answers.facts["to"])
    enclosures(letter, *enclosed(hand, "หลักเกณฑ์การประกวด"))
    village = hand.rng.choice(subdistricts(district.code))
    say(
        letter,
        f"ปีงบประมาณ พ.ศ. {hand.num(letter.day.year + BE_OFFSET)} กรมการพัฒนาชุมชนเปิดรับผลงานจากกลุ่มที่มีการบริหารจัดการดีตาม{programme.title}",
    )
    own = later(letter.day, 12, 25, hand.rng)
    above = later(own, -8, -4, hand.rng) if fault == "deadline_order" else later(own, 4, 12, hand.rng)
    first: Slots = page.new("deadlines")
    say(
        letter,
        f"จังหวัดพิจารณาแล้ว เห็นว่า{hand.pick(*GROUPS)} ตำบล{village.name} มีความพร้อม ",
        task(
            letter,
            first,
            by(hand, first, own),
            who="อำเภอ",
            what="ช่วยเหลือกลุ่มจัดทำแผนธุรกิจและวีดิทัศน์",
            core="แผนธุรกิจ",
            whom="จังหวัด",
        ),
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)
    second = contest_rules(letter, programme.title, above)
    if fault == "deadline_order":
        page.expect("deadline_order", first["date"], second["date"])


def contest_rules(letter: Letter, title: str, above: date) -> Slots:
    """The rules below the letter. Returns the duty towards the department."""
    hand, page = letter.hand, letter.page
    page.line()
    page.line("หลักเกณฑ์การประกวด")
    page.line(title)
    second: Slots = page.new("deadlines")
    say(
        letter,
        hand.num("1. "),
        piece(second, "who", "จังหวัด"),
        piece(second, "what", "รวบรวมใบสมัครของกลุ่ม", core="ใบสมัคร"),
        "เสนอ",
        piece(second, "to_whom", "กรมการพัฒนาชุมชน", also=("กรม", "กรมฯ")),
        " ",
        by(hand, second, above),
    )
    month: Slots = page.new("deadlines")
    judged = later(letter.day, 70, 100, hand.rng)
    say(
        letter,
        hand.num("2. "),
        piece(month, "who", "คณะกรรมการ"),
        piece(month, "what", "ตัดสินผลงาน", core="ตัดสิน"),
        " ",
        within_month(hand, month, judged),
    )
    say(
        letter,
        hand.num("3. "),
        f"เงินสนับสนุนแบ่งเป็นระดับเพชร {hand.num(12)} แห่ง ",
        hand.baht(page, Decimal(hand.rng.choice((75000, 80000))), per="แห่ง"),
        f" และระดับมรกต {hand.num(20)} แห่ง ",
        hand.baht(page, Decimal(hand.rng.choice((30000, 45000))), per="แห่ง"),
    )
    return second


def correction(pen: Pen) -> None:
    """A department mends its earlier letters: another last day, another enclosure."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_department(DEPARTMENTS, hand.rng), circular=True)
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "ขอแก้ไขกำหนดส่งแผนปฏิบัติงาน", programme.title)
    to(letter, hand.pick("ผู้ว่าราชการจังหวัด ทุกจังหวัด", "ผู้ว่าราชการจังหวัดตามรายชื่อแนบ"))
    named = []
    for back in (40, 20)[: hand.rng.choice((1, 2))]:
        number = numbered(hand, letter.sender, circular=True, running=hand.rng.randint(10, 9000))
        named.append((letter.sender.name, number, later(letter.day, -back - 5, -back, hand.rng)))
    refs(letter, *named)
    if hand.chance(0.6):
        enclosures(letter, *enclosed(hand, "แผนปฏิบัติงาน (ฉบับแก้ไข)"))
    say(
        letter,
        f"หนังสือที่อ้างถึงได้กำหนดแนวปฏิบัติของ{programme.title}ไว้แล้ว แต่เนื่องจากหลายพื้นที่ประสบอุทกภัย ทำให้ไม่อาจดำเนินการได้ทันเวลา",
    )
    old, new = later(letter.day, 5, 12, hand.rng), later(letter.day, 20, 45, hand.rng)
    slots: Slots = page.new("deadlines")
    page.answers.tolerated.add(old.isoformat())
    say(
        letter,
        f"{letter.sender.name}จึงขอเลื่อนกำหนดให้",
        piece(slots, "who", "จังหวัด"),
        piece(slots, "what", "ส่งแผนปฏิบัติงาน", core="แผนปฏิบัติงาน"),
        f" จากเดิมภายใน{hand.day(old)} เป็นภายใน",
        piece(slots, "date", hand.day(new), new.isoformat()),
        " ข้อความอื่นให้คงเดิม",
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


def council(pen: Pen) -> None:
    """A local council asks the district chief for an opinion within so many working days."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(local(pen.world, hand.rng))
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "หารือแนวทางใช้จ่ายเงินสมทบ", programme.title)
    to(letter, f"นายอำเภอ{letter.sender.district}")
    enclosures(letter, *enclosed(hand, *("รายงานการประชุมสภา", "รายละเอียดเงินสมทบ")[: hand.rng.choice((1, 2))]))
    amount = Decimal(hand.rng.randint(40, 900) * 125)
    fault = pen.fault("words_figures_disagree")
    say(
        letter,
        f"{letter.sender.name}มีความประสงค์จะสมทบเงินเข้า{programme.title} จำนวน ",
        whole_sum(letter, amount, fault=bool(fault)),
        " เพื่อขยายผลไปยังหมู่บ้านใกล้เคียง",
    )
    if fault:
        expect_words(letter)
    slots: Slots = page.new("deadlines")
    count, unit = hand.rng.choice((3, 5, 7, 15)), hand.pick("วันทำการ", "วัน")
    after = hand.pick("นับแต่วันรับหนังสือ", "นับตั้งแต่วันที่ได้รับหนังสือฉบับนี้", "หลังจากได้รับหนังสือนี้")
    say(
        letter,
        "ในการนี้ จึงขอหารือว่าสามารถกระทำได้หรือไม่ และขอความกรุณา",
        piece(slots, "what", "ตอบข้อหารือ", core="ข้อหารือ"),
        hand.pick("ภายใน ", "ภายใน", "ภายในระยะเวลา "),
        piece(slots, "days", hand.num(count), str(count)),
        hand.pick(" ", ""),
        piece(slots, "working_days", unit, unit == "วันทำการ"),
        hand.pick(" ", ""),
        piece(slots, "after", after, also=("receipt", "received", "วันรับหนังสือ", "วันที่ได้รับหนังสือ", "ได้รับหนังสือ")),
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


def seminar(pen: Pen) -> None:
    """A department holds a seminar, and wants a report each quarter afterwards."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_department(DEPARTMENTS, hand.rng), circular=hand.chance(0.7))
    programme = pen.world.programme(hand.rng)
    head(letter)
    subject(letter, "การสัมมนาเชิงปฏิบัติการและการติดตามผล", programme.title)
    to(letter, hand.pick("นายแพทย์สาธารณสุขจังหวัด ทุกจังหวัด", "ผู้ว่าราชการจังหวัด", "ท้องถิ่นจังหวัด ทุกจังหวัด"))
    if hand.chance(0.7):
        enclosures(letter, *enclosed(hand, "ร่างกำหนดการสัมมนา", "แบบลงทะเบียน", "แบบติดตามผลรายไตรมาส", "แผนที่"))
    first = later(letter.day, 20, 60, hand.rng)
    last = first + timedelta(days=hand.rng.choice((1, 2, 4, 12)))
    event: Slots = page.new("deadlines")
    say(
        letter,
        f"เพื่อให้{programme.title}บรรลุเป้าหมาย {letter.sender.name}จะ",
        piece(event, "what", "จัดสัมมนาเชิงปฏิบัติการ", core="สัมมนา"),
        hand.pick("ขึ้น ", " "),
        between(hand, event, first, last),
        " ณ ห้องประชุมใหญ่ชั้นสอง",
    )
    sign_up: Slots = page.new("deadlines")
    say(
        letter,
        task(
            letter,
            sign_up,
            by(hand, sign_up, later(letter.day, 7, 15, hand.rng)),
            who="จังหวัด",
            what="แจ้งรายชื่อผู้เข้าสัมมนา",
            core="รายชื่อ",
            whom=letter.sender.name,
            whom_also=("กรม",),
        ),
    )
    every: Slots = page.new("deadlines")
    day = hand.rng.choice((5, 8, 10, 20))
    after = hand.pick("ของเดือนแรกของไตรมาสถัดไป", "ของเดือนถัดจากวันสิ้นไตรมาส")
    say(
        letter,
        "หลังการสัมมนา ให้",
        piece(every, "who", "จังหวัด"),
        piece(every, "what", "รายงานผลการขยายผลในพื้นที่", core="ขยายผล"),
        " ",
        piece(every, "every", "ทุกไตรมาส", "quarter", also=("ไตรมาส", "quarterly", "3 months", "ทุกไตรมาส")),
        " ภายในวันที่ ",
        piece(every, "day", hand.num(day), str(day)),
        f" {after}",
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)


def seed_money(pen: Pen) -> None:
    """A ministry's service in a province shares seed money over the districts, with the list below."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(service(pen.world, hand.rng, most=22), circular=True)
    programme = pen.world.programme(hand.rng)
    fault = pen.fault("title_mismatch", "words_figures_disagree", *OF_REGISTER, *OF_REGISTER)
    made = share_out(hand, districts(letter.sender.province), fault if fault in OF_REGISTER else "")
    head(letter)
    subject(letter, "การโอนจัดสรรเงินทุนตั้งต้น", programme.title)
    to(letter, hand.pick("นายอำเภอทุกอำเภอ", "นายอำเภอ ทุกอำเภอ", "เกษตรอำเภอทุกอำเภอ"))
    enclosures(
        letter,
        *enclosed(hand, "ตารางจัดสรรเงินทุนตั้งต้น", f"แบบติดตามผล{programme.title}", "สำเนาหนังสือสำนักงบประมาณ"),
    )
    say(
        letter,
        f"ตามที่คณะรัฐมนตรีเห็นชอบ{programme.title} นั้น บัดนี้จังหวัดได้รับเงินทุนตั้งต้นครบถ้วนแล้ว เป็นเงิน ",
        whole_sum(letter, made.amount, fault=fault == "words_figures_disagree"),
    )
    if fault == "words_figures_disagree":
        expect_words(letter)
    say(letter, "อัตราสนับสนุน", hand.baht(page, made.rate, per="ชุมชน"), " ปรากฏตามตารางท้ายหนังสือ")
    slots: Slots = page.new("deadlines")
    say(
        letter,
        task(
            letter,
            slots,
            by(hand, slots, later(letter.day, 25, 80, hand.rng)),
            who="อำเภอ",
            what="ติดตามผลตามแบบติดตามผล",
            core="ติดตามผล",
            whom="จังหวัด",
        ),
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)
    page.line()
    page.line(f"ตารางจัดสรรเงินทุนตั้งต้น {programme.title}")
    headings = {
        NUMBER: "ลำดับที่",
        NAME: "ชื่ออำเภอ",
        COUNT: "ชุมชน (แห่ง)",
        BAHT: "เงินทุน",
        MORE: "ค่าบริหารจัดการ",
        REMARK: "หมายเหตุ",
    }
    register_table(
        letter, made, word="อ.", headings=headings, second=hand.chance(0.5), remarks=hand.chance(0.4)
    )
    page.line("แบบติดตามผล")
    page.line(programme.wrong if fault == "title_mismatch" else programme.title)
    page.line("ชื่อกลุ่ม .............................. อำเภอ ..............................")
    page.line("ผลที่เกิดขึ้น ......................................................................")
    if fault == "title_mismatch":
        page.expect("title_mismatch", page.answers.facts["subject"])
