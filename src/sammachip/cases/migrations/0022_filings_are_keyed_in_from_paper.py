"""A filing written by hand keeps who wrote the paper, on which day, and a picture of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0021_what_was_sent_can_be_erased"),
        ("records", "0003_sheets_wait_for_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handwritten",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("written_by", models.CharField(max_length=160, verbose_name="ผู้กรอกในกระดาษ")),
                ("written_on", models.DateField(verbose_name="วันที่ในกระดาษ")),
                ("recorded_at", models.DateTimeField()),
                (
                    "filing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="handwritten", to="cases.filing"
                    ),
                ),
                ("recorded_by", models.ForeignKey(on_delete=KEPT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("scan", models.ForeignKey(null=True, on_delete=KEPT, related_name="+", to="records.storedfile")),
            ],
            options={
                "ordering": ["filing"],
                "constraints": [
                    models.CheckConstraint(
                        name="handwritten_names_who_wrote",
                        condition=~models.Q(written_by=""),
                        violation_error_message="แบบที่คีย์จากกระดาษต้องบอกว่าผู้ใดกรอก",
                    )
                ],
            },
        ),
    ]
