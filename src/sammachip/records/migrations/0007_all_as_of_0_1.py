"""Files, papers and sheets, in one step for a new database; one that took the steps before it has this one already."""

import django.db.models.deletion
import sammachip.trail.columns
from django.conf import settings
from django.db import migrations, models

from sammachip.trail.laying import LaidAtOnce


class Migration(migrations.Migration):

    replaces = [('records', '0001_files_and_papers'), ('records', '0002_pictures_found_by_what_they_show'), ('records', '0003_sheets_wait_for_answers'), ('records', '0004_sheets_may_be_discarded'), ('records', '0006_clips_are_measured')]

    initial = True

    dependencies = [
        ('org', '0009_all_as_of_0_1'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LaidAtOnce([
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('kind', models.CharField(choices=[('photo', 'ภาพถ่าย'), ('video', 'คลิปวิดีโอ'), ('document', 'เอกสารแนบ'), ('scan', 'สำเนาเอกสาร'), ('sheet', 'ตารางข้อมูล'), ('paper', 'เอกสารที่ออก')], max_length=10)),
                ('name', models.CharField(max_length=200)),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('shown_digest', models.CharField(blank=True, max_length=64)),
                ('private', models.JSONField(default=dict)),
                ('stored_at', models.DateTimeField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='org.office')),
                ('stored_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=300)),
                ('about_kind', models.CharField(max_length=60)),
                ('about_id', models.BigIntegerField()),
                ('path', sammachip.trail.columns.PathField(db_index=True, max_length=60)),
                ('content', models.JSONField()),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='เลขที่หนังสือ')),
                ('dated_on', models.DateField(blank=True, null=True, verbose_name='ลงวันที่')),
                ('state', models.CharField(choices=[('draft', 'ร่าง'), ('issued', 'ออกแล้ว')], default='draft', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('issued_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='org.office')),
                ('to_office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers_received', to='org.office')),
                ('docx', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
                ('pdf', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
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
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='clip', to='records.storedfile')),
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
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uploads', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-touched_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SheetImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('rows', models.JSONField()),
                ('before', models.JSONField(default=list)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('answers', models.JSONField(default=dict)),
                ('remarks', models.JSONField(default=list)),
                ('outcome', models.JSONField(default=dict)),
                ('about_kind', models.CharField(max_length=60)),
                ('about_id', models.BigIntegerField()),
                ('applied_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('discarded_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('undone_at__isnull', True), ('applied_at__isnull', False), _connector='OR'), name='sheet_undone_after_applied', violation_error_message='ยกเลิกได้เฉพาะการนำเข้าที่นำเข้าแล้ว'), models.CheckConstraint(condition=models.Q(('discarded_at__isnull', True), ('applied_at__isnull', True), _connector='OR'), name='sheet_discarded_or_applied', violation_error_message='แฟ้มที่ไม่นำเข้าแล้วนำเข้าอีกไม่ได้')],
            },
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(fields=['shown_digest'], name='file_shown'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'photo'), _negated=True), models.Q(('shown_digest', ''), _negated=True), _connector='OR'), name='photo_has_shown_copy', violation_error_message='ภาพถ่ายต้องมีสำเนาที่ตัดข้อมูลส่วนบุคคลแล้ว'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'video'), _negated=True), models.Q(('shown_digest', ''), _negated=True), _connector='OR'), name='video_has_poster', violation_error_message='คลิปวิดีโอต้องมีภาพตัวอย่าง'),
        ),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(fields=['about_kind', 'about_id'], name='paper_about'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('docx__isnull', False), ('issued_at__isnull', False), ('pdf__isnull', False)), _connector='OR'), name='issued_paper_has_files', violation_error_message='เอกสารที่ออกแล้วต้องมีไฟล์ PDF และ DOCX'),
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
        ]),
    ]
