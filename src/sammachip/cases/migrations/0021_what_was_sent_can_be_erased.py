"""What was sent keeps its digest under a salt, so that what a decided request erases of it cannot be guessed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0020_submissions_tell_what_changed_meanwhile'),
    ]

    operations = [
        migrations.AddField(
            model_name='revision',
            name='erased',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='revision',
            name='salt',
            field=models.CharField(blank=True, max_length=32),
        ),
    ]
