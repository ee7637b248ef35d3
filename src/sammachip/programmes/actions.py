"""Publishing the law, and setting terms inside it."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sammachip.core.verdict import Refused, require
from sammachip.org.hats import Actor
from sammachip.org.models import Office
from sammachip.programmes import packfile
from sammachip.programmes.models import Edition, Programme, Terms
from sammachip.programmes.rules import may_publish, may_set_terms
from sammachip.trail import actions as trail
from sammachip.trail import clock


@transaction.atomic
def publish(text: str, *, filename: str, actor: Actor) -> Edition:
    """Freeze a pack as the next edition of its programme.

    Raises packfile.PackErrors with every problem and its line, Refused when this very text is published already.
    """
    require(may_publish(actor))
    pack = packfile.read(text, filename=filename)
    digest = packfile.digest(pack.source)
    programme, _made = Programme.objects.get_or_create(code=pack.code, defaults={"owner": actor.office})
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
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


@transaction.atomic
def set_terms(
    edition: Edition,
    office: Office,
    content: dict[str, object],
    *,
    letter_number: str,
    letter_on: date,
    reason: str,
    actor: Actor,
) -> Terms:
    """Record what this office's letter sets for itself and the offices below; the version before it stays."""
    require(may_set_terms(actor, office))
    Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    last = Terms.objects.filter(edition=edition, office=office).aggregate(last=Max("version"))["last"] or 0
    terms = Terms.objects.create(
        edition=edition,
        office=office,
        version=last + 1,
        content=trail.plain(content),
        letter_number=letter_number,
        letter_on=letter_on,
        reason=reason,
        made_at=clock.now(),
        made_by=actor.person,
    )
    trail.log("terms.set", about=terms, within=edition, actor=actor, content=content, letter=letter_number)
    return terms
