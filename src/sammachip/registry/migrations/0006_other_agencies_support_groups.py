"""Lists of other agencies' support: which group got what from whose budget in which year."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import sammachip.trail.columns


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_pictures_found_by_what_they_show"),
        ("registry", "0005_groups_have_lists_and_a_life"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency", models.CharField("หน่วยงานที่สนับสนุน", max_length=200)),
                ("fiscal_year", models.PositiveSmallIntegerField("ปีงบประมาณ")),
                ("item", models.CharField("รายการ/กิจกรรม", max_length=200)),
                ("amount_baht", sammachip.trail.columns.BahtField("จำนวนเงิน (บาท)", null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "group",
                    models.ForeignKey(
                        "registry.group", django.db.models.deletion.PROTECT, related_name="supports"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        "records.sheetimport", django.db.models.deletion.PROTECT, related_name="supports"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, related_name="+"
                    ),
                ),
            ],
            options={
                "ordering": ["group", "fiscal_year", "pk"],
                "indexes": [models.Index(fields=["group", "fiscal_year"], name="support_by_group_and_year")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(amount_baht__isnull=True) | Q(amount_baht__gte=0),
                        name="support_not_negative",
                        violation_error_message="จำนวนเงินที่หน่วยงานอื่นสนับสนุนต้องไม่ติดลบ",
                    ),
                    models.CheckConstraint(
                        condition=~Q(agency="") & ~Q(item=""),
                        name="support_says_who_and_what",
                        violation_error_message="การสนับสนุนจากหน่วยงานอื่นต้องระบุหน่วยงานและรายการ",
                    ),
                ],
            },
        ),
    ]
