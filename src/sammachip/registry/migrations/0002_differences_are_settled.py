import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0001_groups_and_facts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Difference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=60)),
                ('said', models.JSONField()),
                ('shown', models.JSONField(null=True)),
                ('shown_version', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=60)),
                ('said_on', models.DateField()),
                ('asked_at', models.DateTimeField()),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.fact')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='differences', to='registry.group')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['group', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stands', models.CharField(choices=[('said', 'ใช้ค่าตามแบบ'), ('known', 'คงค่าในทะเบียน'), ('withdrawn', 'แบบฉบับใหม่ตอบเป็นอย่างอื่น')], max_length=9)),
                ('reason', models.CharField(max_length=300, verbose_name='เหตุผล')),
                ('decided_as', models.CharField(max_length=200)),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('difference', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='settlement', to='registry.difference')),
            ],
            options={
                'ordering': ['decided_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='settlement_gives_reason', violation_error_message='การตัดสินข้อมูลที่ไม่ตรงกันต้องระบุเหตุผล')],
            },
        ),
    ]
