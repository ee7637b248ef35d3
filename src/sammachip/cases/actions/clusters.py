"""The cluster register: join, change, end, or say that there is none."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.cases import queries, rules
from sammachip.cases.actions.advancing import advance
from sammachip.cases.clustering import counted_at
from sammachip.cases.models import Case, Cluster, ClusterAnswer, ClusterBasis, ClusterMember
from sammachip.core.area import Level, code_on
from sammachip.core.clusters import FEWEST
from sammachip.core.verdict import Refused, require
from sammachip.org.hats import DISTRICT_OFFICERS, Actor
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.spoken import day_name
from sammachip.trail.writes import claim

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # a lazy text, which only the type stubs tell from others


def lowest_common_office(cases: Sequence[Case]) -> str:
    """The path of the lowest office over all members: the district of one, the province of several."""
    return counted_at([case.opened_path for case in cases])


@transaction.atomic
def make_cluster(
    cases: Sequence[Case],
    *,
    name: str,
    basis: ClusterBasis,
    note: str = "",
    done_on: date | None = None,
    actor: Actor,
) -> Cluster:
    """Join groups of one programme into a cluster, counted once at their lowest common office."""
    _require_members(cases, actor)
    require(rules.may_be_done_on(done_on))
    cluster = Cluster.objects.create(
        edition=cases[0].edition,
        name=name.strip(),
        basis=basis,
        note=note.strip(),
        path=lowest_common_office(cases),
        made_by=actor.person,
        made_on=done_on or clock.today(),
        made_at=clock.now(),
    )
    ClusterMember.objects.bulk_create(
        ClusterMember(cluster=cluster, case=case, joined_at=clock.now()) for case in cases
    )
    trail.log(
        "cluster.made",
        about=cluster,
        actor=actor,
        done_on=cluster.made_on,
        name=name,
        basis=basis,
        members=[case.pk for case in cases],
    )
    joined = gettext_lazy("{office}จัด{groups} เข้าคลัสเตอร์ «{name}»")
    _tell_districts("group-joined-cluster", joined, cluster, cases, actor)
    advance(*cases)
    return cluster


def _tell_districts(
    kind: str, said: "_StrPromise", cluster: Cluster, cases: Sequence[Case], actor: Actor
) -> None:
    """Tell each other district of the members what became of its own groups, and of which."""
    theirs: dict[str, list[Case]] = {}
    for case in cases:
        district = code_on(case.opened_path, Level.DISTRICT)
        if district and district != actor.office.code:
            theirs.setdefault(district, []).append(case)
    for district, own in theirs.items():
        people = [one.pk for role in DISTRICT_OFFICERS for one in queries.holders(role, district)]
        trail.notify(
            kind,
            to=[pk for pk in people if pk != actor.person.pk],
            text=format_lazy(
                said,
                office=actor.office.short_name,
                groups=", ".join(str(case) for case in own),
                name=cluster.name,
            ),
            url=own[0].get_absolute_url(),
        )


def _require_members(cases: Sequence[Case], actor: Actor) -> None:
    if len({case.pk for case in cases}) < FEWEST:
        raise Refused(
            _("คลัสเตอร์ต้องมีอย่างน้อย {n} กลุ่ม — เลือกกลุ่มเพิ่ม หรือบันทึกว่าไม่มีคลัสเตอร์พร้อมเหตุผล").format(n=FEWEST)
        )
    if len({case.programme_id for case in cases}) != 1:
        raise Refused(_("กลุ่มในคลัสเตอร์ต้องอยู่ในโครงการเดียวกัน"))
    require(rules.may_cluster(actor, lowest_common_office(cases)))


@transaction.atomic
def end_cluster(cluster: Cluster, *, reason: str, done_on: date | None = None, actor: Actor) -> None:
    """End a cluster with its reason, as of the day on the papers; none given means today."""
    require(rules.may_cluster(actor, cluster.path))
    require(rules.may_be_done_on(done_on))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่ยกเลิกคลัสเตอร์"))
    day = done_on or clock.today()
    if day < cluster.made_on:
        raise Refused(
            _("วันที่ยกเลิก {day} มาก่อนวันที่จัดคลัสเตอร์ {made} — ตรวจวันที่").format(
                day=day_name(day), made=day_name(cluster.made_on)
            )
        )
    cases = [member.case for member in cluster.members.select_related("case__edition", "case__group")]
    claim(Cluster.objects.filter(pk=cluster.pk, ended_at__isnull=True), ended_at=clock.now(), ended_on=day)
    trail.log("cluster.ended", about=cluster, actor=actor, done_on=day, reason=reason.strip())
    ended = gettext_lazy("{office}ยกเลิกคลัสเตอร์ «{name}» ที่มี{groups}")
    _tell_districts("cluster-ended", ended, cluster, cases, actor)
    advance(*cases)


@transaction.atomic
def answer_no_cluster(case: Case, *, reason: str, done_on: date | None = None, actor: Actor) -> ClusterAnswer:
    """Record that this office has no cluster of its own, and why; the step is closed by that answer.

    `done_on` is the day on the papers; none given means today. The same answer given again is the one that stands
    already.
    """
    require(rules.may_cluster(actor, case.path))
    require(rules.may_be_done_on(done_on))
    if not reason.strip():
        raise Refused(_("ระบุเหตุผลที่ไม่มีการรวมกลุ่มเป็นคลัสเตอร์"))
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)
    said = ClusterAnswer.objects.filter(case=case, reason=reason.strip(), withdrawn_at__isnull=True)
    if (standing := said.first()) is not None:
        return standing
    answer = ClusterAnswer.objects.create(
        case=case,
        reason=reason.strip(),
        made_by=actor.person,
        made_on=done_on or clock.today(),
        made_at=clock.now(),
    )
    trail.log(
        "cluster.none",
        about=answer,
        within=case,
        actor=actor,
        done_on=answer.made_on,
        reason=answer.reason,
    )
    advance(case)
    return answer
