"""A cost names the line of the plan that it pays for; costs written before name none."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_activities_carry_plans_out"),
        ("money", "0003_registers_hold_for_a_programme"),
    ]

    operations = [
        migrations.AddField(
            "spendingline",
            "plan_line",
            models.ForeignKey(
                "cases.planline", django.db.models.deletion.PROTECT, null=True, blank=True, related_name="costs"
            ),
        )
    ]
