"""Files given with a filing beside its answers: a clip, a plan as a document, a picture."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sammachip.cases.models.filings import Filing
from sammachip.org.hats import Actor
from sammachip.org.models import Person
from sammachip.records.models import StoredFile


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, actor: Actor) -> "AttachmentQuerySet":
        return self.filter(filing__in=Filing.objects.visible_to(actor))

    def standing(self) -> "AttachmentQuerySet":
        """Those that are given now; one that was sent and then taken out stays readable under what was sent."""
        return self.filter(removed_at__isnull=True)


class Attachment(models.Model):
    """A file given for one of the places that the stage keeps for files (`key` names the place).

    `removed_at`: taken out of the draft after it had been sent with it, so that the revision sent keeps its file.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="attachments")
    key = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    position = models.PositiveSmallIntegerField(default=1)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["filing", "key", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "key", "position"],
                name="attachment_place_once",
                violation_error_message=_("มีไฟล์แนบลำดับนี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return str(self.file)
