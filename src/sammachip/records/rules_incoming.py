"""Who receives letters for an office, who orders and assigns what came in, and who says that it is done."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from sammachip.core.area import is_within
from sammachip.core.thaidate import bangkok_day
from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor
from sammachip.org.heads import is_head_of
from sammachip.org.models import Office, Person, Post, Section
from sammachip.records.models import IncomingLetter, IncomingState
from sammachip.records.rules import may_fall_due
from sammachip.trail import clock
from sammachip.trail.spoken import day_name


def may_receive(actor: Actor, office: Office) -> Verdict:
    """The register of letters received is kept by those who write in its office."""
    if office.code != actor.office.code:
        return Verdict(
            _("เฉพาะ{office}จึงลงรับหนังสือในทะเบียนของตนได้ — ท่านอ่านทะเบียนนี้ได้อย่างเดียว").format(office=office.name)
        )
    if not actor.takes_part:
        return Verdict(
            _("บทบาทของท่านอ่านได้อย่างเดียว — ให้เจ้าหน้าที่ของ{office}ลงรับหนังสือ").format(office=office.name)
        )
    return YES


def may_be_received(letter_number: str, dated_on: date | None, received_at: datetime) -> Verdict:
    """A letter comes in before now, and not before it was written."""
    if received_at > clock.now():
        return Verdict(
            _("วันเวลาที่รับ {day} ยังมาไม่ถึง (วันนี้ {today}) — ตรวจวันและเวลาที่รับ").format(
                day=day_name(received_at), today=day_name(clock.today())
            ),
            "future",
        )
    if dated_on and dated_on > bangkok_day(received_at):
        return Verdict(
            _("หนังสือที่ {number} ลงวันที่ {dated} หลังวันที่รับ {received} — ตรวจวันทั้งสองกับหนังสือ").format(
                number=letter_number or "–", dated=day_name(dated_on), received=day_name(received_at)
            ),
            "before-its-day",
        )
    return YES


def may_want(dated_on: date | None, due_on: date | None, *, as_written: bool) -> Verdict:
    """A letter wants nothing done before its own day; one that says so all the same is taken as it is written."""
    if as_written or dated_on is None:
        return YES
    return may_fall_due(dated_on, due_on)


def is_new(office: Office, letter_number: str, dated_on: date | None) -> Verdict:
    """A letter that came by mail and again on paper has one line; without number and day nobody can tell."""
    line = IncomingLetter.objects.bearing(letter_number, dated_on).filter(office=office).first()
    if line is None or dated_on is None:
        return YES
    return Verdict(
        _(
            "หนังสือที่ {number} ลงวันที่ {day} ลงรับไว้แล้วเป็นเลขรับ {received}/{year} — เปิดเลขรับนั้นแล้วแนบไฟล์หรือระบุแฟ้มเพิ่มได้"
        ).format(number=letter_number, day=day_name(dated_on), received=line.number, year=line.year),
        "received-already",
    )


def is_free(office: Office, year: int, number: str) -> Verdict:
    """One receiving number names one letter of a year, also when that line was cancelled."""
    line = IncomingLetter.objects.of_year(office, year).filter(number=number).first()
    if line is None:
        return YES
    return Verdict(
        _("เลขรับ {number} ปี {year} เป็นของหนังสือเรื่อง «{subject}» แล้ว — ตรวจเลขกับทะเบียนแล้วพิมพ์ใหม่").format(
            number=number, year=year, subject=line.subject
        ),
        "taken",
    )


def may_open(actor: Actor, letter: IncomingLetter) -> Verdict:
    """Who reads a letter that came in, and what was done about it: of a secret one those whom its line names."""
    if not letter.secrecy or IncomingLetter.objects.open_to(actor).filter(pk=letter.pk).exists():
        return YES
    said = _("หนังสือ{secrecy} เลขรับ {number} เปิดอ่านได้เฉพาะผู้ลงรับ หัวหน้าของ{office} และผู้ที่ได้รับมอบหมาย")
    return Verdict(
        said.format(
            secrecy=letter.get_secrecy_display(), number=letter.number, office=letter.office.short_name
        ),
        "secret",
    )


def may_handle(actor: Actor, letter: IncomingLetter) -> Verdict:
    """Whoever writes in the office may note a letter upward, file it, and record what was done on its paper; of a secret
    one those whom it is open to."""
    if not (verdict := may_receive(actor, letter.office) and may_open(actor, letter)):
        return verdict
    if letter.is_cancelled:
        return Verdict(
            _("เลขรับ {number} ยกเลิกแล้ว ({why}) จึงบันทึกต่อไม่ได้").format(
                number=letter.number, why=letter.cancelled_why
            ),
            "cancelled",
        )
    return YES


def may_order(actor: Actor, letter: IncomingLetter, *, on_paper: bool = False) -> Verdict:
    """The head of the office orders and assigns, or whom an order lets; what stands on the paper any officer records."""
    if not (verdict := may_handle(actor, letter)) or on_paper or is_head_of(actor, letter.office):
        return verdict
    return Verdict(
        _("เฉพาะหัวหน้าของ{office}สั่งการและมอบหมายในระบบ — ถ้าสั่งการในเอกสารแล้ว ให้บันทึกว่าดำเนินการในเอกสาร").format(
            office=letter.office.name
        ),
        "not-head",
    )


def may_have_been_done(letter: IncomingLetter, day: date) -> Verdict:
    """Between the day on which the letter came and today; an order from above, since it came there."""
    received = bangkok_day((letter.line_above or letter).received_at)
    if received <= day <= clock.today():
        return YES
    return Verdict(
        _("วันที่ {day} ไม่อยู่ระหว่างวันที่รับหนังสือ {received} กับวันนี้ {today} — ตรวจวันที่กับเอกสาร").format(
            day=day_name(day), received=day_name(received), today=day_name(clock.today())
        ),
        "outside-its-days",
    )


def may_hold(
    letter: IncomingLetter, section: Section | None, officer: Person | None, office: Office | None = None
) -> Verdict:
    """A letter is assigned within its own office, or ordered down to one `office` below it: to whoever has a post there
    today, to one of its sections."""
    there = office or letter.office
    if not is_within(there.path, letter.office.path):
        return Verdict(
            _("{there}ไม่ใช่{office} และไม่อยู่ในสังกัด จึงมอบหมายไม่ได้ — มีหนังสือถึงหน่วยงานนั้นแทน").format(
                there=there.name, office=letter.office.name
            ),
            "not-below",
        )
    if section and section.office_id != there.pk:
        return Verdict(
            _("{section}ไม่ใช่กลุ่มงานของ{office} — เลือกจากรายการ").format(
                section=section.name, office=there.name
            )
        )
    posts = Post.objects.held_on(clock.today()).filter(office=there, person=officer)
    if officer and not posts.exclude(role="").exists():
        return Verdict(
            _("{person}ไม่มีตำแหน่งใน{office}วันนี้ — เลือกผู้รับผิดชอบคนอื่น").format(
                person=officer.name, office=there.name
            )
        )
    return YES


def may_be_shared(letter: IncomingLetter, offices: Sequence[Office | None]) -> Verdict:
    """Of those who are given a letter at once, each office has one: its own to see to it, and those below to act."""
    codes = [office.pk if office else letter.office_id for office in offices]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is None:
        return YES
    there = next(
        office or letter.office for office, code in zip(offices, codes, strict=True) if code == twice
    )
    return Verdict(
        _("มอบหมาย{office}มากกว่าหนึ่งครั้งในข้อสั่งการเดียว — เลือกผู้รับผิดชอบของแต่ละหน่วยงานคนเดียว").format(
            office=there.name
        ),
        "twice",
    )


def may_receive_down(actor: Actor, line: IncomingLetter) -> Verdict:
    """An office to which a letter was ordered down writes it into its own register, once, while the order stands."""
    down = [one.office for one in line.ordered_down.select_related("office")]
    if not down:
        return Verdict(_("หนังสือเลขรับ {number} ไม่ได้สั่งการลงมายังหน่วยงานอื่น").format(number=line.number))
    own = next((one for one in down if one.pk == actor.office.pk), down[0])
    if not (verdict := may_receive(actor, own)):
        return verdict
    if line.is_cancelled or line.state != IncomingState.ASSIGNED:
        return Verdict(
            _("{office}ปิดเรื่องหรือยกเลิกหนังสือเลขรับ {number} แล้ว — ไม่ต้องลงรับ").format(
                office=line.office.name, number=line.number
            ),
            "over",
        )
    return YES


def may_close(actor: Actor, letter: IncomingLetter, *, on_paper: bool = False) -> Verdict:
    """Who holds the letter says that it is done; before anybody holds it, whoever keeps the register; the head always."""
    if not (verdict := may_handle(actor, letter)) or on_paper:
        return verdict
    if letter.is_done:
        return Verdict(_("หนังสือเลขรับ {number} ปิดเรื่องแล้ว").format(number=letter.number), "done")
    theirs = letter.officer_id not in (None, actor.person.pk)
    if not theirs or is_head_of(actor, letter.office):
        return YES
    assert letter.officer is not None
    return Verdict(
        _("หนังสือเลขรับ {number} มอบหมายให้{person} — ผู้รับมอบหมายหรือหัวหน้าปิดเรื่องได้").format(
            number=letter.number, person=letter.officer.name
        ),
        "not-holder",
    )
