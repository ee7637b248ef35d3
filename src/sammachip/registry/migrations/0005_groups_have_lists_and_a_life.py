from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import sammachip.registry.models.lists
import sammachip.registry.models.profile
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_sheets_wait_for_answers'),
        ('registry', '0004_imported_groups_are_taken_back'),
    ]

    operations = [
        migrations.CreateModel(
            name='Leader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=200)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('post', models.CharField(max_length=80, verbose_name='ตำแหน่งในกลุ่ม')),
                ('name', models.CharField(error_messages={'blank': 'ยังไม่ได้ระบุชื่อ-สกุล'}, max_length=160, verbose_name='ชื่อ-สกุล')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='โทรศัพท์')),
            ],
            options={
                'verbose_name': 'กรรมการและผู้มีบทบาทในกลุ่ม',
                'verbose_name_plural': 'กรรมการและผู้มีบทบาทในกลุ่ม',
                'ordering': ['group', 'pk'],
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
            ],
            options={
                'verbose_name': 'ตลาดและช่องทางจำหน่าย',
                'verbose_name_plural': 'ตลาดและช่องทางจำหน่าย',
                'ordering': ['group', 'kind', 'name', 'pk'],
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
            ],
            options={
                'verbose_name': 'ผลิตภัณฑ์',
                'verbose_name_plural': 'ผลิตภัณฑ์',
                'ordering': ['group', '-main', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='group',
            name='activity',
            field=models.CharField(choices=[('active', 'ดำเนินการ'), ('paused', 'พักกิจการ'), ('dissolved', 'ยุบเลิก')], default='active', max_length=9, verbose_name='สภาพการดำเนินการ'),
        ),
        migrations.AddField(
            model_name='group',
            name='activity_on',
            field=models.DateField(blank=True, null=True, verbose_name='เปลี่ยนสภาพเมื่อวันที่'),
        ),
        migrations.AddField(
            model_name='group',
            name='activity_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่เปลี่ยนสภาพ'),
        ),
        migrations.AddField(
            model_name='group',
            name='facebook',
            field=models.CharField(blank=True, max_length=200, verbose_name='เฟซบุ๊ก'),
        ),
        migrations.AddField(
            model_name='group',
            name='founded_on',
            field=models.DateField(blank=True, null=True, verbose_name='วันที่จัดตั้งกลุ่ม'),
        ),
        migrations.AddField(
            model_name='group',
            name='latitude',
            field=sammachip.registry.models.profile.DegreesField(blank=True, decimal_places=6, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(Decimal("5.5")), django.core.validators.MaxValueValidator(Decimal("20.5"))], verbose_name='ละติจูด'),
        ),
        migrations.AddField(
            model_name='group',
            name='line_id',
            field=models.CharField(blank=True, max_length=80, verbose_name='ไลน์ไอดี'),
        ),
        migrations.AddField(
            model_name='group',
            name='located_by',
            field=models.CharField(blank=True, choices=[('device', 'วัดด้วยเครื่องในพื้นที่'), ('map', 'ชี้ตำแหน่งบนแผนที่'), ('village', 'ใช้จุดกลางหมู่บ้าน')], max_length=8, verbose_name='ที่มาของพิกัด'),
        ),
        migrations.AddField(
            model_name='group',
            name='longitude',
            field=sammachip.registry.models.profile.DegreesField(blank=True, decimal_places=6, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(Decimal("97.3")), django.core.validators.MaxValueValidator(Decimal("105.7"))], verbose_name='ลองจิจูด'),
        ),
        migrations.AddField(
            model_name='group',
            name='otop_number',
            field=models.CharField(blank=True, max_length=40, verbose_name='เลขทะเบียน OTOP'),
        ),
        migrations.AddField(
            model_name='group',
            name='otop_year',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(2544)], verbose_name='ปีที่ลงทะเบียน OTOP (พ.ศ.)'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (Decimal("5.5"), Decimal("20.5"))), ('longitude__range', (Decimal("97.3"), Decimal("105.7")))), _connector='OR'), name='group_lies_in_thailand', violation_error_message='พิกัดต้องมีทั้งละติจูด (5.5-20.5) และลองจิจูด (97.3-105.7) และอยู่ในประเทศไทย — ตรวจว่าสลับสองค่ากันหรือไม่'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(('activity', 'active'), models.Q(('activity_on__isnull', False), models.Q(('activity_reason', ''), _negated=True)), _connector='OR'), name='group_stops_with_day_and_reason', violation_error_message='กลุ่มที่พักกิจการหรือยุบเลิกต้องระบุวันที่และเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(('otop_year__isnull', True), ('otop_year__range', (2544, 2699)), _connector='OR'), name='group_otop_year_is_buddhist', violation_error_message='ปีที่ลงทะเบียน OTOP ต้องเป็น พ.ศ. ตั้งแต่ 2544'),
        ),
        migrations.AddField(
            model_name='leader',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='registry.group'),
        ),
        migrations.AddField(
            model_name='market',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='registry.group'),
        ),
        migrations.AddField(
            model_name='product',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='registry.group'),
        ),
        migrations.AddConstraint(
            model_name='leader',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('group', 'key'), name='leader_once_in_group', violation_error_message='กลุ่มนี้มีกรรมการชื่อนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='market',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('group', 'key'), name='market_once_for_group', violation_error_message='กลุ่มนี้มีตลาดนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='market',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'other'), _negated=True), models.Q(('name', ''), _negated=True), _connector='OR'), name='market_of_another_kind_is_named', violation_error_message='ตลาดประเภทอื่น ๆ ต้องระบุชื่อ'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('group', 'key'), name='product_once_in_group', violation_error_message='กลุ่มนี้มีผลิตภัณฑ์ชื่อนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('main', True)), fields=('group',), name='product_main_is_one', violation_error_message='กลุ่มมีผลิตภัณฑ์หลักได้รายการเดียว'),
        ),
    ]
