"""Superiors advise on what was sent: their words lie below it, one row each, and are never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_classes_are_decided"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Advice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("words", models.CharField("คำแนะนำ", max_length=2000)),
                ("name", models.CharField("ผู้ให้คำแนะนำ", max_length=160)),
                ("title", models.CharField("ตำแหน่ง", max_length=200)),
                ("given_on", models.DateField("วันที่ให้คำแนะนำ")),
                ("recorded_at", models.DateTimeField()),
                (
                    "filing",
                    models.ForeignKey("cases.filing", django.db.models.deletion.PROTECT, related_name="advice"),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, related_name="+"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey("org.office", django.db.models.deletion.PROTECT, related_name="+"),
                ),
            ],
            options={
                "ordering": ["filing", "recorded_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(words=""),
                        name="advice_says_something",
                        violation_error_message="เขียนคำแนะนำก่อนบันทึก",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(revision__gt=0),
                        name="advice_is_on_what_was_sent",
                        violation_error_message="ให้คำแนะนำได้เมื่อส่งแล้ว",
                    ),
                ],
            },
        ),
    ]
