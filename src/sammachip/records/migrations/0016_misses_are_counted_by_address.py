from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0015_readings_are_set_aside'),
    ]

    operations = [
        migrations.CreateModel(
            name='MissedCodes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=64)),
                ('since', models.DateTimeField(db_index=True)),
                ('times', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('mark',), name='missed_codes_once_an_address', violation_error_message='ที่อยู่นี้มีจำนวนครั้งที่ถามรหัสผิดแล้ว')],
            },
        ),
    ]
