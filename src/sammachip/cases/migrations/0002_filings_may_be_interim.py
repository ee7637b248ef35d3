from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0001_cases_tasks_filings'),
    ]

    operations = [
        migrations.AddField(
            model_name='filing',
            name='interim',
            field=models.BooleanField(default=False, verbose_name='ฉบับระหว่างทาง'),
        ),
    ]
