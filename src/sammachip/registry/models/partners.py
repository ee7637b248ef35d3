"""Organisations that advise or support an office."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sammachip.trail.columns import PathField


class Partner(models.Model):
    """A partner organisation that advises or supports at one office."""

    path = PathField(db_index=True)
    name = models.CharField(_("ชื่อภาคี"), max_length=200)
    kind = models.CharField(_("ประเภท"), max_length=60)
    part = models.CharField(_("บทบาท"), max_length=120)
    contact = models.CharField(_("ผู้ประสานงาน"), max_length=160, blank=True)
    source = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["path", "name", "pk"]

    def __str__(self) -> str:
        return self.name
