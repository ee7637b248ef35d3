"""Groups and all that is told of them, in one step for a new database; one that took the steps before it has this one already."""

import django.core.validators
import django.db.models.deletion
import sammachip.registry.models.lists
import sammachip.registry.models.profile
import sammachip.trail.columns
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from sammachip.trail.laying import LaidAtOnce


class Migration(migrations.Migration):

    replaces = [('registry', '0001_groups_and_facts'), ('registry', '0002_differences_are_settled'), ('registry', '0003_groups_may_be_doubles'), ('registry', '0004_imported_groups_are_taken_back'), ('registry', '0005_groups_have_lists_and_a_life'), ('registry', '0006_other_agencies_support_groups'), ('registry', '0007_groups_have_members'), ('registry', '0008_rosters_are_handed_down'), ('registry', '0009_people_allow_and_ask'), ('registry', '0010_groups_make_jobs_and_welfare')]

    initial = True

    dependencies = [
        ('org', '0009_all_as_of_0_1'),
        ('records', '0007_all_as_of_0_1'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LaidAtOnce([
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', sammachip.trail.columns.PathField(db_index=True, max_length=60)),
                ('name', models.CharField(max_length=200, verbose_name='ชื่อภาคี')),
                ('kind', models.CharField(max_length=60, verbose_name='ประเภท')),
                ('part', models.CharField(max_length=120, verbose_name='บทบาท')),
                ('contact', models.CharField(blank=True, max_length=160, verbose_name='ผู้ประสานงาน')),
                ('source', models.CharField(max_length=60)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['path', 'name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='วันที่จัดตั้งกลุ่ม')),
                ('otop_number', models.CharField(blank=True, max_length=40, verbose_name='เลขทะเบียน OTOP')),
                ('otop_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(2544)], verbose_name='ปีที่ลงทะเบียน OTOP (พ.ศ.)')),
                ('latitude', sammachip.registry.models.profile.DegreesField(blank=True, decimal_places=6, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(Decimal('5.5')), django.core.validators.MaxValueValidator(Decimal('20.5'))], verbose_name='ละติจูด')),
                ('longitude', sammachip.registry.models.profile.DegreesField(blank=True, decimal_places=6, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(Decimal('97.3')), django.core.validators.MaxValueValidator(Decimal('105.7'))], verbose_name='ลองจิจูด')),
                ('located_by', models.CharField(blank=True, choices=[('device', 'วัดด้วยเครื่องในพื้นที่'), ('map', 'ชี้ตำแหน่งบนแผนที่'), ('village', 'ใช้จุดกลางหมู่บ้าน')], max_length=8, verbose_name='ที่มาของพิกัด')),
                ('line_id', models.CharField(blank=True, max_length=80, verbose_name='ไลน์ไอดี')),
                ('facebook', models.CharField(blank=True, max_length=200, verbose_name='เฟซบุ๊ก')),
                ('activity', models.CharField(choices=[('active', 'ดำเนินการ'), ('paused', 'พักกิจการ'), ('dissolved', 'ยุบเลิก')], default='active', max_length=9, verbose_name='สภาพการดำเนินการ')),
                ('activity_on', models.DateField(blank=True, null=True, verbose_name='เปลี่ยนสภาพเมื่อวันที่')),
                ('activity_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่เปลี่ยนสภาพ')),
                ('name', models.CharField(max_length=160, verbose_name='ชื่อกลุ่ม')),
                ('name_sort', models.CharField(max_length=400)),
                ('name_folded', models.CharField(db_index=True, max_length=160)),
                ('name_stem', models.CharField(db_index=True, editable=False, max_length=160)),
                ('kind', models.CharField(choices=[('occupational', 'กลุ่มอาชีพ'), ('savings', 'กลุ่มออมทรัพย์เพื่อการผลิต')], max_length=14, verbose_name='ชนิดกลุ่ม')),
                ('path', sammachip.trail.columns.PathField(db_index=True, max_length=60)),
                ('product', models.CharField(blank=True, max_length=200, verbose_name='ผลิตภัณฑ์ของกลุ่ม')),
                ('occupation_kind', models.CharField(blank=True, choices=[('farming', 'ภาคการเกษตร'), ('processing', 'การแปรรูป (OTOP/SME)'), ('tourism', 'การท่องเที่ยวชุมชน'), ('other', 'อื่น ๆ')], max_length=12, verbose_name='ประเภทอาชีพ')),
                ('members_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='สมาชิก (คน)')),
                ('sale_places', models.CharField(blank=True, max_length=200, verbose_name='สถานที่จำหน่าย')),
                ('otop_registered', models.BooleanField(blank=True, null=True, verbose_name='ลงทะเบียน OTOP')),
                ('chair_name', models.CharField(blank=True, max_length=160, verbose_name='ประธานกลุ่ม')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='โทรศัพท์')),
                ('phone_digits', models.CharField(blank=True, db_index=True, editable=False, max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('taken_back_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.sheetimport')),
            ],
            options={
                'ordering': ['village', 'name_sort', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=60)),
                ('value', models.JSONField(null=True)),
                ('before', models.JSONField(null=True)),
                ('version', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=60)),
                ('said_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('erased', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='registry.group')),
            ],
            options={
                'ordering': ['-version', 'field', 'pk'],
            },
        ),
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
                ('erased', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.fact')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='differences', to='registry.group')),
            ],
            options={
                'ordering': ['group', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Roster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=50)),
                ('title', models.CharField(max_length=300, verbose_name='ชื่อบัญชี')),
                ('of', models.CharField(choices=[('village', 'หมู่บ้าน'), ('group', 'กลุ่ม')], max_length=7, verbose_name='เป็นบัญชีของ')),
                ('number', models.PositiveIntegerField(verbose_name='ฉบับที่')),
                ('letter_number', models.CharField(max_length=60, verbose_name='หนังสือที่')),
                ('letter_on', models.DateField(verbose_name='ลงวันที่')),
                ('letter_from', models.CharField(max_length=200, verbose_name='จาก')),
                ('size', models.PositiveIntegerField(verbose_name='จำนวนในบัญชี')),
                ('recorded_at', models.DateTimeField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rosters', to='org.office')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='roster', to='records.sheetimport')),
            ],
            options={
                'ordering': ['key', 'office', '-number'],
            },
        ),
        migrations.CreateModel(
            name='RosterLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8)),
                ('path', sammachip.trail.columns.PathField(max_length=60)),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='ชื่อ')),
                ('name_folded', models.CharField(blank=True, max_length=160)),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='roster_lines', to='registry.group')),
                ('roster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='registry.roster')),
            ],
            options={
                'ordering': ['roster', 'code', 'name_folded'],
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
            },
        ),
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', models.CharField(max_length=200, verbose_name='หน่วยงานที่สนับสนุน')),
                ('fiscal_year', models.PositiveSmallIntegerField(verbose_name='ปีงบประมาณ')),
                ('item', models.CharField(max_length=200, verbose_name='รายการ/กิจกรรม')),
                ('amount_baht', sammachip.trail.columns.BahtField(null=True, verbose_name='จำนวนเงิน (บาท)')),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='registry.group')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='records.sheetimport')),
            ],
            options={
                'ordering': ['group', 'fiscal_year', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Village',
            fields=[
                ('code', models.CharField(max_length=8, primary_key=True, serialize=False)),
                ('moo', models.PositiveSmallIntegerField(verbose_name='หมู่ที่')),
                ('name', models.CharField(max_length=80, verbose_name='บ้าน')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='villages', to='org.area')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.AddField(
            model_name='group',
            name='village',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='registry.village'),
        ),
        migrations.CreateModel(
            name='Welfare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('birth', 'เกิด'), ('sickness', 'เจ็บป่วย'), ('age', 'ผู้สูงอายุ'), ('death', 'เสียชีวิต'), ('schooling', 'ทุนการศึกษา'), ('other', 'อื่น ๆ')], max_length=10, verbose_name='ประเภทสวัสดิการ')),
                ('amount_baht', sammachip.trail.columns.BahtField(verbose_name='จ่ายสวัสดิการ (บาท)')),
                ('persons', models.PositiveIntegerField(null=True, verbose_name='ผู้ได้รับ (คน)')),
                ('as_of', models.DateField()),
                ('source', models.CharField(max_length=60)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='welfare', to='registry.group')),
            ],
            options={
                'ordering': ['group', '-as_of', 'kind', 'pk'],
            },
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
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='registry.group')),
            ],
            options={
                'ordering': ['group', 'about', 'what', 'pk'],
                'indexes': [models.Index(fields=['group', 'about', 'what'], name='consent_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('way', 'paper'), _negated=True), ('scan__isnull', False), _connector='OR'), name='consent_on_paper_has_scan', violation_error_message='ความยินยอมที่ลงลายมือชื่อต้องแนบภาพของแบบ')],
            },
        ),
        migrations.CreateModel(
            name='Apart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='เหตุผล')),
                ('said_as', models.CharField(max_length=200)),
                ('said_at', models.DateTimeField()),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.group')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.group')),
            ],
            options={
                'ordering': ['one', 'other'],
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='apart_once_for_pair', violation_error_message='สองกลุ่มนี้มีผู้ยืนยันแล้วว่าเป็นคนละกลุ่ม'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='apart_smaller_first', violation_error_message='กลุ่มที่ยืนยันว่าเป็นคนละกลุ่มต้องเป็นสองกลุ่ม'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='apart_gives_reason', violation_error_message='การยืนยันว่าเป็นคนละกลุ่มต้องระบุเหตุผล')],
            },
        ),
        migrations.CreateModel(
            name='Income',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('before', 'ก่อนพัฒนา'), ('after', 'หลังพัฒนา')], max_length=10)),
                ('amount_baht', sammachip.trail.columns.BahtField(verbose_name='รายได้ (บาท)')),
                ('period', models.CharField(choices=[('month', 'ต่อเดือน'), ('year', 'ต่อปี')], max_length=5)),
                ('as_of', models.DateField()),
                ('method', models.CharField(blank=True, max_length=120)),
                ('source', models.CharField(max_length=60)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incomes', to='registry.group')),
            ],
            options={
                'ordering': ['group', 'moment', '-as_of', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0)), name='income_not_negative', violation_error_message='รายได้ต้องไม่ติดลบ')],
            },
        ),
        migrations.CreateModel(
            name='Jobs',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('before', 'ก่อนพัฒนา'), ('after', 'หลังพัฒนา')], max_length=10)),
                ('persons', models.PositiveIntegerField(verbose_name='ผู้มีงานทำ (คน)')),
                ('new_persons', models.PositiveIntegerField(null=True, verbose_name='ในจำนวนนี้เป็นงานใหม่ (คน)')),
                ('as_of', models.DateField()),
                ('method', models.CharField(blank=True, max_length=120)),
                ('source', models.CharField(max_length=60)),
                ('recorded_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to='registry.group')),
            ],
            options={
                'ordering': ['group', 'moment', '-as_of', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('new_persons__isnull', True), ('new_persons__lte', models.F('persons')), _connector='OR'), name='jobs_new_within_all', violation_error_message='ผู้มีงานใหม่ต้องไม่เกินผู้มีงานทำทั้งหมด')],
            },
        ),
        migrations.CreateModel(
            name='Leader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=200)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('post', models.CharField(max_length=80, verbose_name='ตำแหน่งในกลุ่ม')),
                ('name', models.CharField(error_messages={'blank': 'ยังไม่ได้ระบุชื่อ-สกุล'}, max_length=160, verbose_name='ชื่อ-สกุล')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='โทรศัพท์')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='registry.group')),
            ],
            options={
                'verbose_name': 'กรรมการและผู้มีบทบาทในกลุ่ม',
                'verbose_name_plural': 'กรรมการและผู้มีบทบาทในกลุ่ม',
                'ordering': ['group', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('group', 'key'), name='leader_once_in_group', violation_error_message='กลุ่มนี้มีกรรมการชื่อนี้แล้ว')],
            },
        ),
        migrations.CreateModel(
            name='Market',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=200)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('demonstration_centre', 'ศูนย์สาธิตการตลาด'), ('pracharat_shop', 'ร้านค้าประชารัฐสุขใจ shop'), ('community_market', 'ตลาดนัดชุมชน'), ('school', 'โรงเรียน'), ('hospital', 'โรงพยาบาล'), ('factory', 'โรงงาน'), ('hotel', 'โรงแรม'), ('other', 'อื่น ๆ')], max_length=20, verbose_name='ประเภทตลาด')),
                ('name', models.CharField(blank=True, max_length=160, verbose_name='ชื่อตลาดหรือผู้ซื้อ')),
                ('since', models.DateField(blank=True, null=True, verbose_name='ตั้งแต่วันที่')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='registry.group')),
            ],
            options={
                'verbose_name': 'ตลาดและช่องทางจำหน่าย',
                'verbose_name_plural': 'ตลาดและช่องทางจำหน่าย',
                'ordering': ['group', 'kind', 'name', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('group', 'key'), name='market_once_for_group', violation_error_message='กลุ่มนี้มีตลาดนี้แล้ว'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'other'), _negated=True), models.Q(('name', ''), _negated=True), _connector='OR'), name='market_of_another_kind_is_named', violation_error_message='ตลาดประเภทอื่น ๆ ต้องระบุชื่อ')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=200)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('number', models.CharField(blank=True, max_length=20, verbose_name='เลขที่สมาชิก')),
                ('name', models.CharField(error_messages={'blank': 'ยังไม่ได้ระบุชื่อ-สกุล'}, max_length=160, verbose_name='ชื่อ-สกุล')),
                ('joined_on', models.DateField(blank=True, null=True, verbose_name='เป็นสมาชิกตั้งแต่วันที่')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='โทรศัพท์')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='registry.group')),
            ],
            options={
                'verbose_name': 'สมาชิก',
                'verbose_name_plural': 'สมาชิก',
                'ordering': ['group', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('group', 'key'), name='member_once_in_group', violation_error_message='กลุ่มนี้มีสมาชิกชื่อนี้แล้ว — ถ้าเป็นคนละคน ให้ระบุเลขที่สมาชิก')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='เหตุผล')),
                ('merged_as', models.CharField(max_length=200)),
                ('merged_at', models.DateTimeField()),
                ('stands', models.BooleanField(default=True)),
                ('undone_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่แยกคืน')),
                ('undone_as', models.CharField(blank=True, max_length=200)),
                ('undone_at', models.DateTimeField(null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='registry.group')),
                ('into', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='registry.group')),
                ('merged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['merged_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('stands', True)), fields=('group',), name='merge_once_for_group', violation_error_message='กลุ่มนี้รวมเข้ากับกลุ่มอื่นแล้ว'), models.CheckConstraint(condition=models.Q(('group', models.F('into')), _negated=True), name='merge_joins_two', violation_error_message='รวมกลุ่มเข้ากับตัวเองไม่ได้'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='merge_gives_reason', violation_error_message='การรวมกลุ่มต้องระบุเหตุผล'), models.CheckConstraint(condition=models.Q(models.Q(('stands', True), ('undone_as', ''), ('undone_at__isnull', True), ('undone_by__isnull', True), ('undone_reason', '')), models.Q(('stands', False), ('undone_at__isnull', False), ('undone_by__isnull', False), models.Q(('undone_reason', ''), _negated=True)), _connector='OR'), name='merge_undone_is_told', violation_error_message='การแยกกลุ่มคืนต้องระบุผู้แยก เวลา และเหตุผล')],
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
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=200)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('name', models.CharField(error_messages={'blank': 'ยังไม่ได้ระบุชื่อผลิตภัณฑ์'}, max_length=200, verbose_name='ชื่อผลิตภัณฑ์')),
                ('main', models.BooleanField(default=False, verbose_name='ผลิตภัณฑ์หลัก')),
                ('occupation_kind', models.CharField(blank=True, choices=[('farming', 'ภาคการเกษตร'), ('processing', 'การแปรรูป (OTOP/SME)'), ('tourism', 'การท่องเที่ยวชุมชน'), ('other', 'อื่น ๆ')], max_length=12, verbose_name='ประเภทอาชีพ')),
                ('otop_category', models.CharField(blank=True, choices=[('food', 'อาหาร'), ('drink', 'เครื่องดื่ม'), ('textile', 'ผ้าและเครื่องแต่งกาย'), ('craft', 'ของใช้ ของตกแต่ง และของที่ระลึก'), ('herb', 'สมุนไพรที่ไม่ใช่อาหาร')], max_length=8, verbose_name='ประเภทผลิตภัณฑ์ OTOP')),
                ('producer_kind', models.CharField(blank=True, choices=[('community', 'กลุ่มผู้ผลิตชุมชน'), ('sole_owner', 'ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว'), ('sme', 'ผู้ผลิต SME')], max_length=10, verbose_name='ประเภทผู้ผลิต')),
                ('standards', models.JSONField(blank=True, default=list, validators=[sammachip.registry.models.lists.known_standards], verbose_name='มาตรฐานที่ได้รับ')),
                ('other_standard', models.CharField(blank=True, max_length=120, verbose_name='มาตรฐานอื่น')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='registry.group')),
            ],
            options={
                'verbose_name': 'ผลิตภัณฑ์',
                'verbose_name_plural': 'ผลิตภัณฑ์',
                'ordering': ['group', '-main', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('group', 'key'), name='product_once_in_group', violation_error_message='กลุ่มนี้มีผลิตภัณฑ์ชื่อนี้แล้ว'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('main', True)), fields=('group',), name='product_main_is_one', violation_error_message='กลุ่มมีผลิตภัณฑ์หลักได้รายการเดียว')],
            },
        ),
        migrations.AddConstraint(
            model_name='roster',
            constraint=models.UniqueConstraint(fields=('key', 'office', 'number'), name='roster_number_once', violation_error_message='บัญชีนี้มีฉบับเลขที่นี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='roster',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('letter_number', ''), _negated=True), models.Q(('letter_from', ''), _negated=True)), name='roster_names_its_letter', violation_error_message='บัญชีรายชื่อต้องระบุเลขที่หนังสือและผู้ออกหนังสือ'),
        ),
        migrations.AddIndex(
            model_name='rosterline',
            index=models.Index(fields=['code', 'roster'], name='roster_line_of_village'),
        ),
        migrations.AddConstraint(
            model_name='rosterline',
            constraint=models.UniqueConstraint(fields=('roster', 'code', 'name_folded'), name='roster_line_once', violation_error_message='บัญชีฉบับนี้มีรายการนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='settlement_gives_reason', violation_error_message='การตัดสินข้อมูลที่ไม่ตรงกันต้องระบุเหตุผล'),
        ),
        migrations.AddIndex(
            model_name='support',
            index=models.Index(fields=['group', 'fiscal_year'], name='support_by_group_and_year'),
        ),
        migrations.AddConstraint(
            model_name='support',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__isnull', True), ('amount_baht__gte', 0), _connector='OR'), name='support_not_negative', violation_error_message='จำนวนเงินที่หน่วยงานอื่นสนับสนุนต้องไม่ติดลบ'),
        ),
        migrations.AddConstraint(
            model_name='support',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agency', ''), _negated=True), models.Q(('item', ''), _negated=True)), name='support_says_who_and_what', violation_error_message='การสนับสนุนจากหน่วยงานอื่นต้องระบุหน่วยงานและรายการ'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(condition=models.Q(('taken_back_by__isnull', True)), fields=('village', 'name_folded', 'kind'), name='group_once_in_village', violation_error_message='หมู่บ้านนี้มีกลุ่มชื่อนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(('members_count__isnull', True), ('members_count__gt', 0), _connector='OR'), name='group_has_members', violation_error_message='จำนวนสมาชิกต้องมากกว่าศูนย์'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (Decimal('5.5'), Decimal('20.5'))), ('longitude__range', (Decimal('97.3'), Decimal('105.7')))), _connector='OR'), name='group_lies_in_thailand', violation_error_message='พิกัดต้องมีทั้งละติจูด (5.5-20.5) และลองจิจูด (97.3-105.7) และอยู่ในประเทศไทย — ตรวจว่าสลับสองค่ากันหรือไม่'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(('activity', 'active'), models.Q(('activity_on__isnull', False), models.Q(('activity_reason', ''), _negated=True)), _connector='OR'), name='group_stops_with_day_and_reason', violation_error_message='กลุ่มที่พักกิจการหรือยุบเลิกต้องระบุวันที่และเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(('otop_year__isnull', True), ('otop_year__range', (2544, 2699)), _connector='OR'), name='group_otop_year_is_buddhist', violation_error_message='ปีที่ลงทะเบียน OTOP ต้องเป็น พ.ศ. ตั้งแต่ 2544'),
        ),
        migrations.AddConstraint(
            model_name='welfare',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0)), name='welfare_not_negative', violation_error_message='เงินสวัสดิการต้องไม่ติดลบ'),
        ),
        ]),
    ]
