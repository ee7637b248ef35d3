"""Which expense class a thing is proposed for: to be tried, with the rules by date, their sources and the goods tried."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from sammachip.core.goods import ExpenseClass
from sammachip.programmes.goods import Example, class_of, propose, reason_of, shipped
from sammachip.trail import clock
from sammachip.trail.spoken import worded
from sammachip.web.decorators import Request, page
from sammachip.web.forms.goods import GoodsForm


@dataclass(frozen=True, slots=True)
class Answer:
    """What is proposed for one thing, why, by which paper, and for which classes a person would be asked."""

    proposed: str
    reason: str
    source: str
    questioned: str


@dataclass(frozen=True, slots=True)
class ExampleLine:
    example: Example
    label: str


@page
def goods(request: Request) -> HttpResponse:
    form = GoodsForm(request.GET if "item" in request.GET else None)
    answer = _answer(form) if form.is_bound and form.is_valid() else None
    context = {
        "form": form,
        "answer": answer,
        "shipped": shipped(),
        "sources": shipped().sources.values(),
        "examples": [ExampleLine(one, _label(one)) for one in shipped().examples],
    }
    return render(request, "web/goods/goods.html", context, status=422 if form.errors else 200)


def _answer(form: GoodsForm) -> Answer:
    asked = form.cleaned_data
    proposal = propose(asked["item"], asked["price"], asked["day"] or clock.today())
    questioned = [worded(one.label) for one in ExpenseClass if proposal.is_questioned_by(one)]
    source = proposal.period.source if proposal.period else ""
    said = _("เมื่อเลือก {classes}").format(classes=" ".join(questioned)) if questioned else ""
    return Answer(class_of(proposal), reason_of(proposal), source, said)


def _label(example: Example) -> str:
    return worded(example.expense_class.label) if example.expense_class else _("ไม่แน่ใจ ให้ผู้รับผิดชอบตัดสิน")


urlpatterns = [path("goods/", goods, name="goods")]
