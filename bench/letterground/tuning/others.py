"""Papers of the tuning half that are no circulars: memo, stamped letter, announcement, order, news."""

from decimal import Decimal

from bench.letterground.acts import Pen, duty, expect_words, whole_sum
from bench.letterground.frame import (
    Letter,
    memo_head,
    number_piece,
    phones,
    say,
    signature,
    subject,
    to,
    urgency,
)
from bench.letterground.hand import due
from bench.letterground.registers import BAHT, NUMBER, TEXT, Column, Line, basis, lay, shape
from bench.letterground.senders import Signer, of_district, province_name, provincial
from bench.letterground.world import districts, later
from sammachip.core.thaidate import BE_OFFSET, format_date

COSTS = (
    ("ค่าอาหารกลางวันผู้เข้าร่วมประชุม", 4800),
    ("ค่าอาหารว่างและเครื่องดื่ม", 2800),
    ("ค่าตอบแทนวิทยากร", 7200),
    ("ค่าวัสดุฝึกปฏิบัติ", 11350),
    ("ค่าจัดทำเอกสาร", 1960),
    ("ค่าพาหนะวิทยากร", 2400),
)


def approval(pen: Pen) -> None:
    """A memo that asks to hold an activity and pay its costs."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(provincial(pen.world, hand.rng))
    programme = pen.world.programme(hand.rng)
    fault = pen.fault("sum_mismatch", "words_figures_disagree")
    memo_head(letter)
    subject(letter, "ขออนุมัติจัดกิจกรรมและค่าใช้จ่ายตาม", programme.title)
    to(letter, hand.pick("ผู้ว่าราชการจังหวัด", "พัฒนาการจังหวัด") + province_name(letter.sender))
    say(letter, f"ตามที่จังหวัดได้รับงบประมาณ{programme.title} กลุ่มงานได้เตรียมหลักสูตรและประสานวิทยากรเรียบร้อยแล้ว")
    costs = hand.rng.sample(COSTS, hand.rng.randint(3, 6))
    amount = Decimal(sum(cost for _title, cost in costs))
    say(
        letter,
        "กลุ่มงานพิจารณาแล้ว เห็นควรอนุมัติค่าใช้จ่ายในวงเงิน ",
        whole_sum(letter, amount, fault=fault == "words_figures_disagree"),
        " โดยมีรายการดังนี้",
    )
    if fault == "words_figures_disagree":
        expect_words(letter)
    columns = (Column(NUMBER, "ที่"), Column(TEXT, "รายการ"), Column(BAHT, "จำนวนเงิน (บาท)"))
    form = shape(hand, *columns, rows=len(costs), mixed=False)
    lines = [
        Line({NUMBER: hand.num(at), TEXT: title, BAHT: hand.num(f"{cost:,}")})
        for at, (title, cost) in enumerate(costs, start=1)
    ]
    total = amount + (100 if fault == "sum_mismatch" else 0)
    table = lay(letter, form, lines, {BAHT: hand.num(f"{total:,}")})
    if fault == "sum_mismatch":
        page.expect("sum_mismatch", *basis(table, form, fault))
    say(letter, hand.pick("ทั้งนี้ ขอถัวจ่ายทุกรายการ", "การเบิกจ่ายให้เป็นไปตามระเบียบของทางราชการ"))
    say(letter, hand.pick("จึงเรียนมาเพื่อโปรดพิจารณาอนุมัติ", "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบโปรดลงนาม"))
    page.line()
    signature(letter, Signer(hand.pick("ผู้อำนวยการกลุ่มงานส่งเสริมการพัฒนาชุมชน", "นักวิชาการพัฒนาชุมชนชำนาญการพิเศษ")))


def stamped(pen: Pen) -> None:
    """A letter under a stamp: no greeting, no farewell, no name."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(provincial(pen.world, hand.rng), circular=hand.chance(0.5), may_be_damaged=False)
    programme = pen.world.programme(hand.rng)
    page.tell("kind", "stamped")
    page.answers.free |= {"signatory", "subject"}
    urgency(letter)
    page.line("ที่ ", number_piece(letter))
    page.line()
    to(letter, hand.pick("สำนักงานพัฒนาชุมชนอำเภอทุกอำเภอ", "ที่ทำการปกครองอำเภอทุกอำเภอ"), word="ถึง")
    slots = page.new("deadlines")
    when = due(hand, slots, later(letter.day, 5, 20, hand.rng))
    place = province_name(letter.sender)
    say(
        letter,
        f"พร้อมหนังสือนี้ จังหวัด{place}ขอส่งแผ่นพับประชาสัมพันธ์{programme.title}มาเพื่อแจกจ่ายแก่ประชาชนในพื้นที่ และ",
        duty(
            letter,
            slots,
            when,
            who="อำเภอ",
            what="แจ้งจำนวนแผ่นพับที่แจกจ่ายแล้ว",
            core="จำนวนแผ่นพับ",
            whom="จังหวัด",
        ),
    )
    page.line()
    page.line(page.fact("office", f"จังหวัด{place}", also=letter.sender.names))
    if hand.chance(0.6):
        page.line(hand.pick("(ตราประทับส่วนราชการ)", "(ประทับตรา)"))
    page.line(page.fact("date", hand.head_day(letter.day), letter.day.isoformat()))
    phones(letter)


def results(pen: Pen) -> None:
    """An announcement of who was chosen."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(provincial(pen.world, hand.rng), may_be_damaged=False)
    programme = pen.world.programme(hand.rng)
    place = province_name(letter.sender)
    page.tell("kind", "announcement")
    page.line("ประกาศ", page.fact("office", f"จังหวัด{place}", also=letter.sender.names))
    page.line("เรื่อง ", page.fact("subject", f"ผลการพิจารณากลุ่มดีเด่นตาม{programme.title}"))
    page.line(hand.pick("", "-----------------------------", "..............................."))
    say(
        letter,
        f"ด้วยคณะกรรมการซึ่งจังหวัด{place}แต่งตั้ง ได้พิจารณากลุ่มที่สมัครเข้าร่วม{programme.title}เสร็จสิ้นแล้ว โดยให้คะแนนตามเกณฑ์ที่ประกาศไว้ก่อนหน้านี้",
    )
    prize = Decimal(hand.rng.choice((20000, 35000, 60000)))
    say(letter, "จึงประกาศรายชื่อกลุ่มที่ได้รับการสนับสนุน ", hand.baht(page, prize, per="กลุ่ม"), " ดังต่อไปนี้")
    chosen = hand.rng.sample(districts(letter.sender.province), 3)
    columns = (
        Column(NUMBER, "ลำดับ"),
        Column(TEXT, "ชื่อกลุ่ม"),
        Column("district", "อำเภอ"),
        Column("score", "คะแนน"),
    )
    form = shape(hand, *columns, rows=3, total=False, mixed=False)
    lines = [
        Line(
            {NUMBER: hand.num(at), TEXT: f"กลุ่ม{what}", "district": one.name, "score": hand.num(95 - at * 3)},
            place=one.code,
        )
        for at, (what, one) in enumerate(
            zip(("แม่บ้านรวมใจ", "จักสานลายเก่า", "ขนมพื้นถิ่น"), chosen, strict=True), start=1
        )
    ]
    lay(letter, form, lines, {})
    say(letter, "จึงประกาศมาให้ทราบโดยทั่วกัน")
    declared(letter, "ประกาศ")
    signature(letter)


def declared(letter: Letter, word: str) -> None:
    """«ประกาศ ณ วันที่ …» or «สั่ง ณ วันที่ …»."""
    day, hand = letter.day, letter.hand
    full = format_date(day, era=hand.chance(0.8))
    if hand.chance(0.3):
        full = full.replace(" ", " เดือน", 1)
    letter.page.line()
    letter.page.line(word, " ณ วันที่ ", letter.page.fact("date", hand.num(full), day.isoformat()))
    letter.page.line()


def committee(pen: Pen) -> None:
    """An order that appoints a committee."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(of_district(pen.world, hand.rng), may_be_damaged=False)
    programme = pen.world.programme(hand.rng)
    page.tell("kind", "order")
    page.answers.free.add("other tables")
    office = letter.sender.names[-1]
    page.line("คำสั่ง", page.fact("office", office, also=letter.sender.names))
    running = f"{hand.rng.randint(1, 900)}/{letter.day.year + BE_OFFSET}"
    page.line("ที่ ", page.fact("number", hand.num(running), running))
    page.line("เรื่อง ", page.fact("subject", f"แต่งตั้งคณะทำงานขับเคลื่อน{programme.title}"))
    page.line(hand.pick("", "____________________"))
    say(
        letter, f"เพื่อให้การดำเนินงาน{programme.title}ในพื้นที่{office}เป็นไปด้วยความเรียบร้อย จึงแต่งตั้งคณะทำงาน ประกอบด้วย"
    )
    posts = ("ประธานคณะทำงาน", "คณะทำงาน", "คณะทำงาน", "คณะทำงานและเลขานุการ")
    for at, post in enumerate(posts, start=1):
        page.line(
            hand.num(f"{at}. "),
            pen.world.person(hand.rng),
            hand.pick("\t", "    "),
            post,
        )
    say(letter, "ให้คณะทำงานมีหน้าที่ให้คำปรึกษา ออกติดตามเยี่ยมเยียนกลุ่ม และรวบรวมข้อเสนอแนะเสนอต่อผู้บังคับบัญชา")
    say(letter, hand.pick("ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป", "ทั้งนี้ ตั้งแต่วันที่ออกคำสั่งเป็นต้นไป"))
    declared(letter, "สั่ง")
    signature(letter)


def news(pen: Pen) -> None:
    """News of something that is over: it sets nothing in motion."""
    hand, page = pen.hand, pen.page
    letter = pen.letter(provincial(pen.world, hand.rng), may_be_damaged=False)
    programme = pen.world.programme(hand.rng)
    place = province_name(letter.sender)
    page.tell("kind", "other")
    page.answers.free |= {"office", "date", "subject", "to", "phones", "signatory"}
    page.line(hand.pick("ข่าวประชาสัมพันธ์", f"จังหวัด{place}จัดงานมหกรรมของดีชุมชน", f"ข่าวจังหวัด{place}"))
    page.line(
        f"เมื่อ{hand.day(letter.day)} {pen.world.person(hand.rng)} เป็นประธานเปิดงานมหกรรมของดีชุมชน ณ ลานหน้าศาลากลางจังหวัด มีผู้ร่วมงานกว่า {hand.num(350)} คน"
    )
    page.line(
        f"ภายในงานมีการสาธิตงานฝีมือจากสมาชิก{programme.title} ผู้มาเยือนต่างชื่นชมความคิดสร้างสรรค์ของชาวบ้าน และอุดหนุนสินค้ากันอย่างคับคั่งตลอดทั้งวัน"
    )
    page.line("ผู้สื่อข่าวรายงานว่าบรรยากาศเป็นไปด้วยความอบอุ่น")
