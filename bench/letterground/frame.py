"""What stands around a letter's body: head, addressee, references, enclosures, signature, section and telephones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bench.letterground.hand import Hand
from bench.letterground.page import Known, Page, Piece, Span, piece
from bench.letterground.senders import Sender, Signer
from bench.letterground.world import World
from sammachip.core.thaidate import BE_OFFSET, MONTHS

URGENCIES = ("ด่วนที่สุด", "ด่วนมาก", "ด่วน")
DAMAGED_DAYS = ("พ", "ฬ", "ๆ", "_", "?", "๐", "วว", "..")
UNITS = ("ฉบับ", "ชุด", "แผ่น", "เล่ม")


@dataclass(frozen=True, slots=True)
class Number:
    """A letter's number as it is written and as it is told."""

    written: str
    told: str


@dataclass(slots=True)
class Letter:
    """One letter being written: its page, hand, world and sender."""

    page: Page
    hand: Hand
    world: World
    sender: Sender
    day: date
    circular: bool = False
    day_damaged: bool = False
    draft: bool = False


def numbered(hand: Hand, sender: Sender, *, circular: bool, running: int) -> Number:
    """A running number with or without ว, with the blanks that typists leave."""
    letters, code = sender.letters.rsplit(" ", 1)
    mark = hand.pick("ว ", "ว ", "ว", " ว ") if circular else hand.pick("", "", "", " ")
    width = 4 if hand.chance(0.3) else 1
    digits = f"{running:0{width}}"
    written = hand.num(f"{letters}{hand.pick(' ', ' ', '')}{code}/{mark}{digits}")
    return Number(written, f"{letters} {code}/{'ว ' if circular else ''}{digits}")


def gap(letter: Letter) -> None:
    """A blank line, as often as not."""
    if letter.hand.chance(0.5):
        letter.page.line()


def urgency(letter: Letter) -> None:
    if letter.hand.chance(0.4):
        page = letter.page
        page.line(page.fact("urgency", letter.hand.pick(*URGENCIES)))
        gap(letter)


def number_piece(letter: Letter) -> Piece:
    running = letter.hand.rng.choice([letter.hand.rng.randint(1, 999), letter.hand.rng.randint(1000, 19999)])
    number = numbered(letter.hand, letter.sender, circular=letter.circular, running=running)
    if letter.draft:
        return blank_number(letter, number)
    facts = letter.page.answers.facts
    told = (("number", number.told), ("circular", letter.circular))
    return Piece(
        number.written, tuple((facts, name, Known(value, (0, 0), number.written)) for name, value in told)
    )


def blank_number(letter: Letter, number: Number) -> Piece:
    """The number of a draft: its office's part, and room for the rest."""
    letter.page.answers.free.add("circular")
    written, told = number.written.partition("/")[0] + "/", number.told.partition("/")[0]
    return letter.page.fact("number", f"{written}{' ' * 8}", None, also=(told, f"{told}/"))


def day_piece(letter: Letter, written: str) -> Piece:
    """The letter's day; a damaged one, or a draft's, leaves only the month known."""
    page, day = letter.page, letter.day
    if not letter.day_damaged and not letter.draft:
        return page.fact("date", written, day.isoformat())
    mark = " " * 6 if letter.draft else letter.hand.pick(*DAMAGED_DAYS)
    wrong = f"{mark} {MONTHS[day.month - 1]} {letter.hand.num(day.year + BE_OFFSET)}"
    return page.fact("date", wrong, None, partial=f"{day:%Y-%m}")


def head(letter: Letter) -> None:
    """Urgency, number, office with its address, and day of an outside letter."""
    page, hand, sender = letter.page, letter.hand, letter.sender
    page.tell("kind", "external")
    urgency(letter)
    office = page.fact("office", sender.head[0], also=sender.names)
    lines = [hand.num(line) for line in sender.head[1:]]
    if hand.chance(0.3):
        page.line("ที่ ", number_piece(letter), hand.pick("\t", "\t\t", "          "), office)
    elif hand.chance(0.3):
        page.line(office)
        for line in lines:
            page.line(line)
        lines = []
        page.line("ที่ ", number_piece(letter))
    else:
        page.line("ที่ ", number_piece(letter))
        gap(letter)
        page.line(office)
    for line in lines:
        page.line(line)
    gap(letter)
    page.line(hand.pick("", "", "          "), day_piece(letter, hand.head_day(letter.day)))
    expect_day(letter)
    gap(letter)


def expect_day(letter: Letter) -> None:
    """A damaged day must be told; the blank of a draft may be."""
    if letter.day_damaged or letter.draft:
        letter.page.expect("date_unreadable", letter.page.answers.facts["date"], must=not letter.draft)


def subject(letter: Letter, *parts: str) -> None:
    """What it is about; a long one may run over the line between its parts."""
    page, hand = letter.page, letter.hand
    joined = "\n          " if len(parts) > 1 and hand.chance(0.15) else ""
    page.line(hand.pick("เรื่อง ", "เรื่อง  ", "เรื่อง   "), page.fact("subject", joined.join(parts)))
    gap(letter)


def to(letter: Letter, whom: str, *, also: tuple[str, ...] = (), word: str = "เรียน") -> None:
    page = letter.page
    page.line(word, letter.hand.pick(" ", "  "), page.fact("to", whom, also=also))
    gap(letter)


def refs(letter: Letter, *named: tuple[str, Number, date]) -> None:
    """The letters it answers: whose, their number and day."""
    if not named:
        return
    page, hand = letter.page, letter.hand
    for place, (whose, number, day) in enumerate(named, start=1):
        first = hand.pick("อ้างถึง ", "อ้างถึง  ") if place == 1 else "          "
        order = hand.num(f"{place}. ") if len(named) > 1 else ""
        lead = hand.pick("ลงวันที่ ", "ลว. ") if hand.chance(0.9) else "ลงวันที่ "
        written = (
            f"หนังสือ{whose} {hand.pick('ที่ ', 'ที่ ', 'ด่วนที่สุด ที่ ')}{number.written} {lead}{hand.head_day(day)}"
        )
        page.line(first, order, piece(page.new("refs"), "text", written, also=(number.told, number.written)))
    gap(letter)


@dataclass(frozen=True, slots=True)
class Enclosure:
    title: str
    count: int = 0
    unit: str = ""


def enclosed(hand: Hand, *titles: str) -> list[Enclosure]:
    """These titles, with how many of each, as often as an office says so."""
    says = hand.chance(0.8)
    return [
        Enclosure(title, hand.rng.choice([1, 1, 1, 2, 3]), hand.pick(*UNITS)) if says else Enclosure(title)
        for title in titles
    ]


def enclosures(letter: Letter, *given: Enclosure) -> None:
    """What is sent with it, one numbered line each, or a lone one without its number."""
    if not given:
        return
    page, hand = letter.page, letter.hand
    for place, one in enumerate(given, start=1):
        item = page.new("enclosures")
        first = hand.pick("สิ่งที่ส่งมาด้วย ", "สิ่งที่ส่งมาด้วย  ") if place == 1 else "          "
        order = hand.num(f"{place}. ") if len(given) > 1 else ""
        page.write(first, order, piece(item, "title", one.title))
        if one.count:
            between = "\n\n" if len(given) == 1 and hand.chance(0.2) else hand.pick(" ", "  ", "\t")
            count = piece(item, "count", hand.num(one.count), str(one.count))
            page.write(between, "จำนวน ", count, hand.pick(" ", " ", ""), piece(item, "unit", one.unit))
        page.line()
    gap(letter)


def say(letter: Letter, *parts: str | Piece | Sequence[str | Piece]) -> Span:
    """A paragraph; parts may come in bundles. Returns where it stands."""
    flat: list[str | Piece] = []
    for part in parts:
        if isinstance(part, str | Piece):
            flat.append(part)
        else:
            flat.extend(part)
    span = letter.page.line(letter.hand.pick("", "", "          ", "\t"), *flat)
    if letter.hand.chance(0.3):
        letter.page.line()
    return span


def ask(letter: Letter) -> None:
    """The last sentence of the body, now and then on the next page."""
    hand = letter.hand
    if hand.chance(0.1):
        turn(letter)
    say(
        letter,
        "จึงเรียนมาเพื่อ",
        hand.pick(
            "โปรดพิจารณาดำเนินการ", "ทราบและถือปฏิบัติ", "พิจารณา", "โปรดทราบ", "ทราบและดำเนินการในส่วนที่เกี่ยวข้อง"
        ),
        hand.pick("", "ต่อไป", "ด้วย"),
    )


def turn(letter: Letter) -> None:
    """The foot of a page with the first words of the next, and the next page's number."""
    page, hand = letter.page, letter.hand
    page.line()
    page.line(hand.pick("/จึงเรียน...", "/จึงเรียนมา...", "          /จึงเรียน…"))
    page.line()
    page.line(hand.pick("- ", "-"), hand.num(2), hand.pick(" -", "-"))
    page.line()


def farewell(letter: Letter) -> None:
    letter.page.line()
    letter.page.line(
        letter.hand.pick("", "          "),
        letter.hand.pick("ขอแสดงความนับถือ", "ขอแสดงความนับถือ", "ขอแสดงความนับถืออย่างยิ่ง"),
    )
    letter.page.line()


def signature(letter: Letter, signer: Signer | None = None) -> None:
    """The name in brackets and the post, with whom it stands in for."""
    page, hand = letter.page, letter.hand
    signer = signer or hand.rng.choice(letter.sender.signers)
    slots = page.answers.signatory
    if hand.chance(0.15):
        page.line("(ลงชื่อ)", hand.pick("", " ............................", " ......"))
    page.line(hand.pick("", "", "          "), "(", piece(slots, "name", letter.world.person(hand.rng)), ")")
    post = piece(slots, "post", signer.post, also=(letter_post(signer.post),))
    if not signer.how:
        page.line(post)
        return
    how, whom = piece(slots, "how", signer.how), piece(slots, "acting_for", signer.acting_for)
    before = hand.pick(" ", " ", "\n")
    after = "\n" if before == " " and hand.chance(0.7) else " "
    page.line(post, before, how, after, whom)


def letter_post(post: str) -> str:
    """The post with the blanks inside it left out."""
    return post.replace(" ", "")


def phones(letter: Letter) -> None:
    """The section in charge, and one or two numbers, a fax, an inner line."""
    page, hand, sender = letter.page, letter.hand, letter.sender
    page.line()
    for line in sender.section:
        page.line(line)
    if hand.chance(0.08):
        return
    number = sender.phone
    if hand.chance(0.25):
        page.write(hand.pick("โทร./โทรสาร ", "โทร/โทรสาร "), hand.phone(page, number))
    else:
        page.write(hand.pick("โทร. ", "โทร ", "โทรศัพท์ ", "โทร.", "โทรศัพท์/โทร. "), hand.phone(page, number))
        if hand.chance(0.4):
            other = number[:-1] + str((int(number[-1]) + 3) % 10)
            word = hand.pick("\nโทรสาร ", " โทรสาร ", "\nโทรสาร. ", ", ")
            page.write(word, hand.phone(page, other))
    if hand.chance(0.2):
        page.write(" ", *hand.inner_line(page, str(hand.rng.randint(20000, 79999))))
    page.line()
    if hand.chance(0.2):
        page.line(
            hand.pick(
                "ไปรษณีย์อิเล็กทรอนิกส์ saraban@example.go.th",
                "“ทำงานด้วยใจ รับใช้ประชาชน”",
                "ผู้ประสานงาน นักวิชาการเจ้าของเรื่อง",
            )
        )


def memo_head(letter: Letter) -> None:
    """The head of an inner memo."""
    page, hand, sender = letter.page, letter.hand, letter.sender
    page.tell("kind", "memo")
    urgency(letter)
    page.line(hand.pick("บันทึกข้อความ", "          บันทึกข้อความ"))
    office = " ".join(reversed(sender.section)) if hand.chance(0.5) else sender.section[0]
    page.write("ส่วนราชการ ", page.fact("office", office, also=(*sender.names, *sender.section)))
    if hand.chance(0.5):
        page.write(" โทร. ", hand.phone(page, sender.phone))
    page.line()
    page.write("ที่ ", number_piece(letter))
    page.line(hand.pick("  ", "\t", "\n"), "วันที่ ", day_piece(letter, hand.head_day(letter.day)))
    expect_day(letter)
