"""How rows change: by compare-and-set, so that the slower of two never overwrites the faster unseen."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from sammachip.core.verdict import Stale


def claim(rows: models.QuerySet[Any, Any], **changes: object) -> None:  # any model's rows
    """Change exactly the one row that still is as the caller saw it. Raises Stale when none is."""
    if rows.update(**changes) != 1:
        raise Stale(_("มีผู้บันทึกรายการนี้ไปก่อนแล้ว — เปิดดูฉบับล่าสุดก่อนบันทึกอีกครั้ง"))
