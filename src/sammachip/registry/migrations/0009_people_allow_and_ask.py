"""What villagers allow and ask of their data; and what a decided request erases is counted in each row."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0007_offices_count_their_versions'),
        ('records', '0003_sheets_wait_for_answers'),
        ('registry', '0008_rosters_are_handed_down'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='difference',
            name='erased',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='fact',
            name='erased',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=60)),
                ('what', models.CharField(choices=[('faces', 'ภาพใบหน้า'), ('names', 'ชื่อ-สกุล'), ('phones', 'หมายเลขโทรศัพท์')], max_length=6, verbose_name='เรื่อง')),
                ('answer', models.CharField(choices=[('given', 'ให้ความยินยอม'), ('refused', 'ไม่ให้ความยินยอม'), ('withdrawn', 'ถอนความยินยอม')], max_length=9, verbose_name='คำตอบ')),
                ('given_by', models.CharField(choices=[('self', 'เจ้าตัว'), ('guardian', 'ผู้ปกครองหรือผู้แทนโดยชอบธรรม'), ('chair', 'ประธานแทนสมาชิกในที่ประชุมกลุ่ม')], max_length=8, verbose_name='ผู้ตอบ')),
                ('way', models.CharField(choices=[('spoken', 'บอกด้วยวาจา'), ('paper', 'ลงลายมือชื่อในแบบ'), ('screen', 'ตอบบนหน้าจอด้วยตนเอง')], max_length=6, verbose_name='วิธีตอบ')),
                ('said_on', models.DateField(verbose_name='วันที่ตอบ')),
                ('wording', models.CharField(max_length=40, verbose_name='ข้อความที่อ่านให้ฟัง')),
                ('recorded_as', models.CharField(max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='registry.group')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
            ],
            options={
                'ordering': ['group', 'about', 'what', 'pk'],
                'indexes': [models.Index(fields=['group', 'about', 'what'], name='consent_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('way', 'paper'), _negated=True), ('scan__isnull', False), _connector='OR'), name='consent_on_paper_has_scan', violation_error_message='ความยินยอมที่ลงลายมือชื่อต้องแนบภาพของแบบ')],
            },
        ),
        migrations.CreateModel(
            name='PersonalRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(blank=True, max_length=60)),
                ('kind', models.CharField(choices=[('erase', 'ขอให้ลบ'), ('correct', 'ขอให้แก้ไข'), ('object', 'คัดค้านการใช้')], max_length=7, verbose_name='คำขอ')),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='ชื่อเจ้าของข้อมูล')),
                ('phone', models.CharField(blank=True, max_length=80, verbose_name='โทรศัพท์ของเจ้าของข้อมูล')),
                ('line_id', models.CharField(blank=True, max_length=80, verbose_name='ไลน์ไอดีของเจ้าของข้อมูล')),
                ('asked', models.CharField(max_length=600, verbose_name='สิ่งที่ขอ')),
                ('way', models.CharField(choices=[('office', 'มาที่สำนักงาน'), ('field', 'บอกเจ้าหน้าที่ในพื้นที่'), ('letter', 'หนังสือ'), ('phone', 'โทรศัพท์'), ('online', 'ช่องทางออนไลน์')], max_length=6, verbose_name='ช่องทาง')),
                ('received_on', models.DateField(verbose_name='วันที่รับคำขอ')),
                ('due_on', models.DateField(verbose_name='ตอบภายในวันที่')),
                ('recorded_as', models.CharField(max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('open', 'รอตัดสิน'), ('accepted', 'รับคำขอ รอทำ'), ('refused', 'ไม่รับคำขอ'), ('done', 'ทำแล้ว')], default='open', max_length=8)),
                ('ground', models.CharField(blank=True, max_length=40, verbose_name='เหตุตามกฎหมาย')),
                ('reason', models.CharField(blank=True, max_length=600, verbose_name='เหตุผลที่ตัดสิน')),
                ('decided_as', models.CharField(blank=True, max_length=200)),
                ('decided_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('outcome', models.JSONField(default=dict)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='registry.group')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-received_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('ground', ''), _negated=True)), _connector='OR'), name='request_decided_says_who_and_why', violation_error_message='คำขอที่ตัดสินแล้วต้องระบุผู้ตัดสิน เวลา และเหตุตามกฎหมาย'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='request_refused_gives_reason', violation_error_message='การไม่รับคำขอต้องระบุเหตุผล'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='request_decided_by_another', violation_error_message='ผู้บันทึกคำขอตัดสินคำขอนั้นเองไม่ได้'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('done_by__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_at__isnull', True), ('done_by__isnull', True)), _connector='OR'), name='request_done_says_who', violation_error_message='คำขอที่ทำแล้วต้องระบุผู้ทำและเวลา')],
            },
        ),
    ]
