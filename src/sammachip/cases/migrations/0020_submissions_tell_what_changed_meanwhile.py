"""A submission written away from the house names the fields that others changed while it was written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_cases_keep_what_lists_said")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="meanwhile",
            field=models.JSONField(default=dict),
        ),
    ]
