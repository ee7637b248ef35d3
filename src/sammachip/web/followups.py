"""What letters say that follow something up, before anybody wrote at them: to whom, after which letter, who is missing."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sammachip.cases.models import Filing, SignOff
from sammachip.cases.queries import stage_of
from sammachip.core.area import Level
from sammachip.core.signoff import ROLE_LEVEL
from sammachip.org.models import Office
from sammachip.records.models import IncomingLetter, OutgoingLetter, Paper
from sammachip.trail import clock
from sammachip.trail.spoken import day_name
from sammachip.trail.thai import in_thai
from sammachip.web.reminders import Reminder

Answers = dict[str, object]


def table(*rows: Sequence[object]) -> list[str]:
    """Rows of a letter's table, as its text has them."""
    return [f"| {' | '.join(map(str, row))} |" for row in rows]


def reference(office: Office, number: str, day: object) -> str:
    return _("หนังสือ{office} ที่ {number} ลงวันที่ {day}").format(office=office.authority, number=number, day=day)


def heads_of(level: str) -> str:
    """Those a letter to several offices of one level goes to, where their names stand in the letter."""
    words = {
        Level.PROVINCE: _("ผู้ว่าราชการจังหวัดที่มีรายชื่อในหนังสือนี้"),
        Level.DISTRICT: _("นายอำเภอที่มีรายชื่อในหนังสือนี้"),
    }
    return words.get(Level(level), _("หัวหน้าส่วนราชการที่มีรายชื่อในหนังสือนี้"))


@in_thai
def of_reminder(reminder: Reminder, asked: OutgoingLetter | None = None) -> Answers:
    """A letter to the offices that hold up one step, each with how many and by when; after the letter that asked for it."""
    named = [
        (number, one.authority, one.tasks, day_name(one.due))
        for number, one in enumerate(reminder.offices, start=1)
    ]
    because = _("ตามหนังสือที่อ้างถึง ให้ดำเนินการ{stage} ตาม{programme} นั้น")
    by_rule = _("ตามที่{programme} กำหนดให้ดำเนินการ{stage} นั้น")
    paragraphs = [
        (because if asked else by_rule).format(programme=reminder.programme, stage=reminder.stage),
        _("ปรากฏว่า ณ วันที่ {day} หน่วยงานต่อไปนี้ยังไม่ดำเนินการ").format(day=day_name(clock.today())),
        *table((_("ที่"), _("หน่วยงาน"), _("จำนวนรายการ"), _("กำหนด")), *named),
        _("จึงเรียนมาเพื่อโปรดเร่งรัดดำเนินการ และแจ้งเหตุขัดข้องให้ทราบ หากมี"),
    ]
    refs = [{"letter": reference(asked.office, asked.number, day_name(asked.dated_on))}] if asked else []
    return {
        "subject": _("ติดตามการรายงาน {stage}").format(stage=reminder.stage),
        "to": heads_of(ROLE_LEVEL.get(reminder.signer, Level.DISTRICT)),
        "refs": refs,
        "body": "\n".join(paragraphs),
    }


@in_thai
def of_letter(letter: IncomingLetter) -> Answers:
    """A letter that passes one received on to offices below: what came, from whom, and by when it wants something."""
    day = day_name(letter.dated_on) if letter.dated_on else ""
    said = {"sender": letter.from_whom, "subject": letter.subject}
    asked = _("ขอให้ดำเนินการตามหนังสือดังกล่าว และรายงานผลให้{office}ทราบ").format(office=letter.office.authority)
    by = _(" ภายในวันที่ {day}").format(day=day_name(letter.due_on)) if letter.due_on else ""
    told: Answers = {
        "subject": letter.subject,
        "to": "",
        "body": "\n".join(
            [
                _("ด้วย{office}ได้รับหนังสือจาก{sender} เรื่อง {subject}").format(
                    office=letter.office.authority, **said
                ),
                f"{asked}{by}",
                _("จึงเรียนมาเพื่อโปรดดำเนินการ"),
            ]
        ),
    }
    if letter.letter_number and day:
        words = _("หนังสือ{sender} ที่ {number} ลงวันที่ {day}")
        told["refs"] = [
            {"letter": words.format(sender=letter.from_whom, number=letter.letter_number, day=day)}
        ]
    return told


@in_thai
def of_return(filing: Filing, word: SignOff) -> Answers:
    """A letter that sends a filing back for correction, after the letter it came with."""
    came = Paper.objects.about(filing).filter(to_office=word.office).exclude(number="").first()
    asked, task = day_name(word.done_on), filing.task
    named = _("{stage} ของ{subject}").format(stage=stage_of(task).title, subject=task.case.subject)
    paragraphs = [
        _("ตามที่{office} ได้ส่ง{filing} นั้น").format(office=filing.maker_office.authority, filing=named),
        _("{office} ตรวจแล้วเมื่อวันที่ {day} ขอส่งคืนเพื่อแก้ไข ดังนี้").format(office=word.office.name, day=asked),
        word.reason,
        _("จึงเรียนมาเพื่อโปรดแก้ไขและส่งใหม่โดยเร็ว"),
    ]
    told: Answers = {
        "subject": _("ส่งคืนเพื่อแก้ไข {filing}").format(filing=named),
        "to": filing.maker_office.authority_head,
        "body": "\n".join(paragraphs),
    }
    if came and came.dated_on:
        told["refs"] = [{"letter": reference(came.office, came.number, day_name(came.dated_on))}]
    return told
