"""Clips with what their stream is, and files that come in piece by piece."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0007_offices_count_their_versions'),
        ('records', '0004_sheets_may_be_discarded'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Clip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('milliseconds', models.PositiveIntegerField()),
                ('container', models.CharField(max_length=20)),
                ('codec', models.CharField(max_length=20)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('frames_per_second', models.DecimalField(decimal_places=2, max_digits=9)),
                ('playing', models.CharField(choices=[('as-it-is', 'เล่นได้ทันที'), ('waiting', 'กำลังเตรียมคลิปสำหรับเล่น'), ('copied', 'เล่นจากสำเนา'), ('failed', 'ทำสำเนาสำหรับเล่นไม่ได้')], max_length=10)),
                ('plays', models.CharField(blank=True, max_length=40)),
                ('played_digest', models.CharField(blank=True, max_length=64)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('tried_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['file'],
            },
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=200)),
                ('mark', models.CharField(blank=True, max_length=40)),
                ('size', models.PositiveBigIntegerField()),
                ('received', models.PositiveBigIntegerField(default=0)),
                ('begun_at', models.DateTimeField()),
                ('touched_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'ordering': ['-touched_at', '-pk'],
            },
        ),
        migrations.AlterField(
            model_name='storedfile',
            name='kind',
            field=models.CharField(choices=[('photo', 'ภาพถ่าย'), ('video', 'คลิปวิดีโอ'), ('document', 'เอกสารแนบ'), ('scan', 'สำเนาเอกสาร'), ('sheet', 'ตารางข้อมูล'), ('paper', 'เอกสารที่ออก')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'video'), _negated=True), models.Q(('shown_digest', ''), _negated=True), _connector='OR'), name='video_has_poster', violation_error_message='คลิปวิดีโอต้องมีภาพตัวอย่าง'),
        ),
        migrations.AddField(
            model_name='clip',
            name='file',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='clip', to='records.storedfile'),
        ),
        migrations.AddField(
            model_name='upload',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office'),
        ),
        migrations.AddField(
            model_name='upload',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uploads', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='clip',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('playing', 'copied'), _negated=True), models.Q(('played_digest', ''), _negated=True), _connector='OR'), name='clip_copied_has_copy', violation_error_message='คลิปที่เล่นจากสำเนาต้องมีสำเนา'),
        ),
        migrations.AddConstraint(
            model_name='clip',
            constraint=models.CheckConstraint(condition=models.Q(('milliseconds__gt', 0)), name='clip_goes_on', violation_error_message='คลิปต้องมีความยาว'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.CheckConstraint(condition=models.Q(('received__lte', models.F('size'))), name='upload_receives_no_more_than_its_size', violation_error_message='ไฟล์ที่รับเข้ามาต้องไม่เกินขนาดที่แจ้งไว้'),
        ),
    ]
