"""Who asks for papers that are none: how often of late, so that nobody can go on guessing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MissedCodes(models.Model):
    """How often one address missed since it began to, counted over all processes. `mark` is a keyed digest of the address,
    which itself is kept nowhere."""

    mark = models.CharField(max_length=64)
    since = models.DateTimeField(db_index=True)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mark"],
                name="missed_codes_once_an_address",
                violation_error_message=_("ที่อยู่นี้มีจำนวนครั้งที่ถามรหัสผิดแล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.times} since {self.since}"
