import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0025_cases_say_why_they_ended'),
        ('org', '0007_offices_count_their_versions'),
        ('programmes', '0002_terms_hold_for_a_programme'),
    ]

    operations = [
        migrations.AddField(
            model_name='task',
            name='sent_late',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='เลขรับ')),
                ('revision', models.PositiveIntegerField()),
                ('hop', models.PositiveSmallIntegerField()),
                ('received_at', models.DateTimeField()),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='cases.filing')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='programmes.programme')),
            ],
            options={
                'ordering': ['programme', 'year', 'number'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'year', 'number'), name='receipt_number_once', violation_error_message='เลขรับนี้ใช้แล้วในโครงการและปีนี้'), models.UniqueConstraint(fields=('filing', 'revision', 'hop'), name='receipt_once_a_hop', violation_error_message='ขั้นนี้ออกใบรับของฉบับนี้แล้ว')],
            },
        ),
    ]
