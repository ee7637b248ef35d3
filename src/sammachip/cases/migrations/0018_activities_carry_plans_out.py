"""An activity says which lines of the plan it carried out."""

import django.db.models.deletion
from django.db import migrations, models

KEPT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_goods_name_what_was_bought")]

    operations = [
        migrations.CreateModel(
            name="PlanWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("done_on", models.DateField("วันที่ดำเนินการ")),
                ("filing", models.ForeignKey("cases.filing", KEPT, related_name="plan_works")),
                ("line", models.ForeignKey("cases.planline", KEPT, related_name="works")),
            ],
            options={
                "ordering": ["line", "done_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("line", "filing"),
                        name="plan_line_once_an_activity",
                        violation_error_message="กิจกรรมนี้ระบุรายการตามแผนรายการนี้แล้ว",
                    )
                ],
            },
        ),
    ]
