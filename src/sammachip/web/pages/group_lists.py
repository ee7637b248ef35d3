"""A group's products, markets and leaders told on its page: the list whole, each row under its number."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.cases.answering import coerce, missing
from sammachip.cases.prefill import rows_as_typed
from sammachip.core.answers import Answers
from sammachip.core.fields import FormSpec
from sammachip.core.verdict import Refused, require
from sammachip.registry.actions import changed_meanwhile
from sammachip.registry.actions_lists import Telling, tell_list
from sammachip.registry.models import LISTS, Group
from sammachip.registry.questions import SAID_ON, list_form, list_label
from sammachip.registry.rules_personal import may_correct_list
from sammachip.trail import clock
from sammachip.web.decorators import Comparison, Request, StaleInput, act, either, page
from sammachip.web.forms.fields import typed_day
from sammachip.web.forms.filing import posted, sections, way_to
from sammachip.web.known import shown_row
from sammachip.web.pages.groups import BY_PAGE, group_seen
from sammachip.web.posted import posted_seen
from sammachip.web.shapes import Gap


def _group(request: Request, pk: int, name: str) -> Group:
    if name not in LISTS:
        raise Http404
    return group_seen(request, pk)


@page
def edit_list(request: Request, pk: int, name: str) -> HttpResponse:
    found = _group(request, pk, name)
    require(may_correct_list(request.actor, found, name))
    form = list_form(name)
    known = {name: rows_as_typed(form.named(name), found, name), SAID_ON: typed_day(clock.today())}
    return _edit_page(request, found, name, form, coerce(form, known))


def _edit_page(
    request: Request, group: Group, name: str, form: FormSpec, answers: Answers, refusal: str = ""
) -> HttpResponse:
    """The list to fill in, as it is known or as it was typed, with what is wrong or missing in it."""
    [section] = sections(form, answers, {})
    gaps = _gaps(form, answers) if request.method == "POST" else []
    context = {
        "group": group,
        "list": name,
        "section": section,
        "errors": [Gap(label, hint, way_to(at, [section])) for at, label, hint in gaps],
        "refusal": refusal,
        "seen": request.POST.get("seen", group.version),
    }
    return render(request, "web/group/list_edit.html", context, status=422 if gaps or refusal else 200)


def _gaps(form: FormSpec, answers: Answers) -> list[tuple[str, str, str]]:
    wrong = [(one.path, one.sentence, "") for one in answers.errors]
    refused = {one.path for one in answers.errors}
    lacking = [(one.key, one.label, one.hint) for one in missing(form, answers) if one.key not in refused]
    return [*wrong, *((at, _("ยังไม่ได้ระบุ {label}").format(label=label), hint) for at, label, hint in lacking)]


@act
def keep(request: Request, pk: int, name: str) -> HttpResponse:
    found = _group(request, pk, name)
    require(may_correct_list(request.actor, found, name))
    form = list_form(name)
    answers = coerce(form, posted(form, request.POST))
    if _gaps(form, answers):
        return _edit_page(request, found, name, form, answers)
    try:
        return _kept(request, found, name, form, answers)
    except Refused as refusal:
        return _edit_page(request, found, name, form, answers, refusal.verdict.reason)


def _kept(request: Request, group: Group, name: str, form: FormSpec, answers: Answers) -> HttpResponse:
    rows, said_on = _rows(answers.values.get(name)), answers.values[SAID_ON]
    _refuse_stale(request, group, name, rows)
    columns = [column.key for column in form.named(name).columns]
    telling = Telling(columns, group.version, BY_PAGE, said_on)  # type: ignore[arg-type]  # the form asks a date
    tell_list(group, name, rows, telling, actor=request.actor)
    messages.success(request, _("บันทึกแล้ว: {list}").format(list=list_label(name)))
    return redirect("web:group", group.pk)


def _rows(value: object) -> list[Mapping[str, object]]:
    return value if isinstance(value, list) else []


def _refuse_stale(request: Request, group: Group, name: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Raises StaleInput with both lists when the group changed since the page was opened."""
    if posted_seen(request) == group.version:
        return
    known = rows_as_typed(list_form(name).named(name), group, name)
    theirs = coerce(list_form(name), {name: known}).values.get(name)
    both = ["; ".join(shown_row(name, row) for row in side) for side in (rows, _rows(theirs))]
    raise StaleInput(changed_meanwhile(), [Comparison(list_label(name), *both)])


urlpatterns = [path("groups/<int:pk>/lists/<slug:name>/", either(edit_list, keep), name="group-list")]
