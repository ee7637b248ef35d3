"""Where groups live: villages under their official codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sammachip.org.models import Area


class Village(models.Model):
    """One หมู่บ้าน under its eight-digit code: the sub-district's six and the moo's two."""

    code = models.CharField(max_length=8, primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="villages")
    moo = models.PositiveSmallIntegerField(_("หมู่ที่"))
    name = models.CharField(_("บ้าน"), max_length=80)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return _("บ้าน{name} หมู่ที่ {moo}").format(name=self.name, moo=self.moo)

    @property
    def full_name(self) -> str:
        """With its sub-district and district in the official words; asks for `area__parent`."""
        over = [self.area, *([self.area.parent] if self.area.parent else [])]
        return " ".join([str(self), *(one.full_name for one in over)])
