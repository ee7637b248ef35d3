"""What lets somebody in who has no password at hand: a reset code, a program's token."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sammachip.org.models.people import Person

if TYPE_CHECKING:
    from sammachip.org.hats import Actor


class ResetCode(models.Model):
    """A one-time word with which a person sets a new password; an officer hands it over, no e-mail needed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reset_codes")
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%Y-%m-%d}"


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, actor: "Actor") -> "ApiTokenQuerySet":
        """One's own only: a token is a person acting, and nobody lists how another may act."""
        return self.filter(person=actor.person)

    def newest_first(self) -> "ApiTokenQuerySet":
        return self.order_by("-made_at", "-pk")


class ApiToken(models.Model):
    """A key with which a program acts as one person under one hat, until a day. Only its digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="api_tokens")
    hat_key = models.CharField(max_length=40)
    name = models.CharField(_("ใช้กับโปรแกรม"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(_("ใช้ได้ถึง"))
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["person", "-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="api_token_ends_after_it_is_made",
                condition=Q(ends_at__gt=F("made_at")),
                violation_error_message=_("วันหมดอายุของโทเคนต้องหลังวันที่ออก"),
            )
        ]

    def __str__(self) -> str:
        return self.name
