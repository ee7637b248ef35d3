from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_tasks_name_their_quarter'),
    ]

    operations = [
        migrations.AddField(
            model_name='task',
            name='begun',
            field=models.BooleanField(default=False),
        ),
    ]
