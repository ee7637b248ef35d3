import django.db.models.deletion
import sammachip.trail.columns
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0001_offices_people_posts'),
        ('programmes', '0001_editions_and_terms'),
        ('records', '0001_files_and_papers'),
        ('registry', '0001_groups_and_facts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('nation', 'กรม'), ('province', 'จังหวัด'), ('district', 'อำเภอ'), ('subdistrict', 'ตำบล'), ('group', 'กลุ่ม')], max_length=12)),
                ('path', sammachip.trail.columns.PathField(db_index=True, max_length=60)),
                ('opened_path', sammachip.trail.columns.PathField(max_length=60)),
                ('places', models.PositiveIntegerField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='org.area')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='programmes.edition')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='registry.group')),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='org.office')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='cases.case')),
            ],
            options={
                'ordering': ['edition', 'path', 'pk'],
                'indexes': [
                    models.Index(fields=['edition', 'level', 'path'], name='case_of_level'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('area__isnull', True), ('group__isnull', True), ('level__in', ['nation', 'province', 'district']), ('office__isnull', False)), models.Q(('area__isnull', False), ('group__isnull', True), ('level', 'subdistrict'), ('office__isnull', True)), models.Q(('area__isnull', True), ('group__isnull', False), ('level', 'group'), ('office__isnull', True)), _connector='OR'), name='case_has_one_subject', violation_error_message='งานหนึ่งต้องเป็นของหน่วยงาน พื้นที่ หรือกลุ่มเพียงหนึ่งเดียวตามระดับ'),
                    models.UniqueConstraint(fields=('edition', 'office'), name='case_once_for_office', violation_error_message='หน่วยงานนี้อยู่ในโครงการแล้ว'),
                    models.UniqueConstraint(fields=('edition', 'area'), name='case_once_for_area', violation_error_message='พื้นที่นี้อยู่ในโครงการแล้ว'),
                    models.UniqueConstraint(fields=('edition', 'group'), name='case_once_for_group', violation_error_message='กลุ่มนี้อยู่ในโครงการแล้ว'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Cluster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='ชื่อคลัสเตอร์')),
                ('basis', models.CharField(choices=[('same', 'ผลิตสินค้าประเภทเดียวกัน'), ('linked', 'เชื่อมโยงกัน'), ('both', 'ผลิตสินค้าประเภทเดียวกัน และเชื่อมโยงกัน')], max_length=10, verbose_name='ลักษณะที่รวมกันเป็นคลัสเตอร์')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='คำอธิบาย')),
                ('path', sammachip.trail.columns.PathField(db_index=True, max_length=60)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clusters', to='programmes.edition')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['edition', 'path', 'name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ClusterAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='เหตุผล')),
                ('made_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cluster_answers', to='cases.case')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['case', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ClusterMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='cases.case')),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='cases.cluster')),
            ],
            options={
                'ordering': ['cluster', 'case__path', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('cluster', 'case'), name='member_once_in_cluster', violation_error_message='กลุ่มนี้อยู่ในคลัสเตอร์นี้แล้ว'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('as_of', models.DateField(blank=True, null=True, verbose_name='ข้อมูล ณ วันที่')),
                ('state', models.CharField(choices=[('draft', 'ฉบับร่าง'), ('sent', 'ส่งแล้ว รอตรวจ'), ('accepted', 'รับแล้ว'), ('withdrawn', 'ถอนคืน')], default='draft', max_length=10)),
                ('answers', models.JSONField(default=dict)),
                ('saved', models.PositiveIntegerField(default=0)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('hop', models.PositiveSmallIntegerField(null=True)),
                ('accepted_revision', models.PositiveIntegerField(null=True)),
                ('nil_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ไม่มีข้อมูลรายงาน')),
                ('reopened_until', models.DateField(null=True)),
                ('started_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('first_sent_at', models.DateTimeField(null=True)),
                ('maker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filings', to=settings.AUTH_USER_MODEL)),
                ('maker_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
            ],
            options={
                'ordering': ['task', 'number'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), ('accepted_revision__isnull', False), _connector='OR'), name='filing_accepted_has_revision', violation_error_message='รายงานที่รับแล้วต้องระบุฉบับที่รับ'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), models.Q(('first_sent_at__isnull', False), ('hop__isnull', False), ('revision__gt', 0)), _connector='OR'), name='filing_sent_has_revision', violation_error_message='รายงานที่ส่งแล้วต้องมีฉบับ วันเวลาที่ส่ง และผู้ที่ต้องตรวจ'),
                    models.CheckConstraint(condition=models.Q(('accepted_revision__isnull', True), ('accepted_revision__lte', models.F('revision')), _connector='OR'), name='filing_accepts_only_what_was_sent', violation_error_message='ฉบับที่รับต้องเป็นฉบับที่ส่งมาแล้ว'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.CharField(max_length=40)),
                ('caption', models.CharField(blank=True, max_length=300, verbose_name='คำบรรยายภาพ')),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='records.storedfile')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='cases.filing')),
            ],
            options={
                'ordering': ['filing', 'row', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PlanLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('item', models.CharField(max_length=200, verbose_name='รายการ')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=12)),
                ('unit', models.CharField(max_length=40)),
                ('price_baht', sammachip.trail.columns.BahtField(verbose_name='ราคาต่อหน่วย')),
                ('amount_baht', sammachip.trail.columns.BahtField(verbose_name='รวม')),
                ('expense_class', models.CharField(max_length=20)),
                ('answers_dimension', models.CharField(blank=True, max_length=40)),
                ('ended_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_lines', to='cases.case')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_lines', to='cases.filing')),
            ],
            options={
                'ordering': ['case', 'position', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0), ('price_baht__gte', 0)), name='plan_line_not_negative', violation_error_message='ราคาและยอดรวมต้องไม่ติดลบ'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('answers', models.JSONField()),
                ('facts', models.JSONField()),
                ('document', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('registry_version', models.PositiveIntegerField(default=0)),
                ('sent_as', models.CharField(max_length=160)),
                ('done_on', models.DateField()),
                ('sent_at', models.DateTimeField()),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='cases.filing')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['filing', 'number'],
                'constraints': [
                    models.UniqueConstraint(fields=('filing', 'number'), name='revision_once', violation_error_message='ฉบับที่ส่งลำดับนี้มีอยู่แล้ว'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('hop', models.PositiveSmallIntegerField()),
                ('role', models.CharField(max_length=20)),
                ('verb', models.CharField(max_length=40)),
                ('verdict', models.CharField(choices=[('signed', 'ลงนาม'), ('returned', 'ส่งคืนแก้ไข'), ('reopened', 'เปิดให้แก้ไข')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=600, verbose_name='เหตุผล')),
                ('signer_name', models.CharField(max_length=160, verbose_name='ผู้ลงนาม')),
                ('signer_title', models.CharField(max_length=200, verbose_name='ตำแหน่ง')),
                ('for_next_office', models.BooleanField(default=False)),
                ('on_paper', models.BooleanField(default=False)),
                ('paper_number', models.CharField(blank=True, max_length=60, verbose_name='เลขที่หนังสือ')),
                ('done_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signoffs', to='cases.filing')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('power', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.power')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['filing', 'recorded_at', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('verdict', 'signed'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='return_gives_reason', violation_error_message='การส่งคืนแก้ไขต้องระบุเหตุผล'),
                    models.CheckConstraint(condition=models.Q(('on_paper', False), models.Q(('paper_number', ''), _negated=True), _connector='OR'), name='paper_signature_names_paper', violation_error_message='การลงนามในเอกสารต้องระบุเลขที่หนังสือ'),
                    models.UniqueConstraint(condition=models.Q(('verdict', 'signed')), fields=('filing', 'revision', 'hop'), name='hop_signs_once', violation_error_message='ขั้นนี้ลงนามในฉบับนี้แล้ว'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(max_length=40)),
                ('position', models.PositiveSmallIntegerField()),
                ('occurrence', models.PositiveSmallIntegerField(default=1)),
                ('period', models.CharField(blank=True, max_length=12)),
                ('opens_at', models.DateTimeField()),
                ('result', models.CharField(blank=True, choices=[('passed', 'ผ่าน'), ('failed', 'ไม่ผ่าน'), ('withdrawn', 'ถอนตัว'), ('declined', 'ไม่เข้าร่วม')], max_length=10)),
                ('tier', models.CharField(blank=True, max_length=40)),
                ('finished_at', models.DateTimeField(null=True)),
                ('held', models.BooleanField(default=False)),
                ('may_start', models.BooleanField(default=True)),
                ('waits_for', models.JSONField(default=list)),
                ('turn_role', models.CharField(blank=True, max_length=20)),
                ('missing_count', models.PositiveSmallIntegerField(default=0)),
                ('next_due', models.DateTimeField(null=True)),
                ('label', models.CharField(blank=True, max_length=80)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='cases.case')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('turn_office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='org.office')),
            ],
            options={
                'ordering': ['case', 'position', 'occurrence'],
                'indexes': [
                    models.Index(fields=['turn_office', 'turn_role', 'result'], name='task_turn'),
                    models.Index(fields=['stage', 'result'], name='task_stage'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('case', 'stage', 'occurrence'), name='task_once', violation_error_message='งานขั้นตอนนี้ของครั้งนี้มีอยู่แล้ว'),
                    models.CheckConstraint(condition=models.Q(('tier', ''), ('result', 'passed'), _connector='OR'), name='task_tier_only_when_passed', violation_error_message='ระดับผลมีได้เฉพาะงานที่ผ่าน'),
                ],
            },
        ),
        migrations.AddField(
            model_name='filing',
            name='task',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='cases.task'),
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(max_length=40)),
                ('role', models.CharField(max_length=20)),
                ('path', sammachip.trail.columns.PathField(max_length=60)),
                ('due_at', models.DateTimeField(verbose_name='กำหนดใหม่')),
                ('letter_number', models.CharField(max_length=60, verbose_name='ตามหนังสือที่')),
                ('letter_on', models.DateField(verbose_name='ลงวันที่')),
                ('reason', models.CharField(max_length=300, verbose_name='เหตุผล')),
                ('made_at', models.DateTimeField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='programmes.edition')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='cases.task')),
            ],
            options={
                'ordering': ['made_at', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('letter_number', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='extension_names_its_letter', violation_error_message='การขยายเวลาต้องมีเลขที่หนังสือและเหตุผล'),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.UniqueConstraint(fields=('task', 'number'), name='filing_number_once', violation_error_message='แบบรายงานลำดับนี้มีอยู่แล้ว'),
        ),
    ]
