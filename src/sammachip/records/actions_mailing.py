"""Letters mailed to recipients outside: one after another by the worker, with the PDF, a few times before it is given up."""

from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sammachip.core.verdict import Stale
from sammachip.records import store
from sammachip.records.dispatch import files_of
from sammachip.records.models import MAIL_AFTER, Delivery
from sammachip.trail import actions as trail
from sammachip.trail import clock
from sammachip.trail.thai import in_thai
from sammachip.trail.writes import claim

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # a lazy text, which only the type stubs tell from others

REFUSED, TOO_LARGE = 500, 552
"""Codes of mail from the first on say never, those below say not now."""
MOST_MB = 25
"""What goes along with one mail: more few servers take, and a mail being made is whole in memory, a few times over."""
_FAILED = gettext_lazy(
    "ส่งอีเมลหนังสือที่ {number} ถึง {to} ({email}) ไม่สำเร็จ — ตรวจอีเมล แล้วส่งอีกครั้งในหน้าส่งหนังสือ หรือส่งทางอื่น"
)
_TOO_HEAVY = gettext_lazy(
    "ไฟล์ของหนังสือที่ {number} รวม {size} MB เกิน {most} MB ที่ส่งทางอีเมลได้ จึงไม่ได้ส่งถึง {to} ({email}) — ส่งทางอื่น"
)


def mail_waiting() -> None:
    """Mail all that is due, one after another. A fault ends it until the job comes again: a server that rests is not asked for
    each of a thousand recipients in one breath."""
    while mail_next():
        pass


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
    if (weight := sum(file.size for file in files_of(found.line))) > MOST_MB << 20:
        _give_up(found, _TOO_HEAVY, size=f"{weight / 1048576:.1f}", most=MOST_MB)
        return True
    try:
        message(found).send()
    except Exception as fault:
        if found.mail_tries + 1 >= len(MAIL_AFTER) or _is_for_good(fault):
            _give_up(found, _FAILED)
        raise
    Delivery.objects.filter(pk=found.pk).update(mailed_at=clock.now())
    return True


def _is_for_good(fault: Exception) -> bool:
    """Whether the other end says that this mail will never be taken; a log-in or a sender refused may be mended."""
    match fault:
        case SMTPRecipientsRefused():
            return all(code >= REFUSED for code, _said in fault.recipients.values())
        case SMTPDataError():
            return fault.smtp_code >= REFUSED
        case SMTPSenderRefused():
            return fault.smtp_code == TOO_LARGE
    return False


@transaction.atomic
def _give_up(delivery: Delivery, said: "_StrPromise", **more: object) -> None:
    """Try no more, and tell who sent the letter."""
    Delivery.objects.filter(pk=delivery.pk).update(mail_tries=len(MAIL_AFTER))
    line = delivery.line
    trail.notify(
        "letter-unmailed",
        to=[delivery.sent_by_id] if delivery.sent_by_id else [],
        text=format_lazy(said, number=line.number, to=delivery.to_name, email=delivery.email, **more),
        url=reverse("web:letter-dispatch", args=[line.pk]),
    )


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
        headers={"Message-ID": _name_of(delivery)},
    )
    for file in files_of(line):
        made.attach(file.name, store.fetch(file.shown_digest or file.digest), file.content_type)
    return made


def _name_of(delivery: Delivery) -> str:
    """One name for every try: a mailbox that took it, though nobody heard so, knows the second for the first."""
    sent = delivery.sent_at.strftime("%Y%m%d%H%M%S")
    return f"<letter.{delivery.line_id}.{delivery.pk}.{sent}@{parseaddr(settings.MAIL_FROM)[1].rpartition('@')[2]}>"
