"""Tokens of programs: what a key reads as, and who acts with it today."""

import hashlib
import secrets
from datetime import datetime

from django.utils.translation import gettext as _

from sammachip.core.verdict import YES, Verdict
from sammachip.org.hats import Actor, actor_under
from sammachip.org.models import ApiToken
from sammachip.trail import clock

PREFIX = "smc_"
"""Every key begins so, that a key left in a file can be found by a search."""
KEY_BYTES = 32
LONGEST_KEY = 100


def new_key() -> str:
    return PREFIX + secrets.token_urlsafe(KEY_BYTES)


def digest_of(key: str) -> str:
    """What is kept of a key. It is random and long, so a plain hash cannot be guessed back."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()


def find(key: str) -> ApiToken | None:
    """The token of this key, whether or not it may still be used."""
    if len(key) > LONGEST_KEY:
        return None
    return ApiToken.objects.select_related("person").filter(digest=digest_of(key)).first()


def actor_of(token: ApiToken) -> Actor | Verdict:
    """Whoever acts with this token now: its person under its own hat as of today, never another; or why nobody does."""
    if not (verdict := stands(token, clock.now())):
        return verdict
    return actor_under(token.person, token.hat_key, clock.today()) or Verdict(
        _("ตำแหน่งที่โทเคนนี้ใช้สิ้นสุดแล้ว — ออกโทเคนใหม่ในตำแหน่งปัจจุบัน"), "token-hat-gone"
    )


def stands(token: ApiToken, moment: datetime) -> Verdict:
    """Whether the token itself may be used, whatever its hat."""
    if token.revoked_at is not None:
        return Verdict(_("โทเคนนี้ถูกยกเลิกแล้ว — ออกโทเคนใหม่จากหน้าโทเคนของฉัน"), "token-revoked")
    if token.ends_at <= moment:
        return Verdict(_("โทเคนนี้หมดอายุแล้ว — ออกโทเคนใหม่จากหน้าโทเคนของฉัน"), "token-ended")
    if not token.person.is_active:
        return Verdict(_("บัญชีของเจ้าของโทเคนถูกระงับ — แจ้งผู้ดูแลบัญชี"), "account-suspended")
    if token.person.must_change_password:
        return Verdict(_("เจ้าของโทเคนต้องตั้งรหัสผ่านใหม่ก่อน — เข้าสู่ระบบทางหน้าเว็บ"), "password-first")
    return YES
