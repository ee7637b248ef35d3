"""Letters mailed to recipients outside: one after another by the worker, with the PDF, a few times before it is given up."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from sammachip.core.verdict import Stale
from sammachip.records import store
from sammachip.records.dispatch import files_of
from sammachip.records.models import Delivery
from sammachip.trail import clock
from sammachip.trail.thai import in_thai
from sammachip.trail.writes import claim


def mail_next() -> bool:
    """Mail the letter that waits longest; whether there was one. Of two workers one does it.

    A try counts before the mail goes, so that a worker that dies half-way sends no letter without end.
    """
    if not settings.MAIL_FROM:
        return False
    waiting = Delivery.objects.to_mail().filter(line__cancelled_at__isnull=True)
    found = waiting.select_related("line__office", "line__paper__pdf").order_by("mail_tries", "pk").first()
    if found is None:
        return False
    tried = Delivery.objects.filter(pk=found.pk, mail_tries=found.mail_tries, mailed_at__isnull=True)
    try:
        with transaction.atomic():
            claim(tried, mail_tries=found.mail_tries + 1)
    except Stale:
        return True
    message(found).send()
    Delivery.objects.filter(pk=found.pk).update(mailed_at=clock.now())
    return True


@in_thai
def message(delivery: Delivery) -> EmailMessage:
    """The letter as it goes out: who sends it, what it is, and its files as they are kept."""
    line = delivery.line
    words = _("เรียน {to}\n\n{office} ส่งหนังสือที่ {number} เรื่อง {subject} ตามไฟล์แนบ\n\n{phone}")
    phone = _("โทรศัพท์ {phone}").format(phone=line.office.phone) if line.office.phone else ""
    made = EmailMessage(
        subject=_("หนังสือที่ {number} {subject}").format(number=line.number, subject=line.subject),
        body=words.format(
            to=delivery.to_name,
            office=line.office.name,
            number=line.number,
            subject=line.subject,
            phone=phone,
        ).strip(),
        from_email=settings.MAIL_FROM,
        to=[delivery.email],
    )
    for file in files_of(line):
        made.attach(file.name, store.fetch(file.shown_digest or file.digest), file.content_type)
    return made
