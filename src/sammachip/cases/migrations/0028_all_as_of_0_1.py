"""Cases, tasks, filings and what hangs on them, in one step for a new database; one that took the steps before it has this one already."""

import django.db.models.deletion
import sammachip.trail.columns
from django.conf import settings
from django.db import migrations, models

from sammachip.trail.laying import LaidAtOnce


class Migration(migrations.Migration):

    replaces = [('cases', '0001_cases_tasks_filings'), ('cases', '0002_filings_may_be_interim'), ('cases', '0003_tasks_name_their_quarter'), ('cases', '0004_tasks_know_they_began'), ('cases', '0005_filings_know_what_they_were_shown'), ('cases', '0006_cases_and_clusters_know_their_day'), ('cases', '0007_filings_may_report_nothing'), ('cases', '0008_paper_signatures_are_checked'), ('cases', '0009_cases_follow_an_edition'), ('cases', '0010_cluster_answers_know_their_day'), ('cases', '0011_extensions_can_be_taken_back'), ('cases', '0012_proposals_are_decided'), ('cases', '0013_classes_are_decided'), ('cases', '0014_superiors_advise'), ('cases', '0015_collectors_send_submissions'), ('cases', '0016_goods_are_handed_over'), ('cases', '0017_goods_name_what_was_bought'), ('cases', '0018_activities_carry_plans_out'), ('cases', '0019_cases_keep_what_lists_said'), ('cases', '0020_submissions_tell_what_changed_meanwhile'), ('cases', '0021_what_was_sent_can_be_erased'), ('cases', '0022_filings_are_keyed_in_from_paper'), ('cases', '0024_groups_write_from_seats'), ('cases', '0025_cases_say_why_they_ended'), ('cases', '0026_receipts_and_lateness'), ('cases', '0027_files_go_with_filings')]

    initial = True

    dependencies = [
        ('org', '0009_all_as_of_0_1'),
        ('programmes', '0004_all_as_of_0_1'),
        ('records', '0007_all_as_of_0_1'),
        ('registry', '0012_all_as_of_0_1'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LaidAtOnce([
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('nation', 'กรม'), ('province', 'จังหวัด'), ('district', 'อำเภอ'), ('subdistrict', 'ตำบล'), ('group', 'กลุ่ม')], max_length=12)),
                ('path', sammachip.trail.columns.PathField(db_index=True, max_length=60)),
                ('opened_path', sammachip.trail.columns.PathField(max_length=60)),
                ('places', models.PositiveIntegerField(null=True)),
                ('joined_on', models.DateField(verbose_name='เข้าร่วมเมื่อวันที่')),
                ('opened_at', models.DateTimeField()),
                ('left_on', models.DateField(null=True, verbose_name='สิ้นสุดเมื่อวันที่')),
                ('closed_at', models.DateTimeField(null=True)),
                ('ended_as', models.CharField(blank=True, choices=[('withdrawn', 'ถอนตัว'), ('declined', 'ไม่เข้าร่วม'), ('silent', 'ไม่ตอบหรือไม่ส่งภายในกำหนด'), ('lost-standing', 'ขาดคุณสมบัติ')], max_length=13, verbose_name='ผลการเข้าร่วม')),
                ('ended_because', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่สิ้นสุด')),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='org.area')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='programmes.edition')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='registry.group')),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='org.office')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='cases.case')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='programmes.programme')),
            ],
            options={
                'ordering': ['programme', 'path', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ClassDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=200, verbose_name='รายการ')),
                ('item_key', models.CharField(max_length=200)),
                ('price_baht', sammachip.trail.columns.BahtField(verbose_name='ราคาต่อหน่วย')),
                ('expense_class', models.CharField(choices=[('remuneration', 'ค่าตอบแทน'), ('services', 'ค่าใช้สอย'), ('materials', 'ค่าวัสดุ'), ('durable', 'ค่าครุภัณฑ์')], max_length=20, verbose_name='ประเภทที่ตัดสิน')),
                ('proposed', models.CharField(blank=True, choices=[('remuneration', 'ค่าตอบแทน'), ('services', 'ค่าใช้สอย'), ('materials', 'ค่าวัสดุ'), ('durable', 'ค่าครุภัณฑ์')], max_length=20, verbose_name='ประเภทที่ระบบเสนอ')),
                ('ground', models.CharField(max_length=400, verbose_name='เหตุที่เสนอ')),
                ('source', models.CharField(blank=True, max_length=400, verbose_name='หลักเกณฑ์')),
                ('reason', models.CharField(max_length=300, verbose_name='เหตุผลที่ตัดสิน')),
                ('decided_as', models.CharField(max_length=160, verbose_name='ตำแหน่ง')),
                ('decided_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='class_decisions', to='cases.case')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['case', '-decided_at', '-pk'],
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
                ('made_on', models.DateField(verbose_name='จัดเมื่อวันที่')),
                ('made_at', models.DateTimeField()),
                ('ended_on', models.DateField(null=True, verbose_name='ยกเลิกเมื่อวันที่')),
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
                ('made_on', models.DateField(verbose_name='พิจารณาเมื่อวันที่')),
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
            name='ClusterDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=64)),
                ('title', models.CharField(max_length=160, verbose_name='ข้อเสนอ')),
                ('basis', models.CharField(choices=[('same', 'ผลิตสินค้าประเภทเดียวกัน'), ('linked', 'เชื่อมโยงกัน'), ('both', 'ผลิตสินค้าประเภทเดียวกัน และเชื่อมโยงกัน')], max_length=10, verbose_name='ลักษณะที่รวมกันเป็นคลัสเตอร์')),
                ('because', models.CharField(max_length=600, verbose_name='เหตุผลของข้อเสนอ')),
                ('members', models.JSONField()),
                ('path', sammachip.trail.columns.PathField(db_index=True, max_length=60)),
                ('verdict', models.CharField(choices=[('accepted', 'รับตามที่เสนอ'), ('changed', 'แก้ไขแล้วรับ'), ('aside', 'พักไว้')], max_length=8)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่พักไว้')),
                ('decided_as', models.CharField(max_length=200)),
                ('decided_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('cluster', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='cases.cluster')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cluster_decisions', to='programmes.edition')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-decided_at', '-pk'],
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
                ('interim', models.BooleanField(default=False, verbose_name='ฉบับระหว่างทาง')),
                ('registry_version', models.PositiveIntegerField(default=0)),
                ('nil_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ไม่มีข้อมูลรายงาน')),
                ('nil_accepted', models.BooleanField(default=False)),
                ('reopened_until', models.DateField(null=True)),
                ('started_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('first_sent_at', models.DateTimeField(null=True)),
                ('maker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filings', to=settings.AUTH_USER_MODEL)),
                ('maker_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
            ],
            options={
                'ordering': ['task', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='records.storedfile')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='cases.filing')),
            ],
            options={
                'ordering': ['filing', 'key', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Advice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('words', models.CharField(max_length=2000, verbose_name='คำแนะนำ')),
                ('name', models.CharField(max_length=160, verbose_name='ผู้ให้คำแนะนำ')),
                ('title', models.CharField(max_length=200, verbose_name='ตำแหน่ง')),
                ('given_on', models.DateField(verbose_name='วันที่ให้คำแนะนำ')),
                ('recorded_at', models.DateTimeField()),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='advice', to='cases.filing')),
            ],
            options={
                'ordering': ['filing', 'recorded_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Good',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=200, verbose_name='รายการ')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='จำนวน')),
                ('unit', models.CharField(blank=True, max_length=40, verbose_name='หน่วย')),
                ('handed_on', models.DateField(verbose_name='วันที่ส่งมอบ')),
                ('bought_as', models.CharField(blank=True, max_length=40)),
                ('ended_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goods', to='cases.case')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goods', to='cases.filing')),
            ],
            options={
                'ordering': ['case', 'handed_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='GoodCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('found', models.CharField(choices=[('in_use', 'ใช้งานอยู่'), ('stored', 'เก็บไว้'), ('broken', 'ชำรุด'), ('not_found', 'ไม่พบ')], max_length=10, verbose_name='พบว่า')),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='หมายเหตุ')),
                ('checked_on', models.DateField()),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='good_checks', to='cases.filing')),
                ('good', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='cases.good')),
            ],
            options={
                'ordering': ['good', '-checked_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='GroupSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_digest', models.CharField(max_length=64, unique=True)),
                ('pin_hash', models.CharField(max_length=128)),
                ('ends_on', models.DateField(verbose_name='ใช้ได้ถึงวันที่')),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('locked_until', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('entered_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='cases.case')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['case', 'opened_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Handwritten',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('written_by', models.CharField(max_length=160, verbose_name='ผู้กรอกในกระดาษ')),
                ('written_on', models.DateField(verbose_name='วันที่ในกระดาษ')),
                ('recorded_at', models.DateTimeField()),
                ('filing', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='handwritten', to='cases.filing')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
            ],
            options={
                'ordering': ['filing'],
            },
        ),
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('listed', models.BooleanField(verbose_name='อยู่ในบัญชี')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='cases.case')),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='listings', to='registry.roster')),
            ],
            options={
                'ordering': ['case', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PaperRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('hop', models.PositiveSmallIntegerField()),
                ('signer_name', models.CharField(max_length=160, verbose_name='ผู้ลงนาม')),
                ('signer_title', models.CharField(max_length=200, verbose_name='ตำแหน่ง')),
                ('paper_number', models.CharField(max_length=60, verbose_name='เลขที่หนังสือ')),
                ('done_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('check_result', models.CharField(choices=[('waiting', 'รอผู้อื่นตรวจ'), ('confirmed', 'ตรงกับเอกสาร'), ('rejected', 'ไม่ตรงกับเอกสาร')], default='waiting', max_length=10)),
                ('checked_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=600, verbose_name='สิ่งที่ไม่ตรงกับเอกสาร')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_records', to='cases.filing')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
            ],
            options={
                'ordering': ['filing', 'recorded_at', 'pk'],
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
            },
        ),
        migrations.CreateModel(
            name='PlanWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('done_on', models.DateField(verbose_name='วันที่ดำเนินการ')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_works', to='cases.filing')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='cases.planline')),
            ],
            options={
                'ordering': ['line', 'done_on', 'pk'],
            },
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
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('answers', models.JSONField()),
                ('facts', models.JSONField()),
                ('nil_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ไม่มีข้อมูลรายงาน')),
                ('document', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('salt', models.CharField(blank=True, max_length=32)),
                ('erased', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('registry_version', models.PositiveIntegerField(default=0)),
                ('sent_as', models.CharField(max_length=160)),
                ('done_on', models.DateField()),
                ('sent_at', models.DateTimeField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='programmes.edition')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='cases.filing')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['filing', 'number'],
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
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signoffs', to='cases.filing')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('power', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.power')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['filing', 'recorded_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('instance_id', models.CharField(max_length=200)),
                ('programme_code', models.CharField(blank=True, max_length=120)),
                ('form', models.CharField(max_length=120, verbose_name='แบบฟอร์ม')),
                ('version', models.CharField(blank=True, max_length=120)),
                ('content', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'รอเลือกงาน'), ('placed', 'เป็นฉบับร่างแล้ว'), ('aside', 'เก็บไว้ไม่ใช้')], default='waiting', max_length=8)),
                ('why', models.CharField(blank=True, max_length=600, verbose_name='เหตุที่ยังไม่เป็นฉบับร่าง')),
                ('remarks', models.CharField(blank=True, max_length=2000, verbose_name='ส่วนที่รับไม่ได้')),
                ('meanwhile', models.JSONField(default=dict)),
                ('path', sammachip.trail.columns.PathField(db_index=True, max_length=60)),
                ('sent_as', models.CharField(max_length=200)),
                ('received_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่เก็บไว้ไม่ใช้')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('filing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='cases.filing')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-received_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SubmissionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='records.storedfile')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='cases.submission')),
            ],
            options={
                'ordering': ['submission', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(max_length=40)),
                ('position', models.PositiveSmallIntegerField()),
                ('occurrence', models.PositiveSmallIntegerField(default=1)),
                ('period', models.CharField(blank=True, max_length=40)),
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
                ('begun', models.BooleanField(default=False)),
                ('sent_late', models.BooleanField(default=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='cases.case')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('turn_office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='org.office')),
            ],
            options={
                'ordering': ['case', 'position', 'occurrence'],
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
                ('taken_back_at', models.DateTimeField(null=True)),
                ('taken_back_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ถอน')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='programmes.edition')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='cases.task')),
            ],
            options={
                'ordering': ['made_at', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['programme', 'level', 'path'], name='case_of_level'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('area__isnull', True), ('group__isnull', True), ('level__in', ['nation', 'province', 'district']), ('office__isnull', False)), models.Q(('area__isnull', False), ('group__isnull', True), ('level', 'subdistrict'), ('office__isnull', True)), models.Q(('area__isnull', True), ('group__isnull', False), ('level', 'group'), ('office__isnull', True)), _connector='OR'), name='case_has_one_subject', violation_error_message='งานหนึ่งต้องเป็นของหน่วยงาน พื้นที่ หรือกลุ่มเพียงหนึ่งเดียวตามระดับ'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('left_on__isnull', True)), models.Q(('closed_at__isnull', False), ('left_on__isnull', False)), _connector='OR'), name='case_closed_says_the_day', violation_error_message='งานที่สิ้นสุดแล้วต้องมีวันที่สิ้นสุด'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', False), models.Q(('ended_as', ''), ('ended_because', '')), _connector='OR'), name='case_open_has_no_ending', violation_error_message='งานที่ยังไม่สิ้นสุดมีเหตุผลที่สิ้นสุดไม่ได้'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('programme', 'office'), name='case_once_for_office', violation_error_message='หน่วยงานนี้อยู่ในโครงการแล้ว'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('programme', 'area'), name='case_once_for_area', violation_error_message='พื้นที่นี้อยู่ในโครงการแล้ว'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('programme', 'group'), name='case_once_for_group', violation_error_message='กลุ่มนี้อยู่ในโครงการแล้ว'),
        ),
        migrations.AddIndex(
            model_name='classdecision',
            index=models.Index(fields=['case', 'item_key'], name='class_decision_by_item'),
        ),
        migrations.AddConstraint(
            model_name='classdecision',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='class_decision_says_why', violation_error_message='การตัดสินประเภทค่าใช้จ่ายต้องมีเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='clusterdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cluster__isnull', True), ('verdict', 'aside'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('verdict', 'aside'), _negated=True), ('cluster__isnull', False), ('withdrawn_at__isnull', True)), _connector='OR'), name='decision_makes_a_cluster_or_gives_its_reason', violation_error_message='ข้อเสนอที่รับต้องมีคลัสเตอร์ ข้อเสนอที่พักไว้ต้องระบุเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='clusterdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='decision_withdrawn_says_who', violation_error_message='การนำข้อเสนอกลับมาต้องระบุผู้นำกลับ'),
        ),
        migrations.AddConstraint(
            model_name='clusterdecision',
            constraint=models.UniqueConstraint(condition=models.Q(('verdict', 'aside'), ('withdrawn_at__isnull', True)), fields=('mark',), name='proposal_put_aside_once', violation_error_message='ข้อเสนอนี้พักไว้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='clustermember',
            constraint=models.UniqueConstraint(fields=('cluster', 'case'), name='member_once_in_cluster', violation_error_message='กลุ่มนี้อยู่ในคลัสเตอร์นี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('filing', 'key', 'position'), name='attachment_place_once', violation_error_message='มีไฟล์แนบลำดับนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='advice',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='advice_says_something', violation_error_message='เขียนคำแนะนำก่อนบันทึก'),
        ),
        migrations.AddConstraint(
            model_name='advice',
            constraint=models.CheckConstraint(condition=models.Q(('revision__gt', 0)), name='advice_is_on_what_was_sent', violation_error_message='ให้คำแนะนำได้เมื่อส่งแล้ว'),
        ),
        migrations.AddConstraint(
            model_name='good',
            constraint=models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='good_is_some', violation_error_message='จำนวนที่ส่งมอบต้องมากกว่าศูนย์'),
        ),
        migrations.AddConstraint(
            model_name='goodcheck',
            constraint=models.UniqueConstraint(fields=('good', 'filing'), name='good_checked_once_a_visit', violation_error_message='การติดตามครั้งนี้บันทึกพัสดุรายการนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='goodcheck',
            constraint=models.CheckConstraint(condition=models.Q(('found__in', ['in_use', 'stored', 'broken', 'not_found'])), name='good_check_known', violation_error_message='ผลการตรวจพัสดุต้องเป็นค่าที่ระบบรู้จัก'),
        ),
        migrations.AddConstraint(
            model_name='groupseat',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='group_seat_ended_says_by_whom', violation_error_message='ที่นั่งที่ปิดแล้วต้องระบุผู้ปิดและเวลา'),
        ),
        migrations.AddConstraint(
            model_name='handwritten',
            constraint=models.CheckConstraint(condition=models.Q(('written_by', ''), _negated=True), name='handwritten_names_who_wrote', violation_error_message='แบบที่คีย์จากกระดาษต้องบอกว่าผู้ใดกรอก'),
        ),
        migrations.AddConstraint(
            model_name='listing',
            constraint=models.UniqueConstraint(fields=('case', 'roster'), name='listing_once', violation_error_message='บันทึกผลของบัญชีฉบับนี้ไว้กับงานนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='paperrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('check_result', 'waiting'), ('checked_at__isnull', True), ('checked_by__isnull', True)), models.Q(models.Q(('check_result', 'waiting'), _negated=True), ('checked_at__isnull', False), ('checked_by__isnull', False), models.Q(('checked_by', models.F('recorded_by')), _negated=True)), _connector='OR'), name='paper_record_checked_by_another', violation_error_message='ผู้ตรวจการบันทึกลงนามในเอกสารต้องไม่ใช่ผู้บันทึก'),
        ),
        migrations.AddConstraint(
            model_name='paperrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('check_result', 'rejected'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='paper_record_rejected_with_reason', violation_error_message='ระบุสิ่งที่ไม่ตรงกับเอกสาร เพื่อให้ผู้บันทึกแก้ไขได้'),
        ),
        migrations.AddConstraint(
            model_name='paperrecord',
            constraint=models.UniqueConstraint(condition=models.Q(('check_result', 'waiting')), fields=('filing', 'revision', 'hop'), name='paper_record_waits_once', violation_error_message='ขั้นนี้มีการลงนามในเอกสารรอตรวจอยู่แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='planline',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0), ('price_baht__gte', 0)), name='plan_line_not_negative', violation_error_message='ราคาและยอดรวมต้องไม่ติดลบ'),
        ),
        migrations.AddConstraint(
            model_name='planwork',
            constraint=models.UniqueConstraint(fields=('line', 'filing'), name='plan_line_once_an_activity', violation_error_message='กิจกรรมนี้ระบุรายการตามแผนรายการนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('programme', 'year', 'number'), name='receipt_number_once', violation_error_message='เลขรับนี้ใช้แล้วในโครงการและปีนี้'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('filing', 'revision', 'hop'), name='receipt_once_a_hop', violation_error_message='ขั้นนี้ออกใบรับของฉบับนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('filing', 'number'), name='revision_once', violation_error_message='ฉบับที่ส่งลำดับนี้มีอยู่แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('checked_by__isnull', True), models.Q(('on_paper', True), models.Q(('checked_by', models.F('recorded_by')), _negated=True)), _connector='OR'), name='paper_signature_checked_by_another', violation_error_message='ผู้ตรวจการบันทึกลงนามในเอกสารต้องไม่ใช่ผู้บันทึก'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('verdict', 'signed'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='return_gives_reason', violation_error_message='การส่งคืนแก้ไขต้องระบุเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('on_paper', False), models.Q(('paper_number', ''), _negated=True), _connector='OR'), name='paper_signature_names_paper', violation_error_message='การลงนามในเอกสารต้องระบุเลขที่หนังสือ'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.UniqueConstraint(condition=models.Q(('verdict', 'signed')), fields=('filing', 'revision', 'hop'), name='hop_signs_once', violation_error_message='ขั้นนี้ลงนามในฉบับนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(fields=('office', 'instance_id'), name='submission_once', violation_error_message='ข้อมูลจากแอปชุดนี้รับไว้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('filing__isnull', False), ('state', 'placed')), models.Q(models.Q(('state', 'placed'), _negated=True), ('filing__isnull', True)), _connector='OR'), name='submission_placed_has_filing', violation_error_message='ข้อมูลจากแอปที่เป็นฉบับร่างแล้วต้องระบุฉบับร่าง'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'aside'), _negated=True), models.Q(models.Q(('reason', ''), _negated=True), ('decided_by__isnull', False)), _connector='OR'), name='submission_aside_says_why_and_who', violation_error_message='การเก็บไว้ไม่ใช้ต้องระบุเหตุผลและผู้ตัดสินใจ'),
        ),
        migrations.AddConstraint(
            model_name='submissionfile',
            constraint=models.UniqueConstraint(fields=('submission', 'name'), name='submission_file_once', violation_error_message='ภาพชื่อนี้ของข้อมูลชุดนี้รับไว้แล้ว'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['turn_office', 'turn_role', 'result'], name='task_turn'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['stage', 'result'], name='task_stage'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('case', 'stage', 'occurrence'), name='task_once', violation_error_message='งานขั้นตอนนี้ของครั้งนี้มีอยู่แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('tier', ''), ('result', 'passed'), _connector='OR'), name='task_tier_only_when_passed', violation_error_message='ระดับผลมีได้เฉพาะงานที่ผ่าน'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.UniqueConstraint(fields=('task', 'number'), name='filing_number_once', violation_error_message='แบบรายงานลำดับนี้มีอยู่แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), ('accepted_revision__isnull', False), _connector='OR'), name='filing_accepted_has_revision', violation_error_message='รายงานที่รับแล้วต้องระบุฉบับที่รับ'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), models.Q(('first_sent_at__isnull', False), ('hop__isnull', False), ('revision__gt', 0)), _connector='OR'), name='filing_sent_has_revision', violation_error_message='รายงานที่ส่งแล้วต้องมีฉบับ วันเวลาที่ส่ง และผู้ที่ต้องตรวจ'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(('accepted_revision__isnull', True), ('accepted_revision__lte', models.F('revision')), _connector='OR'), name='filing_accepts_only_what_was_sent', violation_error_message='ฉบับที่รับต้องเป็นฉบับที่ส่งมาแล้ว'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('letter_number', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='extension_names_its_letter', violation_error_message='การขยายเวลาต้องมีเลขที่หนังสือและเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at', None), ('taken_back_by', None), ('taken_back_reason', '')), models.Q(('taken_back_at__isnull', False), ('taken_back_by__isnull', False), models.Q(('taken_back_reason', ''), _negated=True)), _connector='OR'), name='extension_taken_back_says_who_and_why', violation_error_message='การถอนการขยายเวลาต้องระบุผู้ถอนและเหตุผล'),
        ),
        ]),
    ]
