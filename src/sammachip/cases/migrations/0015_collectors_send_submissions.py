"""What collectors on a phone send is kept as it came, until a draft is made of it or a person puts it aside."""

import django.db.models.deletion
import sammachip.trail.columns
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_superiors_advise"),
        ("org", "0007_offices_count_their_versions"),
        ("records", "0002_pictures_found_by_what_they_show"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("instance_id", models.CharField(max_length=200)),
                ("programme_code", models.CharField(blank=True, max_length=120)),
                ("form", models.CharField(max_length=120, verbose_name="แบบฟอร์ม")),
                ("version", models.CharField(blank=True, max_length=120)),
                ("content", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "รอเลือกงาน"),
                            ("placed", "เป็นฉบับร่างแล้ว"),
                            ("aside", "เก็บไว้ไม่ใช้"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=600, verbose_name="เหตุที่ยังไม่เป็นฉบับร่าง")),
                ("remarks", models.CharField(blank=True, max_length=2000, verbose_name="ส่วนที่รับไม่ได้")),
                ("path", sammachip.trail.columns.PathField(db_index=True, max_length=60)),
                ("sent_as", models.CharField(max_length=200)),
                ("received_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="เหตุผลที่เก็บไว้ไม่ใช้")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="cases.filing",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.office"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-received_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SubmissionFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="records.storedfile",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="cases.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["submission", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                fields=("office", "instance_id"),
                name="submission_once",
                violation_error_message="ข้อมูลจากแอปชุดนี้รับไว้แล้ว",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("filing__isnull", False), ("state", "placed")),
                    models.Q(models.Q(("state", "placed"), _negated=True), ("filing__isnull", True)),
                    _connector="OR",
                ),
                name="submission_placed_has_filing",
                violation_error_message="ข้อมูลจากแอปที่เป็นฉบับร่างแล้วต้องระบุฉบับร่าง",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "aside"), _negated=True),
                    models.Q(models.Q(("reason", ""), _negated=True), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="submission_aside_says_why_and_who",
                violation_error_message="การเก็บไว้ไม่ใช้ต้องระบุเหตุผลและผู้ตัดสินใจ",
            ),
        ),
        migrations.AddConstraint(
            model_name="submissionfile",
            constraint=models.UniqueConstraint(
                fields=("submission", "name"),
                name="submission_file_once",
                violation_error_message="ภาพชื่อนี้ของข้อมูลชุดนี้รับไว้แล้ว",
            ),
        ),
    ]
