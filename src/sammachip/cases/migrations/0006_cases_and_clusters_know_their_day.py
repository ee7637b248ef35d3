"""Cases and clusters keep the day on the papers beside the moment of recording, so that a report can be of any day."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sammachip.core.thaidate import bangkok_day


def take_the_day_of_recording(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Rows from before have no other day than that of their recording."""
    for name, begin, end in (("Case", "joined_on", "left_on"), ("Cluster", "made_on", "ended_on")):
        model = apps.get_model("cases", name)
        since, until = ("opened_at", "closed_at") if name == "Case" else ("made_at", "ended_at")
        for row in model.objects.all():
            setattr(row, begin, bangkok_day(getattr(row, since)))
            ended = getattr(row, until)
            setattr(row, end, bangkok_day(ended) if ended else None)
            row.save(update_fields=[begin, end])


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_filings_know_what_they_were_shown")]

    operations = [
        migrations.AddField("case", "joined_on", models.DateField("เข้าร่วมเมื่อวันที่", null=True)),
        migrations.AddField("case", "left_on", models.DateField("สิ้นสุดเมื่อวันที่", null=True)),
        migrations.AddField("cluster", "made_on", models.DateField("จัดเมื่อวันที่", null=True)),
        migrations.AddField("cluster", "ended_on", models.DateField("ยกเลิกเมื่อวันที่", null=True)),
        migrations.RunPython(take_the_day_of_recording, migrations.RunPython.noop),
        migrations.AlterField("case", "joined_on", models.DateField("เข้าร่วมเมื่อวันที่")),
        migrations.AlterField("cluster", "made_on", models.DateField("จัดเมื่อวันที่")),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                name="case_closed_says_the_day",
                condition=models.Q(closed_at__isnull=True, left_on__isnull=True)
                | models.Q(closed_at__isnull=False, left_on__isnull=False),
                violation_error_message="งานที่สิ้นสุดแล้วต้องมีวันที่สิ้นสุด",
            ),
        ),
    ]
