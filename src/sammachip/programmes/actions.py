"""Publishing the law, and setting terms inside it."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused, Stale, require
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.org.rules import may_be_done_on
from sammachip.programmes import packfile
from sammachip.programmes.models import Edition, Programme, Terms
from sammachip.programmes.pack import ANYONE, Pack
from sammachip.programmes.queries import FOR_ALL
from sammachip.programmes.rules import may_publish, may_publish_next, may_set_terms
from sammachip.trail import actions as trail
from sammachip.trail import clock

_on_terms_set: list[Callable[[Edition, Office], None]] = []


@transaction.atomic
def publish(text: str, *, filename: str, actor: Actor) -> Edition:
    """Freeze a pack as the next edition of its programme.

    Raises packfile.PackErrors with every problem and its line, Refused when this very text is published already, or the
    programme is another office's.
    """
    require(may_publish(actor))
    pack = packfile.read(text, filename=filename)
    packfile.refuse(text, _terms_of_nobody(pack), filename=filename)
    digest = packfile.digest(pack.source)
    programme, _made = Programme.objects.get_or_create(code=pack.code, defaults={"owner": actor.office})
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    require(may_publish_next(actor, programme.owner))
    if same := programme.editions.filter(digest=digest).first():
        raise Refused(_("เนื้อหานี้ประกาศใช้แล้วเป็นฉบับที่ {n} — แก้ไขเนื้อหาก่อนประกาศฉบับใหม่").format(n=same.number))
    last = programme.editions.aggregate(last=Max("number"))["last"] or 0
    edition = Edition.objects.create(
        programme=programme,
        number=last + 1,
        title=pack.title,
        fiscal_year=pack.fiscal_year,
        source=text,
        digest=digest,
        published_at=clock.now(),
        published_by=actor.person,
    )
    trail.log(
        "edition.published", about=edition, actor=actor, code=pack.code, number=edition.number, digest=digest
    )
    return edition


def _terms_of_nobody(pack: Pack) -> list[tuple[str, str, str]]:
    """Terms under a code that no office has: they would hold nowhere. Which codes there are, the file alone cannot say."""
    codes = pack.terms.keys() - {FOR_ALL}
    known = set(Office.objects.filter(code__in=codes).values_list("code", flat=True))
    fix = "ใช้รหัสจังหวัด 2 หลัก หรืออำเภอ 4 หลัก ที่มีอยู่จริง"
    return [(f"terms.{code}", f"ไม่มีหน่วยงานรหัส '{code}'", fix) for code in sorted(codes - known)]


@transaction.atomic
def set_terms(
    edition: Edition,
    office: Office,
    content: Mapping[str, object],
    *,
    letter_number: str,
    letter_on: date,
    reason: str,
    seen: int | None = None,
    actor: Actor,
) -> Terms:
    """Record what this office's letter sets for itself and the offices below: all of it, in place of the version before.

    `content` may hold `unit_cost`, `report_to` and `due` (by stage and role, an instant or a whole day). The version
    before stays as history. Raises Stale when that is no longer version `seen`, where one is given.
    """
    require(may_set_terms(actor, office))
    _require_letter(letter_number, letter_on, reason)
    _require_sound(edition, content)
    Programme.objects.select_for_update(no_key=True).get(pk=edition.programme_id)
    terms = Terms.objects.create(
        programme=edition.programme,
        edition=edition,
        office=office,
        version=_last_version(edition.programme, office, seen) + 1,
        content=trail.plain(dict(content)),
        letter_number=letter_number.strip(),
        letter_on=letter_on,
        reason=reason.strip(),
        made_at=clock.now(),
        made_by=actor.person,
    )
    trail.log(
        "terms.set", about=terms, within=edition, actor=actor, content=dict(content), letter=letter_number
    )
    for act in _on_terms_set:
        act(edition, office)
    return terms


def _last_version(programme: Programme, office: Office, seen: int | None) -> int:
    """The number of the office's newest terms, 0 before its first. Raises Stale when that is not `seen`."""
    versions = Terms.objects.filter(programme=programme, office=office)
    last: int = versions.aggregate(last=Max("version"))["last"] or 0
    if seen is not None and seen != last:
        raise Stale(
            _("ข้อกำหนดของ{office}มีฉบับที่ {last} แล้ว — เปิดดูฉบับล่าสุดก่อนบันทึกอีกครั้ง").format(
                office=office.short_name, last=last
            )
        )
    return last


def when_terms_set(act: Callable[[Edition, Office], None]) -> None:
    """Let a higher room act in the same transaction when terms change (cases bring their due dates up to date)."""
    _on_terms_set.append(act)


def _require_letter(letter_number: str, letter_on: date, reason: str) -> None:
    if not letter_number.strip() or not reason.strip():
        raise Refused(_("ข้อกำหนดของหน่วยงานต้องมีเลขที่หนังสือและเหตุผล"))
    require(may_be_done_on(letter_on))


def _require_sound(edition: Edition, content: Mapping[str, object]) -> None:
    """The unit cost is money, and every day set is that of a role with a part in a stage of the edition."""
    unit_cost = content.get("unit_cost")
    if unit_cost is not None and Decimal(str(unit_cost)) <= 0:
        raise Refused(_("อัตราต่อกลุ่มต้องมากกว่าศูนย์ แต่ระบุ {cost} บาท").format(cost=unit_cost))
    stages = {stage.key: stage for stage in edition.pack.stages}
    due = content.get("due") or {}
    assert isinstance(due, Mapping)
    for key, by_role in due.items():
        stage = stages.get(key)
        for role in by_role:
            if stage is None or role not in (ANYONE, *stage.roles):
                raise Refused(
                    _("กำหนดส่งของขั้นตอน {stage} บทบาท {role} ไม่มีในโครงการนี้ — เลือกจากขั้นตอนของโครงการ").format(
                        stage=key, role=role
                    )
                )
