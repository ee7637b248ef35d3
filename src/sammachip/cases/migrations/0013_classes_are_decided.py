"""A person decides the class of a line of money: what was proposed, what was decided and why stand side by side."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sammachip.trail.columns

CLASSES = [
    ("remuneration", "ค่าตอบแทน"),
    ("services", "ค่าใช้สอย"),
    ("materials", "ค่าวัสดุ"),
    ("durable", "ค่าครุภัณฑ์"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_proposals_are_decided"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClassDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField("รายการ", max_length=200)),
                ("item_key", models.CharField(max_length=200)),
                ("price_baht", sammachip.trail.columns.BahtField("ราคาต่อหน่วย")),
                ("expense_class", models.CharField("ประเภทที่ตัดสิน", max_length=20, choices=CLASSES)),
                ("proposed", models.CharField("ประเภทที่ระบบเสนอ", max_length=20, choices=CLASSES, blank=True)),
                ("ground", models.CharField("เหตุที่เสนอ", max_length=400)),
                ("source", models.CharField("หลักเกณฑ์", max_length=400, blank=True)),
                ("reason", models.CharField("เหตุผลที่ตัดสิน", max_length=300)),
                ("decided_as", models.CharField("ตำแหน่ง", max_length=160)),
                ("decided_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        "cases.case", django.db.models.deletion.PROTECT, related_name="class_decisions"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, related_name="+"
                    ),
                ),
            ],
            options={
                "ordering": ["case", "-decided_at", "-pk"],
                "indexes": [models.Index(fields=["case", "item_key"], name="class_decision_by_item")],
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(reason=""),
                        name="class_decision_says_why",
                        violation_error_message="การตัดสินประเภทค่าใช้จ่ายต้องมีเหตุผล",
                    )
                ],
            },
        ),
    ]
