"""What the API remembers of its callers: the answers it gave, so that the same request sent twice has one effect."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sammachip.org.models import ApiToken


class Receipt(models.Model):
    """The answer one token got for one Idempotency-Key; `digest` is of the request it was given for."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="receipts")
    key = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["token", "key"],
                name="receipt_once",
                violation_error_message=_("คำขอที่มีเลขนี้ทำไปแล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.status}"
