"""How rows change: by compare-and-set, so that the slower of two never overwrites the faster unseen."""

from typing import Any

from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from sammachip.core.verdict import Stale


def claim(rows: models.QuerySet[Any, Any], **changes: object) -> None:  # any model's rows
    """Change exactly the one row that still is as the caller saw it. Raises Stale when none is."""
    if rows.update(**changes) != 1:
        raise Stale(_("มีผู้บันทึกรายการนี้ไปก่อนแล้ว — เปิดดูฉบับล่าสุดก่อนบันทึกอีกครั้ง"))


DOUBLE = ("23505", "SQLITE_CONSTRAINT_UNIQUE")  # what PostgreSQL and SQLite call it


def is_double(error: IntegrityError) -> bool:
    """Whether a row was refused because another stands in its place: two asked for the same at once."""
    cause = error.__cause__
    return (getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None)) in DOUBLE


def said_at_once() -> str:
    return _("มีผู้บันทึกรายการเดียวกันนี้ไปก่อนแล้วในเวลาเดียวกัน — เปิดดูรายการที่บันทึกไว้ก่อนทำต่อ")
