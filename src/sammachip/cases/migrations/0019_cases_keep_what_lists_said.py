"""A group's case keeps which revision of a named list said what when the group was taken in."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_activities_carry_plans_out"),
        ("registry", "0008_rosters_are_handed_down"),
    ]

    operations = [
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("listed", models.BooleanField(verbose_name="อยู่ในบัญชี")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="listings", to="cases.case"
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="registry.roster",
                    ),
                ),
            ],
            options={
                "ordering": ["case", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "roster"),
                        name="listing_once",
                        violation_error_message="บันทึกผลของบัญชีฉบับนี้ไว้กับงานนี้แล้ว",
                    )
                ],
            },
        ),
    ]
