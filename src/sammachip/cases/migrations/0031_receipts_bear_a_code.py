from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0030_letters_ask_for_work'),
    ]

    operations = [
        migrations.AddField(
            model_name='receipt',
            name='code',
            field=models.CharField(editable=False, max_length=12, null=True, unique=True),
        ),
    ]
