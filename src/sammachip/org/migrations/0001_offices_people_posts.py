import django.db.models.deletion
import sammachip.trail.columns
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=40, null=True, unique=True, verbose_name='ชื่อผู้ใช้')),
                ('prefix', models.CharField(max_length=30, verbose_name='คำนำหน้า')),
                ('given_name', models.CharField(max_length=80, verbose_name='ชื่อ')),
                ('family_name', models.CharField(max_length=80, verbose_name='นามสกุล')),
                ('name_sort', models.CharField(blank=True, db_index=True, max_length=340)),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='โทรศัพท์')),
                ('is_active', models.BooleanField(default=True, verbose_name='ใช้งานได้')),
                ('must_change_password', models.BooleanField(default=False)),
                ('language', models.CharField(choices=[('th', 'ไทย'), ('en', 'English')], default='th', max_length=2)),
            ],
            options={
                'ordering': ['given_name', 'family_name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('username__isnull', True), models.Q(('username', ''), _negated=True), _connector='OR'), name='person_username_not_blank', violation_error_message='ชื่อผู้ใช้ต้องไม่เป็นค่าว่าง')],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('code', models.CharField(max_length=6, primary_key=True, serialize=False)),
                ('level', models.CharField(choices=[('province', 'จังหวัด'), ('district', 'อำเภอ'), ('subdistrict', 'ตำบล')], max_length=12)),
                ('name_th', models.CharField(max_length=80)),
                ('name_en', models.CharField(max_length=80)),
                ('name_sort', models.CharField(max_length=200)),
                ('path', sammachip.trail.columns.PathField(db_index=True, max_length=60)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='org.area')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('code', models.CharField(max_length=4, primary_key=True, serialize=False, verbose_name='รหัส')),
                ('level', models.CharField(choices=[('nation', 'กรม'), ('province', 'จังหวัด'), ('district', 'อำเภอ')], max_length=10, verbose_name='ระดับ')),
                ('name', models.CharField(max_length=120, verbose_name='ชื่อหน่วยงาน')),
                ('short_name', models.CharField(max_length=60, verbose_name='ชื่อย่อ')),
                ('place_name', models.CharField(max_length=80, verbose_name='ชื่อพื้นที่')),
                ('name_en', models.CharField(max_length=120)),
                ('name_sort', models.CharField(max_length=260)),
                ('path', sammachip.trail.columns.PathField(max_length=60, unique=True)),
                ('authority', models.CharField(max_length=120, verbose_name='ส่วนราชการเจ้าของหนังสือ')),
                ('authority_head', models.CharField(max_length=120, verbose_name='ตำแหน่งหัวหน้าส่วนราชการ')),
                ('letter_code', models.CharField(blank=True, max_length=30, verbose_name='รหัสหนังสือ')),
                ('address', models.TextField(blank=True, verbose_name='ที่อยู่บนหนังสือ')),
                ('phone', models.CharField(blank=True, max_length=80, verbose_name='โทรศัพท์')),
                ('fax', models.CharField(blank=True, max_length=80, verbose_name='โทรสาร')),
                ('works_here', models.BooleanField(default=True, verbose_name='ใช้ระบบนี้')),
                ('area', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='office', to='org.area')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='org.office')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('area__isnull', True), ('level', 'nation'), ('parent__isnull', True)), models.Q(models.Q(('level', 'nation'), _negated=True), ('area__isnull', False), ('parent__isnull', False)), _connector='OR'), name='office_below_nation_has_parent', violation_error_message='หน่วยงานที่ต่ำกว่ากรมต้องมีหน่วยงานเหนือขึ้นไปและพื้นที่'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60, verbose_name='เลขที่คำสั่ง')),
                ('dated_on', models.DateField(verbose_name='ลงวันที่')),
                ('subject', models.CharField(max_length=300, verbose_name='เรื่อง')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='org.office')),
            ],
            options={
                'ordering': ['-dated_on', '-pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('office', 'number', 'dated_on'), name='order_once', violation_error_message='มีคำสั่งเลขที่และวันที่นี้แล้ว'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(blank=True, choices=[('field-officer', 'เจ้าหน้าที่พัฒนาชุมชน (พัฒนากร)'), ('district-head', 'พัฒนาการอำเภอ'), ('district-finance', 'การเงินอำเภอ'), ('province-officer', 'เจ้าหน้าที่จังหวัด'), ('province-head', 'พัฒนาการจังหวัด'), ('province-finance', 'การเงินจังหวัด'), ('department-officer', 'เจ้าหน้าที่กรม'), ('department-head', 'ผู้บริหารกรม'), ('auditor', 'ผู้ตรวจสอบ'), ('administrator', 'ผู้ดูแลบัญชีผู้ใช้')], max_length=20, verbose_name='บทบาท')),
                ('title', models.CharField(max_length=120, verbose_name='ตำแหน่ง')),
                ('starts_on', models.DateField(verbose_name='ตั้งแต่วันที่')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='ถึงวันที่')),
                ('duty_areas', models.ManyToManyField(blank=True, related_name='field_posts', to='org.area')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='org.office')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['office', 'role', 'starts_on', 'pk'],
                'indexes': [
                    models.Index(fields=['office', 'role'], name='post_of_office'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='post_ends_after_it_starts', violation_error_message='วันสิ้นสุดของตำแหน่งต้องไม่ก่อนวันเริ่ม'),
                    models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('person', 'office', 'role'), name='post_open_once', violation_error_message='ผู้นี้ดำรงตำแหน่งนี้ในหน่วยงานนี้อยู่แล้ว'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AuditScope',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme_code', models.CharField(blank=True, max_length=60)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='audit_scopes', to='org.post')),
            ],
        ),
        migrations.CreateModel(
            name='Power',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('on_behalf', 'ปฏิบัติราชการแทน'), ('in_charge', 'รักษาราชการแทน'), ('acting_for', 'ทำการแทน'), ('working_for', 'ปฏิบัติงานแทน'), ('in_position', 'รักษาการในตำแหน่ง')], max_length=12, verbose_name='รูปแบบการลงนามแทน')),
                ('for_title', models.CharField(max_length=120, verbose_name='แทนตำแหน่ง')),
                ('for_role', models.CharField(blank=True, choices=[('field-officer', 'เจ้าหน้าที่พัฒนาชุมชน (พัฒนากร)'), ('district-head', 'พัฒนาการอำเภอ'), ('district-finance', 'การเงินอำเภอ'), ('province-officer', 'เจ้าหน้าที่จังหวัด'), ('province-head', 'พัฒนาการจังหวัด'), ('province-finance', 'การเงินจังหวัด'), ('department-officer', 'เจ้าหน้าที่กรม'), ('department-head', 'ผู้บริหารกรม'), ('auditor', 'ผู้ตรวจสอบ'), ('administrator', 'ผู้ดูแลบัญชีผู้ใช้')], max_length=20, verbose_name='แทนบทบาทในระบบ')),
                ('programme_code', models.CharField(blank=True, max_length=60, verbose_name='เฉพาะโครงการ')),
                ('limit_baht', sammachip.trail.columns.BahtField(blank=True, null=True, verbose_name='วงเงินไม่เกิน (บาท)')),
                ('starts_on', models.DateField(verbose_name='ตั้งแต่วันที่')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='ถึงวันที่')),
                ('for_office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='powers', to='org.office')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='powers', to=settings.AUTH_USER_MODEL)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='powers', to='org.order')),
            ],
            options={
                'ordering': ['order', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('limit_baht__isnull', True), ('limit_baht__gt', 0), _connector='OR'), name='power_limit_is_positive', violation_error_message='วงเงินตามคำสั่งต้องมากกว่าศูนย์'),
                    models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='power_ends_after_it_starts', violation_error_message='วันสิ้นสุดอำนาจต้องไม่ก่อนวันเริ่ม'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ResetCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reset_codes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='ชื่อกลุ่มงาน')),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='org.office')),
            ],
            options={
                'ordering': ['office', 'position', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('office', 'name'), name='section_once_in_office', violation_error_message='หน่วยงานนี้มีกลุ่มงานชื่อนี้แล้ว'),
                ],
            },
        ),
        migrations.AddField(
            model_name='post',
            name='section',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='org.section'),
        ),
    ]
