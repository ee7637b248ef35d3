"""What groups make for their people beside income: work as it was counted, and welfare as it was paid."""

import django.db.models.deletion
import sammachip.trail.columns
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0009_people_allow_and_ask"),
    ]

    operations = [
        migrations.CreateModel(
            name="Jobs",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "moment",
                    models.CharField(choices=[("before", "ก่อนพัฒนา"), ("after", "หลังพัฒนา")], max_length=10),
                ),
                ("persons", models.PositiveIntegerField(verbose_name="ผู้มีงานทำ (คน)")),
                (
                    "new_persons",
                    models.PositiveIntegerField(null=True, verbose_name="ในจำนวนนี้เป็นงานใหม่ (คน)"),
                ),
                ("as_of", models.DateField()),
                ("method", models.CharField(blank=True, max_length=120)),
                ("source", models.CharField(max_length=60)),
                ("recorded_at", models.DateTimeField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to="registry.group"
                    ),
                ),
            ],
            options={
                "ordering": ["group", "moment", "-as_of", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("new_persons__isnull", True),
                            ("new_persons__lte", models.F("persons")),
                            _connector="OR",
                        ),
                        name="jobs_new_within_all",
                        violation_error_message="ผู้มีงานใหม่ต้องไม่เกินผู้มีงานทำทั้งหมด",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Welfare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("birth", "เกิด"),
                            ("sickness", "เจ็บป่วย"),
                            ("age", "ผู้สูงอายุ"),
                            ("death", "เสียชีวิต"),
                            ("schooling", "ทุนการศึกษา"),
                            ("other", "อื่น ๆ"),
                        ],
                        max_length=10,
                        verbose_name="ประเภทสวัสดิการ",
                    ),
                ),
                ("amount_baht", sammachip.trail.columns.BahtField(verbose_name="จ่ายสวัสดิการ (บาท)")),
                ("persons", models.PositiveIntegerField(null=True, verbose_name="ผู้ได้รับ (คน)")),
                ("as_of", models.DateField()),
                ("source", models.CharField(max_length=60)),
                ("recorded_at", models.DateTimeField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="welfare",
                        to="registry.group",
                    ),
                ),
            ],
            options={
                "ordering": ["group", "-as_of", "kind", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_baht__gte", 0)),
                        name="welfare_not_negative",
                        violation_error_message="เงินสวัสดิการต้องไม่ติดลบ",
                    )
                ],
            },
        ),
    ]
