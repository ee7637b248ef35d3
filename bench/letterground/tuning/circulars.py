"""Letters of the tuning half that go out to many offices."""

from datetime import date
from decimal import Decimal

from bench.letterground.acts import Parts, Pen, duty, expect_words, quarter_months, whole_sum
from bench.letterground.frame import (
    Enclosure,
    Letter,
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
from bench.letterground.hand import between, due, within_month
from bench.letterground.page import Slots, piece
from bench.letterground.registers import (
    BAHT,
    COUNT,
    MORE,
    NAME,
    NUMBER,
    REMARK,
    Register,
    register_table,
    share_out,
)
from bench.letterground.senders import local, of_department, of_district, province_name, provincial
from bench.letterground.tuning.world import DEPARTMENTS, WORLD
from bench.letterground.world import LETTERS, Place, districts, later, province_names
from sammachip.core.fiscal import fiscal_year, quarter
from sammachip.core.thaidate import BE_OFFSET, MONTHS, PartialDate

OF_REGISTER = ("sum_mismatch", "rate_mismatch", "district_missing", "district_duplicate", "name_unrecognised")


def allotment(pen: Pen) -> None:
    """A province tells all its districts what each is given, with the register below the letter."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(provincial(pen.world, hand.rng, most=25), circular=True)
    programme = pen.world.programme(hand.rng)
    fault = pen.fault("words_figures_disagree", "title_mismatch", *OF_REGISTER)
    made = share_out(hand, districts(letter.sender.province), fault if fault in OF_REGISTER else "")
    head(letter)
    subject(letter, hand.pick("แจ้งจัดสรรงบประมาณ", "การจัดสรรเป้าหมายและงบประมาณ"), programme.title)
    to(letter, "นายอำเภอทุกอำเภอ", also=("นายอำเภอ ทุกอำเภอ",))
    form = f"แบบสรุปผล{programme.title}"
    enclosures(letter, *enclosed(hand, "บัญชีจัดสรรงบประมาณรายอำเภอ", form))
    say(
        letter,
        f"ด้วยจังหวัด{province_name(letter.sender)}ได้รับแจ้งงบประมาณสำหรับ{programme.title} เพื่อให้ประชาชนในพื้นที่มีรายได้จากทรัพยากรใกล้บ้าน",
    )
    say(
        letter,
        "ในการนี้ จังหวัดจัดสรรงบประมาณให้อำเภอ ",
        hand.baht(page, made.rate, per="กลุ่ม"),
        " รวมเป็นเงินทั้งสิ้น ",
        whole_sum(letter, made.amount, fault=fault == "words_figures_disagree"),
        " ตามบัญชีแนบท้าย",
    )
    if fault == "words_figures_disagree":
        expect_words(letter)
    day = later(letter.day, 14, 60, hand.rng)
    slots = page.new("deadlines")
    say(
        letter,
        duty(
            letter,
            slots,
            due(hand, slots, day),
            who="อำเภอ",
            what="สรุปผลการใช้จ่ายงบประมาณตามแบบที่แนบ",
            core="สรุปผลการใช้จ่าย",
            whom="จังหวัด",
            joined=("ส่ง", " "),
        ),
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)
    page.line()
    page.line("บัญชีจัดสรรงบประมาณ", programme.title)
    page.line("จังหวัด", province_name(letter.sender))
    register_table(letter, made, word="อำเภอ", headings=HEADINGS, second=False, remarks=hand.chance(0.5))
    attached_form(letter, programme.wrong if fault == "title_mismatch" else programme.title, "แบบสรุปผล")
    if fault == "title_mismatch":
        page.expect("title_mismatch", page.answers.facts["subject"])


HEADINGS = {
    NUMBER: "ที่",
    NAME: "อำเภอ",
    COUNT: "จำนวน (กลุ่ม)",
    BAHT: "งบประมาณ (บาท)",
    MORE: "ค่าติดตาม (บาท)",
    REMARK: "หมายเหตุ",
}


def attached_form(letter: Letter, title: str, kind: str) -> None:
    """An empty form below the letter, under its title."""
    page = letter.page
    page.line()
    page.line(kind)
    page.line(title)
    page.line("อำเภอ........................ จังหวัด........................")
    page.line(letter.hand.num(1), ". ผลการดำเนินงาน ......................................................")
    page.line(letter.hand.num(2), ". ปัญหาและข้อเสนอแนะ ..............................................")
    page.line("ลงชื่อ ........................................ ผู้รายงาน")


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
        f"ด้วย{letter.sender.name}จะจัดอบรมวิทยากรประจำพื้นที่ตาม{programme.title} เพื่อให้ผู้ปฏิบัติงานถ่ายทอดความรู้แก่ชุมชนได้อย่างถูกต้อง",
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
    say(letter, f"ตามหนังสือที่อ้างถึง จังหวัดได้แจ้งให้อำเภอรายงานผล{programme.title} ความละเอียดแจ้งแล้ว นั้น")
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


def shares_of_provinces(pen: Pen) -> None:
    """A department gives each province money under two heads, for a quarter, with a form to fill."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_department(DEPARTMENTS, hand.rng), circular=True)
    programme = pen.world.programme(hand.rng)
    fault = pen.fault(
        "words_figures_disagree", "title_mismatch", "period_mismatch", "sum_mismatch", "rate_mismatch"
    )
    chosen = sorted(hand.rng.sample(sorted(LETTERS), hand.rng.randint(6, 20)))
    places = [Place(code, province_names()[code]) for code in chosen]
    made = share_out(hand, places, fault if fault in OF_REGISTER else "")
    head(letter)
    subject(letter, "อนุมัติเงินประจำงวดสำหรับ", programme.title)
    to(letter, "ผู้ว่าราชการจังหวัด (ตามบัญชีแนบ)")
    enclosures(letter, *attached(letter, programme.title))
    say(
        letter,
        f"ด้วย{letter.sender.name}ได้รับอนุมัติเงินงบประมาณเพื่อดำเนินงาน{programme.title} และเห็นควรจัดสรรให้จังหวัดตามจำนวนกลุ่มที่เสนอขอ",
    )
    first, last, tolerated, ended = period(letter, fault == "period_mismatch")
    told = say(letter, hand.num("1. "), f"ให้จังหวัดดำเนินการใน{first}", last)
    page.answers.tolerated |= tolerated
    if fault == "period_mismatch":
        page.expect("period_mismatch", told)
    say(
        letter,
        hand.num("2. "),
        "งบประมาณที่จัดสรร รวม ",
        whole_sum(
            letter, made.amount + made.more, fault=fault == "words_figures_disagree", says=hand.chance(0.7)
        ),
        " จำแนกตามบัญชีแนบ",
    )
    if fault == "words_figures_disagree":
        expect_words(letter)
    slots = page.new("deadlines")
    day = later(ended, 5, 20, hand.rng)
    when = due(hand, slots, day) if hand.chance(0.6) else within_month(hand, slots, day)
    say(
        letter,
        hand.num("3. "),
        duty(
            letter,
            slots,
            when,
            who="จังหวัด",
            what="ส่งแบบสรุปการใช้จ่าย",
            core="สรุปการใช้จ่าย",
            whom="กรม",
            joined=("ให้", " "),
        ),
    )
    ask(letter)
    farewell(letter)
    signature(letter)
    phones(letter)
    page.line()
    page.line("บัญชีแนบการจัดสรรเงินงบประมาณ ", programme.title)
    headings = HEADINGS | {NAME: "จังหวัด", BAHT: "ค่าวัสดุ (บาท)", MORE: "ค่าใช้สอย (บาท)", COUNT: "จำนวนกลุ่ม"}
    register_rate(letter, made)
    register_table(letter, made, word="จังหวัด", headings=headings, second=True, remarks=hand.chance(0.4))
    attached_form(letter, programme.wrong if fault == "title_mismatch" else programme.title, "แบบสรุปการใช้จ่าย")
    if fault == "title_mismatch":
        page.expect("title_mismatch", page.answers.facts["subject"])


def attached(letter: Letter, title: str) -> list[Enclosure]:
    return enclosed(letter.hand, "บัญชีแนบการจัดสรรเงินงบประมาณ", f"แบบสรุปการใช้จ่าย{title}")


def register_rate(letter: Letter, made: Register) -> None:
    """The rate, said above the register."""
    letter.page.line("(ค่าวัสดุ", *letter.hand.baht(letter.page, made.rate, per="กลุ่ม"), ")")


def period(letter: Letter, fault: bool) -> tuple[str, str, set[str], date]:
    """A quarter and its months, with the fault those of another; the days that a reader may tell of them; the last one."""
    hand = letter.hand
    inside = later(letter.day, 15, 60, hand.rng)
    year, shown = fiscal_year(inside), quarter(inside)
    begun, ended = quarter_months(year - BE_OFFSET, shown)
    months = f" ({MONTHS[begun.month - 1]} - {MONTHS[ended.month - 1]} {hand.num(ended.year + BE_OFFSET)})"
    last = PartialDate(ended.year, ended.month).last_day
    told = f"ไตรมาสที่ {hand.num((shown + 1) % 4 + 1 if fault else shown)} ปีงบประมาณ พ.ศ. {hand.num(year)}"
    return told, months, days_of(begun, ended), last


def days_of(begun: date, ended: date) -> set[str]:
    """The first and last days of both months."""
    lasts = {PartialDate(month.year, month.month).last_day for month in (begun, ended)}
    return {day.isoformat() for day in {begun, ended} | lasts}
