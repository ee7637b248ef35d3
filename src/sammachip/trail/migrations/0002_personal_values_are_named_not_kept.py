from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('trail', '0001_events_and_notices'),
    ]

    operations = [
        migrations.DeleteModel(
            name='PersonalValue',
        ),
    ]
