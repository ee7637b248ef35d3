"""A scan was read within one web request, which held it for minutes; now the worker reads it, page by page."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0007_offices_count_their_versions'),
        ('records', '0018_secret_letters_are_marked'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('pages', models.PositiveSmallIntegerField()),
                ('read', models.PositiveSmallIntegerField(default=0)),
                ('texts', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('reading', 'กำลังอ่าน'), ('failed', 'อ่านไม่ได้'), ('read', 'อ่านแล้ว')], default='reading', max_length=10)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('asked_as', models.CharField(max_length=40)),
                ('asked_at', models.DateTimeField()),
                ('held_until', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letter_scans', to='org.office')),
                ('reading', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.letterreading')),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'read'], name='scan_next')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'reading')), fields=('office', 'digest'), name='scan_read_once_at_a_time', violation_error_message='ไฟล์นี้กำลังอ่านอยู่'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('reading__isnull', True), ('state', 'reading'), ('why', '')), models.Q(('ended_at__isnull', False), ('reading__isnull', True), ('state', 'failed'), models.Q(('why', ''), _negated=True)), models.Q(('ended_at__isnull', False), ('reading__isnull', False), ('state', 'read'), ('why', '')), _connector='OR'), name='scan_ends_in_a_reading_or_says_why', violation_error_message='ภาพสแกนที่อ่านจบแล้วต้องมีผลการอ่าน หรือบอกเหตุที่อ่านไม่ได้'), models.CheckConstraint(condition=models.Q(('pages__gte', 1), ('read__lte', models.F('pages'))), name='scan_reads_its_own_pages', violation_error_message='จำนวนหน้าที่อ่านเกินจำนวนหน้าของไฟล์')],
            },
        ),
    ]
