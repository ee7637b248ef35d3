"""Named lists that a letter hands down: each revision with its letter, and the villages or groups on it."""

import django.db.models.deletion
import sammachip.trail.columns
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0007_offices_count_their_versions"),
        ("records", "0003_sheets_wait_for_answers"),
        ("registry", "0007_groups_have_members"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Roster",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=50)),
                ("title", models.CharField(max_length=300, verbose_name="ชื่อบัญชี")),
                (
                    "of",
                    models.CharField(
                        choices=[("village", "หมู่บ้าน"), ("group", "กลุ่ม")],
                        max_length=7,
                        verbose_name="เป็นบัญชีของ",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="ฉบับที่")),
                ("letter_number", models.CharField(max_length=60, verbose_name="หนังสือที่")),
                ("letter_on", models.DateField(verbose_name="ลงวันที่")),
                ("letter_from", models.CharField(max_length=200, verbose_name="จาก")),
                ("size", models.PositiveIntegerField(verbose_name="จำนวนในบัญชี")),
                ("recorded_at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rosters", to="org.office"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sheet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster",
                        to="records.sheetimport",
                    ),
                ),
            ],
            options={
                "ordering": ["key", "office", "-number"],
            },
        ),
        migrations.CreateModel(
            name="RosterLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8)),
                ("path", sammachip.trail.columns.PathField(max_length=60)),
                ("name", models.CharField(blank=True, max_length=160, verbose_name="ชื่อ")),
                ("name_folded", models.CharField(blank=True, max_length=160)),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster_lines",
                        to="registry.group",
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="registry.roster",
                    ),
                ),
            ],
            options={
                "ordering": ["roster", "code", "name_folded"],
            },
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.UniqueConstraint(
                fields=("key", "office", "number"),
                name="roster_number_once",
                violation_error_message="บัญชีนี้มีฉบับเลขที่นี้แล้ว",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("letter_number", ""), _negated=True),
                    models.Q(("letter_from", ""), _negated=True),
                ),
                name="roster_names_its_letter",
                violation_error_message="บัญชีรายชื่อต้องระบุเลขที่หนังสือและผู้ออกหนังสือ",
            ),
        ),
        migrations.AddIndex(
            model_name="rosterline",
            index=models.Index(fields=["code", "roster"], name="roster_line_of_village"),
        ),
        migrations.AddConstraint(
            model_name="rosterline",
            constraint=models.UniqueConstraint(
                fields=("roster", "code", "name_folded"),
                name="roster_line_once",
                violation_error_message="บัญชีฉบับนี้มีรายการนี้แล้ว",
            ),
        ),
    ]
