"""Letters of the tuning half that share money out, with its register below."""

from datetime import date

from bench.letterground.acts import Pen, duty, expect_words, quarter_months, whole_sum
from bench.letterground.frame import (
    Enclosure,
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
from bench.letterground.hand import due, within_month
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
from bench.letterground.senders import of_department, province_name, provincial
from bench.letterground.tuning.world import DEPARTMENTS
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
    meant = later(letter.day, -30, -5, hand.rng)
    say(
        letter,
        hand.pick("ในการนี้ จังหวัดจัดสรรงบประมาณให้อำเภอ ", f"ตามมติที่ประชุมเมื่อ{hand.day(meant)} "),
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
    named = headings(letter, "อำเภอ", money="งบประมาณ", more="ค่าติดตาม")
    register_table(letter, made, word="อำเภอ", headings=named, second=False, remarks=hand.chance(0.5))
    attached_form(letter, programme.wrong if fault == "title_mismatch" else programme.title, "แบบสรุปผล")
    if fault == "title_mismatch":
        page.expect("title_mismatch", page.answers.facts["subject"])


def headings(letter: Letter, place: str, *, money: str, more: str) -> dict[str, str]:
    """What the columns are called here."""
    hand = letter.hand
    return {
        NUMBER: hand.pick("ที่", "ลำดับ", "ลำดับที่"),
        NAME: hand.pick(place, place, f"ชื่อ{place}", f"หน่วยดำเนินการ ({place})"),
        COUNT: hand.pick("จำนวน (กลุ่ม)", "จำนวนกลุ่ม", "กลุ่มเป้าหมาย", "เป้าหมาย (กลุ่ม)"),
        BAHT: hand.pick(f"{money} (บาท)", money, f"จำนวนเงิน{money}"),
        MORE: f"{more} (บาท)",
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
    named = headings(letter, "จังหวัด", money="ค่าวัสดุ", more="ค่าใช้สอย")
    register_rate(letter, made)
    register_table(letter, made, word="จังหวัด", headings=named, second=True, remarks=hand.chance(0.4))
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
