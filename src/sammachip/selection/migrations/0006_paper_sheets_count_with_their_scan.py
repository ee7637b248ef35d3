"""A sheet that was given on paper counts only with its scan."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("selection", "0004_results_are_published_whole")]

    operations = [
        migrations.AddConstraint(
            model_name="sheet",
            constraint=models.CheckConstraint(
                name="sheet_on_paper_counts_with_its_scan",
                condition=Q(keyed_by__isnull=True) | Q(sealed_at__isnull=True) | Q(scan__isnull=False),
                violation_error_message="ใบคะแนนกระดาษที่ปิดผนึกต้องมีภาพหรือไฟล์ PDF ของกระดาษ",
            ),
        ),
    ]
