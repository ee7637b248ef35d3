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
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='ชื่อกลุ่ม')),
                ('name_sort', models.CharField(max_length=400)),
                ('name_folded', models.CharField(db_index=True, max_length=160)),
                ('kind', models.CharField(choices=[('occupational', 'กลุ่มอาชีพ'), ('savings', 'กลุ่มออมทรัพย์เพื่อการผลิต')], max_length=14, verbose_name='ชนิดกลุ่ม')),
                ('path', sammachip.trail.columns.PathField(db_index=True, max_length=60)),
                ('product', models.CharField(blank=True, max_length=200, verbose_name='ผลิตภัณฑ์ของกลุ่ม')),
                ('occupation_kind', models.CharField(blank=True, choices=[('farming', 'ภาคการเกษตร'), ('processing', 'การแปรรูป (OTOP/SME)'), ('tourism', 'การท่องเที่ยวชุมชน'), ('other', 'อื่น ๆ')], max_length=12, verbose_name='ประเภทอาชีพ')),
                ('members_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='สมาชิก (คน)')),
                ('sale_places', models.CharField(blank=True, max_length=200, verbose_name='สถานที่จำหน่าย')),
                ('otop_registered', models.BooleanField(blank=True, null=True, verbose_name='ลงทะเบียน OTOP')),
                ('chair_name', models.CharField(blank=True, max_length=160, verbose_name='ประธานกลุ่ม')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='โทรศัพท์')),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['village', 'name_sort', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('members_count__isnull', True), ('members_count__gt', 0), _connector='OR'), name='group_has_members', violation_error_message='จำนวนสมาชิกต้องมากกว่าศูนย์'),
                ],
            },
        ),
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
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='registry.group')),
            ],
            options={
                'ordering': ['-version', 'field', 'pk'],
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
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(fields=('village', 'name_folded', 'kind'), name='group_once_in_village', violation_error_message='หมู่บ้านนี้มีกลุ่มชื่อนี้แล้ว'),
        ),
    ]
