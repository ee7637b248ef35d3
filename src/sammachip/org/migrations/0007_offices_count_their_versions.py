from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0006_powers_can_be_withdrawn")]

    operations = [
        migrations.AddField(
            model_name="office",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
