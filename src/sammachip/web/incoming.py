"""A letter received as its page shows it: what comes next in plain words, what was done, and the forms for this hat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from sammachip.cases import queries
from sammachip.cases.letters import open_tasks, tieable
from sammachip.cases.models import Case, LetterTie, Task
from sammachip.core.verdict import Verdict
from sammachip.org.hats import Actor
from sammachip.org.heads import is_head_of
from sammachip.org.models import Office
from sammachip.records import rules_incoming as rules
from sammachip.records.models import ActKind, IncomingAct, IncomingFile, IncomingLetter, IncomingState
from sammachip.web.forms.incoming import (
    CancelReceivingForm,
    CloseForm,
    FilesForm,
    KeptInForm,
    NoteForm,
    OrderForm,
)
from sammachip.web.forms.letter_ties import TieForm
from sammachip.web.readings import short_name, task_url
from sammachip.web.shapes import Deed, Way


@dataclass(frozen=True, slots=True)
class LetterDesk:
    """What the reader of one letter is shown beside what the letter says of itself.

    `notes`, `orders` and `closes` tell which of the acts is the next for this reader.
    """

    next_step: str
    holder: str
    is_yours: bool
    is_head: bool
    may_handle: Verdict
    may_close: Verdict
    deeds: Sequence[Deed]
    files: Sequence[IncomingFile]
    work: Sequence[Way]
    others: Way | None
    down: Sequence["Below"]
    may_receive_down: Verdict | None
    notes: bool
    orders: bool
    closes: bool
    orders_down: bool
    is_elsewhere: bool


@dataclass(frozen=True, slots=True)
class Below:
    """An office below that a letter went to, who is to act there, and its line in that register once it has one."""

    office: Office
    who: str
    line: IncomingLetter | None


def desk_of_letter(actor: Actor, letter: IncomingLetter) -> LetterDesk:
    acts = letter.acts.select_related("officer", "section", "to_office", "recorded_by")
    yours = IncomingLetter.objects.held_by(actor).filter(pk=letter.pk).exists()
    down = _below(letter)
    mine = next((one for one in down if one.office.pk == actor.office.pk), None)
    is_head = is_head_of(actor, letter.office)
    tie = tie_of(letter)
    may_handle, may_close = rules.may_handle(actor, letter), rules.may_close(actor, letter)
    return LetterDesk(
        next_step=next_step(letter, yours=yours, above=letter.office_id != actor.office.pk),
        holder=holder_of(letter),
        is_yours=yours,
        is_head=is_head,
        may_handle=may_handle,
        may_close=may_close,
        deeds=[_deed(act) for act in reversed(acts)],
        files=list(letter.files.select_related("file")),
        work=_work(actor, tie),
        others=_others(actor, tie),
        down=down,
        may_receive_down=rules.may_receive_down(actor, letter) if mine and not mine.line else None,
        notes=not is_head and letter.state == IncomingState.RECEIVED,
        orders=is_head and letter.state not in (IncomingState.ASSIGNED, IncomingState.DONE),
        closes=bool(may_close) and letter.state not in (IncomingState.RECEIVED, IncomingState.NOTED),
        orders_down=bool(may_handle) and not letter.is_done and letter.office.children.exists(),
        is_elsewhere=letter.office_id != actor.office.pk,
    )


def _below(letter: IncomingLetter) -> list[Below]:
    """The offices that the letter went to as things stand, and what became of it there; two queries."""
    lines = {one.office_id: one for one in letter.lines_below.all()}
    rows = letter.ordered_down.select_related("office", "officer", "section")
    return [
        Below(one.office, str(one.officer or one.section or ""), lines.get(one.office_id)) for one in rows
    ]


def tie_of(letter: IncomingLetter) -> LetterTie | None:
    ties = LetterTie.objects.select_related(
        "case__office",
        "case__area",
        "case__group",
        "case__parent__office",
        "case__parent__area",
        "task",
        "letter",
    )
    return ties.prefetch_related("edition__programme", "case__edition").filter(letter=letter).first()


def _work(actor: Actor, tie: LetterTie | None) -> list[Way]:
    """What the letter sets in motion: its programme, the case, the task that is open now."""
    if tie is None:
        return []
    found = [Way(tie.edition.title, reverse("web:programme", args=[tie.edition.programme.code]))]
    if tie.case and Case.objects.visible_to(actor).filter(pk=tie.case.pk).exists():
        found.append(Way(short_name(tie.case), tie.case.get_absolute_url()))
    if task := open_tasks([tie], actor).get(tie.pk):
        found.append(Way(queries.stage_of(task).title, task_url(task)))
    return found


def _others(actor: Actor, tie: LetterTie | None) -> Way | None:
    """Where the other groups wait that have the letter's step open: it is tied to one of them."""
    if tie is None or tie.task is None or tie.case is None or tie.case.parent is None or tie.case.office_id:
        return None
    above = tie.case.parent
    beside = Task.objects.visible_to(actor).unfinished().filter(case__parent=above, stage=tie.task.stage)
    waiting = beside.exclude(case=tie.case).values("case").distinct().count()
    if not waiting:
        return None
    said = _("หนังสือนี้เชื่อมกับ{group} — ขั้นตอนเดียวกันยังเปิดอยู่อีก {n} กลุ่ม เปิดจากหน้าของ{office}")
    return Way(
        said.format(group=short_name(tie.case), n=waiting, office=short_name(above)), above.get_absolute_url()
    )


def next_step(letter: IncomingLetter, *, yours: bool, above: bool = False) -> str:
    """What is to be done now, and by whom; `above` the reader's office stands the register it is in."""
    if letter.is_cancelled:
        return _("เลขรับนี้ยกเลิกแล้ว ไม่มีสิ่งที่ต้องทำ")
    match letter.state:
        case IncomingState.RECEIVED:
            return _("เกษียนเสนอหัวหน้า หรือหัวหน้าสั่งการได้เลย")
        case IncomingState.NOTED:
            return _("หัวหน้าสั่งการ และมอบหมายผู้รับผิดชอบ")
        case IncomingState.ORDERED:
            return _("มอบหมายผู้รับผิดชอบ หรือปิดเรื่องถ้าไม่มีงานต้องทำ")
        case IncomingState.ASSIGNED if yours and above:
            return _("ลงรับในทะเบียนของหน่วยงานท่าน แล้วดำเนินการตามหนังสือ")
        case IncomingState.ASSIGNED if yours:
            return _("ดำเนินการตามหนังสือ แล้วปิดเรื่อง")
        case IncomingState.ASSIGNED:
            holder = holder_of(letter)
            return _("รอ{holder}ดำเนินการ").format(holder=f" {holder} " if holder[:1].isdecimal() else holder)
    return _("ปิดเรื่องแล้ว หัวหน้าสั่งการใหม่ได้ถ้ายังมีงาน")


def holder_of(letter: IncomingLetter) -> str:
    """Who holds the letter, in words; "" while nobody does."""
    if named := letter.in_whose_hands:
        return named
    if letter.state != IncomingState.ASSIGNED:
        return ""
    return _("เจ้าหน้าที่ทุกคนของ{office}").format(office=letter.office.short_name)


def _deed(act: IncomingAct) -> Deed:
    what = act.get_kind_display()
    if act.kind == ActKind.ASSIGNED:
        to = " ".join(str(one) for one in (act.officer, act.section) if one)
        what = _("มอบหมายให้{holder}").format(holder=to) if to else _("มอบหมายให้ทั้งหน่วยงาน")
        what = f"{what} {act.to_office.short_name}" if act.to_office else what
    by = act.recorded_by.name if act.recorded_by else "–"
    return Deed(
        what=what,
        who=act.done_by_name,
        title=act.done_by_title,
        recorded_at=act.recorded_at,
        done_on=act.done_on,
        words=act.words,
        on_paper=_("ผู้บันทึก {person}").format(person=by) if act.on_paper else "",
    )


def forms_of_letter(actor: Actor, letter: IncomingLetter) -> Mapping[str, forms.Form]:
    """The forms of the page by their names, none for a hat that may not use them."""
    if not rules.may_handle(actor, letter):
        return {}
    head = is_head_of(actor, letter.office)
    return {
        "note": NoteForm(letter=letter, auto_id="note_%s"),
        "order": OrderForm(letter=letter, must=not head, auto_id="order_%s"),
        "close": CloseForm(letter=letter, auto_id="close_%s"),
        "add": FilesForm(auto_id="add_%s"),
        "keep": KeptInForm(initial={"kept_in": letter.kept_in}, auto_id="keep_%s"),
        "tie": TieForm(choices=tieable(letter.office, actor), tie=tie_of(letter), auto_id="tie_%s"),
        "cancel": CancelReceivingForm(auto_id="cancel_%s"),
    }
