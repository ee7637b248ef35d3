from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('selection', '0001_panels_rounds_sheets_results'),
    ]

    operations = [
        migrations.AddField(
            model_name='roundentry',
            name='tally',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='sheet',
            name='total',
            field=models.PositiveBigIntegerField(null=True),
        ),
    ]
