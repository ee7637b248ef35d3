"""What phones collected, on the screen: files taken in, each made a draft of on a chosen task, or put aside."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases import actions, rules
from sammachip.cases.collecting import (
    name_field,
    places_for,
    said_of_group,
    taking_groups,
    task_named,
    task_words,
    tasks_csv,
    to_collect,
)
from sammachip.cases.meanwhile import Beside, Meanwhile, since_taken_along
from sammachip.cases.models import Submission, SubmissionState, Task
from sammachip.cases.models.submissions import SubmissionQuerySet
from sammachip.core.collected import read_submission, said_in
from sammachip.core.fields import FormSpec
from sammachip.core.thainum import excerpt
from sammachip.core.verdict import Refused, require
from sammachip.core.xlsform import TASKS_FILE
from sammachip.programmes.queries import latest_edition
from sammachip.web.decorators import Request, act, either, page
from sammachip.web.downloads import download
from sammachip.web.forms.submissions import AsideForm, DecideForm, PlaceForm

SHOWN = 100


@page
def submissions(request: Request) -> HttpResponse:
    return _list_page(request)


def _list_page(request: Request, *, wrong: str = "", status: int = 200) -> HttpResponse:
    """The list; `wrong` says what is amiss with the files chosen."""
    seen = Submission.objects.visible_to(request.actor).select_related(
        "sent_by", "office", "filing__task__case"
    )
    context = {
        "waiting": _titled(request, seen.waiting().order_by("received_at", "pk")),
        "decided": _titled(request, seen.exclude(state=SubmissionState.WAITING)),
        "may_take_in": rules.may_take_in(request.actor),
        "wrong": wrong,
    }
    return render(request, "web/submission/list.html", context, status=status)


def _titled(request: Request, found: SubmissionQuerySet) -> list[tuple[str, Submission]]:
    """Each with what its programme calls the form, and the group it names; one query for each programme."""
    shown = list(found[:SHOWN])
    first_of = {(one.programme_code, one.form): one for one in shown}
    forms = {form: _form(one) for form, one in first_of.items()}
    return [(_title(request, one, forms[one.programme_code, one.form]), one) for one in shown]


def _title(request: Request, one: Submission, form: FormSpec | None) -> str:
    if form is None:
        return one.form
    own = one.office == request.actor.office
    named = said_of_group(form, read_submission(one.content.encode())).get("name", "") if own else ""
    return f"{form.title} · {excerpt(named)}" if named else form.title


@act
def upload(request: Request) -> HttpResponse:
    """Each XML is taken in for itself: one that is refused says so and holds up no other."""
    require(rules.may_take_in(request.actor))
    chosen = request.FILES.getlist("files")
    answers = [file for file in chosen if (file.name or "").lower().endswith(".xml")]
    if not answers:
        said = _("ยังไม่ได้เลือกแฟ้มคำตอบ — เลือกแฟ้ม .xml พร้อมภาพที่อยู่ในโฟลเดอร์เดียวกัน")
        return _list_page(request, wrong=said, status=422)
    pictures = {file.name or "": file.read() for file in chosen if file not in answers}
    for file in answers:
        _take_in(request, file, pictures)
    return redirect("web:submissions")


def _take_in(request: Request, file: "UploadedFile[bytes]", pictures: Mapping[str, bytes]) -> None:
    """One submission with the pictures it names; what became of it is told."""
    if (file.size or 0) > rules.LONGEST_SUBMISSION_MB << 20:
        messages.error(
            request,
            _("{name}: ใหญ่เกิน {most} MB — ส่งแฟ้มคำตอบเดิมจากแอป").format(
                name=file.name, most=rules.LONGEST_SUBMISSION_MB
            ),
        )
        return
    content = file.read()
    named = {name: picture for name, picture in pictures.items() if name.encode() in content}
    try:
        kept, is_new = actions.take_in(content, named, actor=request.actor)
    except Refused as refused:
        messages.error(request, f"{file.name}: {refused.verdict.reason}")
        return
    if not is_new:
        messages.info(request, _("{name}: รับไว้ก่อนแล้ว ไม่บันทึกซ้ำ").format(name=file.name))
    elif kept.filing:
        messages.success(request, _("{name}: เป็นฉบับร่างแล้ว").format(name=file.name))
    else:
        messages.warning(request, f"{file.name}: {kept.why}")
    if kept.remarks:
        messages.warning(request, kept.remarks)


def _submission(request: Request, pk: int) -> Submission:
    seen = Submission.objects.visible_to(request.actor)
    return get_object_or_404(seen.select_related("sent_by", "office", "filing", "decided_by"), pk=pk)


def _choices(tasks: Sequence[Task]) -> list[tuple[int, str]]:
    return [(task.pk, task_words(task)) for task in tasks]


@page
def submission(request: Request, pk: int) -> HttpResponse:
    return _page(request, _submission(request, pk))


def _page(
    request: Request,
    found: Submission,
    *,
    place: PlaceForm | None = None,
    aside: AsideForm | None = None,
    decide: DecideForm | None = None,
    status: int = 200,
) -> HttpResponse:
    tasks, form = places_for(found, request.actor), _form(found)
    named = _named(request, found)
    context = {
        "named": named,
        "decide": decide or _decide_form(request, found, named),
        "begin": [one for one in taking_groups(request.actor) if one.programme.code == found.programme_code]
        if form and name_field(form)
        else [],
        "submission": found,
        "title": form.title if form else found.form,
        "said": _said(request, found, form),
        "files": found.files.select_related("file"),
        "tasks": tasks,
        "place": place or PlaceForm(tasks=_choices(tasks)),
        "aside": aside or AsideForm(),
        "may_decide": rules.may_decide(request.actor, found),
    }
    return render(request, "web/submission/submission.html", context, status=status)


def _named(request: Request, found: Submission) -> Task | None:
    """The task that the submission names, where its own office may still make a draft of it."""
    if not rules.may_decide(request.actor, found):
        return None
    return task_named(read_submission(found.content.encode()), request.actor)


def _decide_form(request: Request, found: Submission, named: Task | None) -> DecideForm | None:
    """What to choose between where others wrote in the same fields of the draft that stands on this task."""
    met = since_taken_along(found, read_submission(found.content.encode()), named) if named else Meanwhile()
    disputed: dict[str, list[Beside]] = {}
    for one in met.disputed:
        disputed.setdefault(one.key, []).append(one)
    return DecideForm(request.POST or None, disputed=disputed) if disputed else None


def _form(found: Submission) -> FormSpec | None:
    """The form as the programme's newest edition has it; None where no programme has it."""
    newest = latest_edition(found.programme_code)
    return newest.pack.forms.get(found.form) if newest else None


def _said(request: Request, found: Submission, form: FormSpec | None) -> list[tuple[str, str]]:
    """The answers under the words of their questions, for the office that took them in."""
    if found.office != request.actor.office:
        return []
    collected = read_submission(found.content.encode())
    return said_in(form, collected) if form else collected.said


@act
def place(request: Request, pk: int) -> HttpResponse:
    found = _submission(request, pk)
    form = PlaceForm(request.POST, tasks=_choices(places_for(found, request.actor)))
    if not form.is_valid():
        require(rules.may_decide(request.actor, found))
        return _page(request, found, place=form, status=422)
    task = get_object_or_404(Task.objects.visible_to(request.actor), pk=form.cleaned_data["task"])
    filing = actions.place_submission(found, task, over=form.cleaned_data["over"], actor=request.actor)
    messages.success(request, _("เป็นฉบับร่างแล้ว — ตรวจคำตอบแล้วส่ง"))
    return redirect("web:filing-edit", filing.pk)


@act
def decide(request: Request, pk: int) -> HttpResponse:
    """Lay the submission over the draft that stands on its own task, each disputed field as it was chosen."""
    found = _submission(request, pk)
    require(rules.may_decide(request.actor, found))
    named = _named(request, found)
    form = _decide_form(request, found, named)
    if named is None or form is None:
        raise Refused(_("ไม่มีข้อที่ต้องเลือกแล้ว — เปิดข้อมูลชุดนี้ใหม่ แล้วทำเป็นฉบับร่าง"))
    if not form.is_valid():
        return _page(request, found, decide=form, status=422)
    filing = actions.place_submission(found, named, theirs=form.theirs, actor=request.actor)
    messages.success(request, _("เป็นฉบับร่างแล้ว — ตรวจคำตอบแล้วส่ง"))
    return redirect("web:filing-edit", filing.pk)


@page
def own_tasks(request: Request) -> HttpResponse:
    """The officer's tasks as the list that forms taken to another tool choose from."""
    tasks = [task for one in to_collect(request.actor) for task in one.tasks]
    return download(tasks_csv(tasks), TASKS_FILE)


@act
def put_aside(request: Request, pk: int) -> HttpResponse:
    found = _submission(request, pk)
    form = AsideForm(request.POST)
    if not form.is_valid():
        require(rules.may_decide(request.actor, found))
        return _page(request, found, aside=form, status=422)
    actions.put_submission_aside(found, reason=form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("เก็บไว้ไม่ใช้แล้ว ข้อมูลยังอยู่และเลือกงานให้ภายหลังได้"))
    return redirect("web:submissions")


urlpatterns = [
    path("submissions/", either(submissions, upload), name="submissions"),
    path("submissions/tasks.csv", own_tasks, name="submission-tasks"),
    path("submissions/<int:pk>/", either(submission, place), name="submission"),
    path("submissions/<int:pk>/decide/", decide, name="submission-decide"),
    path("submissions/<int:pk>/aside/", put_aside, name="submission-aside"),
]
