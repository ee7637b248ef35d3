from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('trail', '0002_personal_values_are_named_not_kept'),
    ]

    operations = [
        migrations.CreateModel(
            name='TakenForm',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('led_to', models.TextField()),
                ('taken_at', models.DateTimeField(db_index=True)),
            ],
        ),
    ]
