"""Papers of the held-back half that are no outside letters."""

from decimal import Decimal

from bench.letterground.acts import Pen, duty, expect_words, whole_sum
from bench.letterground.frame import (
    memo_head,
    number_piece,
    numbered,
    phones,
    refs,
    say,
    signature,
    subject,
    to,
)
from bench.letterground.hand import between, due
from bench.letterground.held.frame import by
from bench.letterground.held.world import service
from bench.letterground.page import Slots, piece
from bench.letterground.registers import BAHT, COUNT, MORE, NAME, NUMBER, REMARK, register_table, share_out
from bench.letterground.senders import Signer, local, of_district, province_name, provincial
from bench.letterground.world import districts, later
from sammachip.core.thaidate import BE_OFFSET, format_date


def transfer(pen: Pen) -> None:
    """A memo within a province: money was sent to some districts."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(provincial(pen.world, hand.rng), circular=hand.chance(0.3))
    programme = pen.world.programme(hand.rng)
    fault = pen.fault("words_figures_disagree", "sum_mismatch", "rate_mismatch", "district_duplicate")
    places = hand.rng.sample(
        districts(letter.sender.province), min(5, len(districts(letter.sender.province)))
    )
    made = share_out(hand, places, fault if fault != "words_figures_disagree" else "")
    memo_head(letter)
    subject(letter, "แจ้งการโอนเงินค่าวัสดุฝึกอบรม", programme.title)
    to(letter, hand.pick("พัฒนาการอำเภอ (ตามตาราง)", "หัวหน้ากลุ่มงาน และพัฒนาการอำเภอที่เกี่ยวข้อง"))
    if hand.chance(0.5):
        number = numbered(hand, letter.sender, circular=False, running=hand.rng.randint(10, 900))
        refs(letter, ("กรมการพัฒนาชุมชน", number, later(letter.day, -30, -10, hand.rng)))
    sent = later(letter.day, -6, -2, hand.rng)
    say(
        letter,
        f"งานการเงินได้โอนเงินค่าวัสดุฝึกอบรมตาม{programme.title}ผ่านระบบแล้วเมื่อ{hand.day(sent)} ",
        hand.baht(page, made.rate, per="รุ่น"),
        " รวม ",
        whole_sum(letter, made.amount, fault=fault == "words_figures_disagree"),
    )
    if fault == "words_figures_disagree":
        expect_words(letter)
    headings = {
        NUMBER: "ลำดับ",
        NAME: "หน่วยรับโอน (อำเภอ)",
        COUNT: "จำนวนรุ่น",
        BAHT: "จำนวนเงิน",
        MORE: "อื่น ๆ",
        REMARK: "หมายเหตุ",
    }
    register_table(letter, made, word="สพอ.", headings=headings, second=False, remarks=hand.chance(0.3))
    slots: Slots = page.new("deadlines")
    say(
        letter,
        duty(
            letter,
            slots,
            by(hand, slots, later(letter.day, 8, 30, hand.rng)),
            who="พัฒนาการอำเภอ",
            what="ส่งหลักฐานการจ่ายเงิน",
            core="หลักฐานการจ่าย",
            whom="งานการเงิน",
            joined=("ถึง", " "),
        ),
    )
    say(letter, hand.pick("จึงเรียนมาเพื่อทราบ", "จึงเรียนมาเพื่อทราบและดำเนินการต่อไป"))
    page.line()
    signature(letter, Signer("พัฒนาการจังหวัด" + province_name(letter.sender)))


def minutes(pen: Pen) -> None:
    """Minutes of a meeting."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_district(pen.world, hand.rng), may_be_damaged=False)
    programme = pen.world.programme(hand.rng)
    place = letter.sender.names[-1]
    page.tell("kind", "minutes")
    page.answers.free |= {"office", "number", "to", "signatory", "subject", "other tables"}
    year = letter.day.year + BE_OFFSET
    page.line(f"รายงานการประชุมคณะทำงาน{programme.title}")
    page.line(f"ครั้งที่ {hand.num(hand.rng.randint(1, 6))}/{hand.num(year)}")
    page.line(
        hand.pick("เมื่อ", ""),
        "วันที่ ",
        page.fact("date", hand.num(format_date(letter.day)), letter.day.isoformat()),
        hand.num(" เวลา 09.30 น."),
    )
    page.line(f"ณ ห้องประชุม{letter.sender.head[0]}")
    page.line()
    page.line("ผู้มาประชุม")
    for at, post in enumerate(("ประธาน", "กรรมการ", "กรรมการ", "เลขานุการ"), start=1):
        page.line(hand.num(f"{at}. "), pen.world.person(hand.rng), "\t", post)
    page.line("ผู้ไม่มาประชุม")
    page.line("ไม่มี")
    page.line(hand.num("เริ่มประชุมเวลา 09.40 น."))
    page.line(hand.num("ระเบียบวาระที่ 1"), " เรื่องที่ประธานแจ้งให้ทราบ")
    page.line(f"ประธานแจ้งว่า{place}ได้รับคัดเลือกเป็นพื้นที่นำร่อง")
    page.line(hand.num("ระเบียบวาระที่ 2"), " เรื่องเพื่อพิจารณา")
    slots: Slots = page.new("deadlines")
    page.line(
        "มติที่ประชุม ให้",
        piece(slots, "who", "เลขานุการ"),
        piece(slots, "what", "จัดทำบัญชีกลุ่มที่สนใจ", core="บัญชีกลุ่ม"),
        "เสนอ",
        piece(slots, "to_whom", "ประธาน"),
        " ",
        *due(hand, slots, later(letter.day, 5, 15, hand.rng)),
    )
    page.line(hand.num("เลิกประชุมเวลา 11.50 น."))
    page.line()
    page.line("(", pen.world.person(hand.rng), ")")
    page.line("ผู้จดรายงานการประชุม")


def certificate(pen: Pen) -> None:
    """A paper that certifies something of a person."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_district(pen.world, hand.rng), may_be_damaged=False)
    programme = pen.world.programme(hand.rng)
    page.tell("kind", "certificate")
    page.answers.free |= {"to", "subject", "circular"}
    page.line(hand.pick("เลขที่ ", "ที่ "), number_piece(letter))
    page.line(page.fact("office", letter.sender.head[0], also=letter.sender.names))
    page.line(hand.num(letter.sender.head[-1]))
    page.line(hand.pick("หนังสือรับรอง", "          หนังสือรับรอง", ""))
    say(
        letter,
        "หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า ",
        pen.world.person(hand.rng),
        f" เป็นวิทยากรประจำกลุ่มตาม{programme.title} มาแล้ว {hand.num(3)} ปี จริง และมีความประพฤติเรียบร้อย",
    )
    declared = hand.num(format_date(letter.day, era=hand.chance(0.7)))
    page.line()
    page.line(hand.pick("ให้ไว้ ณ วันที่ ", "ออกให้ ณ วันที่ "), page.fact("date", declared, letter.day.isoformat()))
    page.line()
    signature(letter)


def private(pen: Pen) -> None:
    """A private letter: nothing of it is anybody's duty."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_district(pen.world, hand.rng), may_be_damaged=False)
    page.tell("kind", "other")
    page.answers.free |= {"office", "date", "to", "signatory", "phones", "subject"}
    page.line(f"บ้านเลขที่ {hand.num(27)} หมู่ {hand.num(4)}")
    page.line(hand.num(format_date(letter.day)))
    page.line()
    page.line(hand.pick("สวัสดีเพื่อนรัก", "ถึงน้องสาวที่คิดถึง", "กราบเท้าคุณแม่"))
    page.line("นานแล้วที่ไม่ได้ส่งข่าว ที่นี่ฝนตกชุกจนข้าวในนาเขียวไปทั้งทุ่ง ลูก ๆ สบายดีและเรียนหนังสือเก่งขึ้นทุกคน")
    page.line("ปลายปีนี้ตั้งใจว่าจะกลับไปเยี่ยมบ้าน ขอให้รักษาสุขภาพและอย่าทำงานหนักเกินไป")
    page.line(hand.pick("รักและคิดถึง", "ด้วยความคิดถึง"))
    page.line(hand.pick(*pen.world.women))


def applications(pen: Pen) -> None:
    """A council opens applications for some days."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(local(pen.world, hand.rng), may_be_damaged=False)
    programme = pen.world.programme(hand.rng)
    page.tell("kind", "announcement")
    page.line("ประกาศ", page.fact("office", letter.sender.name, also=letter.sender.names))
    page.line("เรื่อง ", page.fact("subject", f"รับสมัครกลุ่มเข้าร่วม{programme.title}"))
    page.line(hand.pick("", "*******************", "- - - - - - - - - -"))
    say(letter, f"{letter.sender.name}มีแผนสนับสนุนกลุ่มในตำบลตาม{programme.title} ปีละหนึ่งครั้ง")
    first = later(letter.day, 5, 15, hand.rng)
    last = later(first, 8, 30, hand.rng)
    slots: Slots = page.new("deadlines")
    say(
        letter,
        "ผู้สนใจ",
        piece(slots, "what", "ยื่นใบสมัคร", core="สมัคร"),
        "ได้ที่",
        letter.sender.section[0],
        " ",
        between(hand, slots, first, last),
        " ในวันและเวลาราชการ หรือสอบถามทางโทรศัพท์ ",
        hand.phone(page, letter.sender.phone),
    )
    say(
        letter,
        "กลุ่มที่ผ่านการพิจารณาจะได้รับเงินอุดหนุน",
        hand.pick("ไม่เกิน", ""),
        hand.baht(page, Decimal(hand.rng.choice((15000, 25000, 40000))), per="กลุ่ม"),
    )
    page.line()
    page.line(
        "ประกาศ ณ วันที่ ",
        page.fact("date", hand.num(format_date(letter.day, era=True)), letter.day.isoformat()),
    )
    page.line()
    signature(letter)


def duties(pen: Pen) -> None:
    """An order that gives officers a task, so many days from the order."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(provincial(pen.world, hand.rng), may_be_damaged=False)
    programme = pen.world.programme(hand.rng)
    office = f"จังหวัด{province_name(letter.sender)}"
    page.tell("kind", "order")
    page.line("คำสั่ง", page.fact("office", office, also=letter.sender.names))
    running = f"{hand.rng.randint(100, 4900)}/{letter.day.year + BE_OFFSET}"
    page.line("ที่ ", page.fact("number", hand.num(running), running))
    page.line("เรื่อง ", page.fact("subject", f"มอบหมายเจ้าหน้าที่รับผิดชอบ{programme.title}"))
    page.line(hand.pick("", "-----------------------"))
    say(letter, f"อาศัยอำนาจตามระเบียบว่าด้วยการมอบอำนาจ ผู้ว่าราชการ{office}จึงมอบหมายให้ข้าราชการต่อไปนี้")
    for at in (1, 2, 3):
        page.line(hand.num(f"{at}) "), pen.world.person(hand.rng), f" รับผิดชอบพื้นที่เขต {hand.num(at)}")
    slots: Slots = page.new("deadlines")
    count = hand.rng.choice((15, 30, 45, 60))
    say(
        letter,
        "ให้",
        piece(slots, "who", "ผู้ได้รับมอบหมาย"),
        piece(slots, "what", "รายงานผลการตรวจเยี่ยม", core="ตรวจเยี่ยม"),
        "ต่อ",
        piece(slots, "to_whom", "ผู้ว่าราชการจังหวัด"),
        "ภายใน",
        piece(slots, "days", hand.num(count), str(count)),
        " ",
        piece(slots, "working_days", "วัน", False),
        " ",
        piece(slots, "after", "นับแต่วันที่มีคำสั่งนี้", also=("order", "วันที่มีคำสั่ง")),
    )
    page.line()
    page.line(
        "สั่ง ณ วันที่ ",
        page.fact("date", hand.num(format_date(letter.day, era=hand.chance(0.7))), letter.day.isoformat()),
    )
    page.line()
    signature(letter)


def stamped(pen: Pen) -> None:
    """A reminder under a stamp."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(service(pen.world, hand.rng), may_be_damaged=False)
    programme = pen.world.programme(hand.rng)
    page.tell("kind", "stamped")
    page.answers.free |= {"signatory", "subject"}
    page.line("ที่ ", number_piece(letter))
    page.line()
    to(letter, hand.pick("สำนักงานเกษตรอำเภอทุกแห่ง", "องค์กรปกครองส่วนท้องถิ่นทุกแห่ง"), word="ถึง")
    slots: Slots = page.new("deadlines")
    say(
        letter,
        f"ตามที่ได้ขอให้ส่งภาพถ่ายกิจกรรมของ{programme.title}นั้น ขณะนี้ยังได้รับไม่ครบ จึงขอให้",
        piece(slots, "what", "ส่งภาพถ่ายที่เหลือ", core="ภาพถ่าย"),
        " ",
        by(hand, slots, later(letter.day, 4, 9, hand.rng)),
    )
    page.line()
    page.line(page.fact("office", letter.sender.head[0], also=letter.sender.names))
    page.line(page.fact("date", hand.head_day(letter.day), letter.day.isoformat()))
    phones(letter)


def article(pen: Pen) -> None:
    """An article for a newsletter."""
    hand, page = pen.hand, pen.page
    programme = pen.world.programme(hand.rng)
    page.tell("kind", "other")
    page.answers.free |= {"office", "date", "subject", "to", "phones", "signatory"}
    page.line("บทความประจำฉบับ")
    page.line(f"เรียนรู้จากเพื่อนบ้าน: บทเรียนจาก{programme.title}")
    page.line(
        f"สมาชิกเริ่มจากการออมวันละเล็กละน้อย จนวันนี้มีเงินหมุนเวียนและช่วยเหลือกันได้เมื่อยามเดือดร้อน {pen.world.person(hand.rng)} เล่าให้ฟังด้วยรอยยิ้ม"
    )
    page.line(f"ในช่วงปี {hand.num(2559)} ที่ผ่านมา กลุ่มขยายตลาดไปยังเมืองใหญ่ และมีแผนจะสอนเด็กรุ่นใหม่ให้สืบต่อ")
    page.line("ขอบคุณทุกท่านที่ติดตามอ่าน พบกันใหม่ฉบับหน้า")
