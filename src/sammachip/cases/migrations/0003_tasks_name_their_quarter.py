from django.db import migrations, models


class Migration(migrations.Migration):
    """The name of a quarter in Thai is longer than twelve letters."""

    dependencies = [("cases", "0002_filings_may_be_interim")]

    operations = [
        migrations.AlterField(
            model_name="task",
            name="period",
            field=models.CharField(blank=True, max_length=40),
        ),
    ]
