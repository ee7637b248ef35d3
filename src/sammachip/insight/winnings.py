"""Money that other agencies pay groups for other things: won beside the programme's own, a success and no overlap."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from sammachip.cases.models import Case, CaseLevel, PlanLine
from sammachip.cases.overlaps import supports_of
from sammachip.core.area import Level
from sammachip.core.goods import shares_thing
from sammachip.core.thaidate import bangkok_day
from sammachip.insight.rollups import Gathered, Row
from sammachip.programmes.pack import Pack
from sammachip.programmes.rollupspec import Rollup, Summed
from sammachip.registry.models import Support

OTHER_MONEY = "other-money"
"""No key of a pack has such a mark, so none is shadowed."""


def asks_for_other_money(pack: Pack) -> bool:
    """Whether the programme lays other agencies' lists beside its own lines."""
    return any(limit.asks_for_overlaps for limit in pack.limits)


def other_money_won(case: Case, day: date) -> Gathered:
    """What other agencies' lists brought in by a day pay the groups at and below, for what their plans do not ask.

    Five queries, however many groups.
    """
    groups = Case.objects.filter(programme=case.programme_id, level=CaseLevel.GROUP).within(case.path)
    paths = dict(groups.taking_part(day).order_by("path", "pk").values_list("pk", "path"))
    planned = _planned(paths)
    rows = [
        _row(one, paths[one], support)
        for one, supports in supports_of(paths, case.edition.fiscal_year).items()
        for support in supports
        if bangkok_day(support.recorded_at) <= day
        and not any(shares_thing(item, support.item) for item in planned[one])
    ]
    in_order = tuple(sorted(rows, key=lambda row: (row.path, row.on, row.said)))
    return Gathered(
        _rollup(), (_("รายการ"), _("บัญชีที่นำเข้า")), {row.kind: row.kind for row in in_order}, in_order, ()
    )


def _planned(paths: Mapping[int, str]) -> Mapping[int, list[str]]:
    """What each group's plan asks for; one query."""
    planned: dict[int, list[str]] = defaultdict(list)
    lines = PlanLine.objects.filter(case__in=paths, ended_at__isnull=True).order_by("position")
    for case, item in lines.values_list("case_id", "item"):
        planned[case].append(item)
    return planned


def _row(case: int, path: str, support: Support) -> Row:
    said = (support.item, support.sheet.name)
    on = bangkok_day(support.recorded_at)
    return Row(case, path, 0, support.agency, on, (support.amount_baht,), said)


def _rollup() -> Rollup:
    return Rollup(
        key=OTHER_MONEY,
        title=_("เงินจากหน่วยงานอื่นเพื่อรายการอื่น (ผลสำเร็จของกลุ่ม)"),
        per=(Level.GROUP,),
        stage="",
        unit=_("รายการ"),
        sentence=_(
            "รายการสนับสนุนของหน่วยงานอื่นในปีงบประมาณของโครงการที่นำเข้าไว้ และไม่ตรงกับรายการในแผนของกลุ่ม จึงไม่ซ้ำซ้อน "
            "รายการที่ตรงกับแผนไม่นับที่นี่ ให้ตรวจที่แผนของกลุ่ม"
        ),
        by="agency",
        sums=(Summed("amount", _("เป็นเงิน"), _("บาท"), "amount"),),
        shows=("item", "sheet"),
    )
