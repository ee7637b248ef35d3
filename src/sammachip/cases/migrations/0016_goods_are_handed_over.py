"""What is handed over to a group is kept line by line, with what each later visit found of it."""

import django.db.models.deletion
from django.db import migrations, models

FOUND = [("in_use", "ใช้งานอยู่"), ("stored", "เก็บไว้"), ("broken", "ชำรุด"), ("not_found", "ไม่พบ")]
KEPT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_collectors_send_submissions")]

    operations = [
        migrations.CreateModel(
            name="Good",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField("รายการ", max_length=200)),
                ("quantity", models.DecimalField("จำนวน", max_digits=12, decimal_places=2)),
                ("unit", models.CharField("หน่วย", max_length=40, blank=True)),
                ("handed_on", models.DateField("วันที่ส่งมอบ")),
                ("ended_at", models.DateTimeField(null=True)),
                ("case", models.ForeignKey("cases.case", KEPT, related_name="goods")),
                ("filing", models.ForeignKey("cases.filing", KEPT, related_name="goods")),
            ],
            options={
                "ordering": ["case", "handed_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(quantity__gt=0),
                        name="good_is_some",
                        violation_error_message="จำนวนที่ส่งมอบต้องมากกว่าศูนย์",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GoodCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("found", models.CharField("พบว่า", max_length=10, choices=FOUND)),
                ("remark", models.CharField("หมายเหตุ", max_length=300, blank=True)),
                ("checked_on", models.DateField()),
                ("filing", models.ForeignKey("cases.filing", KEPT, related_name="good_checks")),
                ("good", models.ForeignKey("cases.good", KEPT, related_name="checks")),
            ],
            options={
                "ordering": ["good", "-checked_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("good", "filing"),
                        name="good_checked_once_a_visit",
                        violation_error_message="การติดตามครั้งนี้บันทึกพัสดุรายการนี้แล้ว",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(found__in=["in_use", "stored", "broken", "not_found"]),
                        name="good_check_known",
                        violation_error_message="ผลการตรวจพัสดุต้องเป็นค่าที่ระบบรู้จัก",
                    ),
                ],
            },
        ),
    ]
