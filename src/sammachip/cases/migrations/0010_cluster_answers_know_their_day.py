"""The answer that an office has no cluster keeps the day on the papers beside the moment of recording."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sammachip.core.thaidate import bangkok_day


def take_the_day_of_recording(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Answers from before have no other day than that of their recording."""
    for answer in apps.get_model("cases", "ClusterAnswer").objects.all():
        answer.made_on = bangkok_day(answer.made_at)
        answer.save(update_fields=["made_on"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_cases_follow_an_edition")]

    operations = [
        migrations.AddField("clusteranswer", "made_on", models.DateField("พิจารณาเมื่อวันที่", null=True)),
        migrations.RunPython(take_the_day_of_recording, migrations.RunPython.noop),
        migrations.AlterField("clusteranswer", "made_on", models.DateField("พิจารณาเมื่อวันที่")),
    ]
