"""The roll of a group: who belongs to it, by number and name."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0006_other_agencies_support_groups"),
    ]

    operations = [
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=200)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("number", models.CharField(blank=True, max_length=20, verbose_name="เลขที่สมาชิก")),
                (
                    "name",
                    models.CharField(
                        error_messages={"blank": "ยังไม่ได้ระบุชื่อ-สกุล"}, max_length=160, verbose_name="ชื่อ-สกุล"
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="เป็นสมาชิกตั้งแต่วันที่")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="โทรศัพท์")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="registry.group",
                    ),
                ),
            ],
            options={
                "verbose_name": "สมาชิก",
                "verbose_name_plural": "สมาชิก",
                "ordering": ["group", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("group", "key"),
                        name="member_once_in_group",
                        violation_error_message="กลุ่มนี้มีสมาชิกชื่อนี้แล้ว — ถ้าเป็นคนละคน ให้ระบุเลขที่สมาชิก",
                    )
                ],
            },
        ),
    ]
