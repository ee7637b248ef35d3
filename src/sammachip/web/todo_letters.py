"""Letters received as things to do: what waits for a word of this hat, and the work of the letters it holds."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import F
from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.kinds import label_said
from sammachip.cases.letters import Held
from sammachip.cases.rules import role_label
from sammachip.core.thaidate import day_end
from sammachip.org.hats import Actor
from sammachip.org.heads import is_head_of
from sammachip.records.models import WRITERS, Delivery, IncomingLetter, IncomingState, LetterReading
from sammachip.web.readings import short_name, task_state, task_url
from sammachip.web.shapes import Way
from sammachip.web.todos import Todo


def letters_to_handle(actor: Actor) -> list[Todo]:
    """What came in and waits to be received, noted, ordered or assigned by this hat, and what it had read and has not
    confirmed; four queries."""
    by_due = (F("due_on").asc(nulls_last=True), "pk")
    as_head = is_head_of(actor, actor.office)
    found = IncomingLetter.objects.awaiting(actor, as_head=as_head).select_related("office").order_by(*by_due)
    arrived = Delivery.objects.awaiting(actor).select_related("line__office").order_by(*by_due)
    read = LetterReading.objects.awaiting(actor).defer("text").select_related("file", "office")
    return [
        *map(_to_receive, arrived),
        *(_to_handle(letter, actor) for letter in found),
        *map(_to_confirm, read.order_by("pk")),
    ]


def _to_receive(delivery: Delivery) -> Todo:
    line = delivery.line
    words = _("ลงรับหนังสือที่ {number}: {subject}")
    return Todo(
        words=words.format(number=line.number, subject=line.subject),
        programme=_("หนังสือรับจาก{sender}").format(sender=line.office.name),
        url=delivery.get_absolute_url(),
        due=day_end(delivery.due_on) if delivery.due_on else None,
        label=delivery.get_state_display(),
    )


def _to_confirm(reading: LetterReading) -> Todo:
    return Todo(
        words=_("ยืนยันข้อมูลในหนังสือที่อ่าน: {subject}").format(subject=reading.title),
        programme=_("อ่านหนังสือ"),
        url=reading.get_absolute_url(),
        label=_("รอยืนยัน"),
    )


def _to_handle(letter: IncomingLetter, actor: Actor) -> Todo:
    """Who does not note letters upward has one only to order it: the head, and who stands in from another desk."""
    notes = actor.role in WRITERS and not actor.is_head
    if letter.office_id != actor.office.pk:
        words = _("ลงรับหนังสือที่ {sender} สั่งการลงมา: {subject}")
    elif letter.state == IncomingState.NOTED or not notes:
        words = _("สั่งการหนังสือเลขรับ {number}: {subject}")
    elif letter.state == IncomingState.ORDERED:
        words = _("มอบหมายหรือปิดเรื่องหนังสือเลขรับ {number}: {subject}")
    else:
        words = _("เกษียนเสนอหนังสือเลขรับ {number}: {subject}")
    return _of_letter(letter, words)


def _of_letter(letter: IncomingLetter, words: str) -> Todo:
    return Todo(
        words=words.format(number=letter.number, subject=letter.subject, sender=letter.office.short_name),
        programme=_("หนังสือรับจาก{sender}").format(sender=letter.from_whom),
        url=letter.get_absolute_url(),
        due=day_end(letter.due_on) if letter.due_on else None,
        label=str(letter.get_state_display()),
    )


def work_of_letters(held: Sequence[Held]) -> list[Todo]:
    """What the letters in these hands want done: the task each is about, or the matter itself."""
    return [_of_task(one) if one.task else _of_matter(one) for one in held]


def _of_matter(held: Held) -> Todo:
    letter = held.letter
    if held.is_from_above:
        return _of_letter(letter, _("ลงรับและดำเนินการตามหนังสือที่ {sender} สั่งการลงมา: {subject}"))
    if hasattr(letter, "tie"):
        return _of_letter(letter, _("ปิดเรื่องหนังสือเลขรับ {number}: {subject}"))
    return _of_letter(letter, _("ดำเนินการตามหนังสือเลขรับ {number}: {subject}"))


def _of_task(held: Held) -> Todo:
    task = held.task
    assert task is not None
    stage = queries.stage_of(task)
    words = _("«{stage}» ของ {subject}").format(stage=stage.title, subject=short_name(task.case))
    todo = Todo(
        words=words,
        programme=task.case.edition.title,
        url=task_url(task),
        label=label_said(task.label),
        state=task_state(task),
        where=f"{role_label(task.turn_role)} · {task.turn_office.short_name}" if task.turn_office else "",
    )
    return by_letter(todo, held)


def by_letter(todo: Todo, held: Held) -> Todo:
    """The same thing to do, with the letter that wants it and its day."""
    letter = held.letter
    words = _("ตามหนังสือเลขรับ {number}: {subject}")
    if held.is_from_above:
        words = _("ตามหนังสือเลขรับ {number} ของ {sender}: {subject}")
    said = words.format(number=letter.number, subject=letter.subject, sender=letter.office.short_name)
    return replace(todo, due=held.due, letter=Way(said, letter.get_absolute_url()))
