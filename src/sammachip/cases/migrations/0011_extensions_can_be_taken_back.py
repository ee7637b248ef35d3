"""A letter that moved a deadline can be taken back: who did so, when and why stands beside it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_cluster_answers_know_their_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("extension", "taken_back_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "extension",
            "taken_back_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, null=True, related_name="+"
            ),
        ),
        migrations.AddField(
            "extension",
            "taken_back_reason",
            models.CharField("เหตุผลที่ถอน", max_length=300, blank=True),
        ),
        migrations.AddConstraint(
            "extension",
            models.CheckConstraint(
                name="extension_taken_back_says_who_and_why",
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_reason="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_reason="")),
                violation_error_message="การถอนการขยายเวลาต้องระบุผู้ถอนและเหตุผล",
            ),
        ),
    ]
