import django.db.models.deletion
import sammachip.trail.columns
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0001_offices_people_posts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SheetImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('rows', models.JSONField()),
                ('before', models.JSONField(default=list)),
                ('about_kind', models.CharField(max_length=60)),
                ('about_id', models.BigIntegerField()),
                ('applied_at', models.DateTimeField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('kind', models.CharField(choices=[('photo', 'ภาพถ่าย'), ('scan', 'สำเนาเอกสาร'), ('sheet', 'ตารางข้อมูล'), ('paper', 'เอกสารที่ออก')], max_length=10)),
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
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'photo'), _negated=True), models.Q(('shown_digest', ''), _negated=True), _connector='OR'), name='photo_has_shown_copy', violation_error_message='ภาพถ่ายต้องมีสำเนาที่ตัดข้อมูลส่วนบุคคลแล้ว'),
                ],
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
                'indexes': [
                    models.Index(fields=['about_kind', 'about_id'], name='paper_about'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('docx__isnull', False), ('issued_at__isnull', False), ('pdf__isnull', False)), _connector='OR'), name='issued_paper_has_files', violation_error_message='เอกสารที่ออกแล้วต้องมีไฟล์ PDF และ DOCX'),
                ],
            },
        ),
    ]
