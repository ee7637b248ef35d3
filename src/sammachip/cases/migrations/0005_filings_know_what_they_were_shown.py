from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_tasks_know_they_began'),
    ]

    operations = [
        migrations.AddField(
            model_name='filing',
            name='registry_version',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
