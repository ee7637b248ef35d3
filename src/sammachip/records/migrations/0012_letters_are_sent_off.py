import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0007_offices_count_their_versions'),
        ('records', '0011_letters_are_written'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to_name', models.CharField(blank=True, max_length=200, verbose_name='ผู้รับภายนอก')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='อีเมล')),
                ('due_on', models.DateField(null=True, verbose_name='กำหนดตามหนังสือ')),
                ('sent_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('told_number', models.CharField(blank=True, max_length=60, verbose_name='เลขรับที่ผู้รับแจ้ง')),
                ('told_on', models.DateField(null=True, verbose_name='รับวันที่')),
                ('mailed_at', models.DateTimeField(null=True)),
                ('mail_tries', models.PositiveSmallIntegerField(default=0)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='records.outgoingletter')),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_arrived', to='org.office')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('received', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delivery', to='records.incomingletter')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('told_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['line', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('email', ''), ('office__isnull', False)), models.Q(('office__isnull', True), models.Q(('email', ''), _negated=True)), _connector='OR'), name='delivery_goes_to_one', violation_error_message='ผู้รับต้องเป็นหน่วยงาน หรือผู้รับภายนอกที่มีอีเมล'), models.UniqueConstraint(fields=('line', 'office'), name='delivery_once_to_office', violation_error_message='ส่งหนังสือฉบับนี้ให้หน่วยงานนี้แล้ว'), models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('line', 'email'), name='delivery_once_to_address', violation_error_message='ส่งหนังสือฉบับนี้ถึงอีเมลนี้แล้ว'), models.CheckConstraint(condition=models.Q(models.Q(('told_by__isnull', True), ('told_number', ''), ('told_on__isnull', True)), models.Q(('office__isnull', False), ('told_by__isnull', False), ('told_on__isnull', False)), _connector='OR'), name='delivery_told_by_somebody', violation_error_message='การรับที่ผู้รับแจ้งต้องมีวันที่และผู้บันทึก')],
            },
        ),
        migrations.CreateModel(
            name='Enclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enclosures', to='records.outgoingletter')),
            ],
            options={
                'ordering': ['line', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('line', 'file'), name='enclosure_once', violation_error_message='ไฟล์นี้แนบกับหนังสือฉบับนี้แล้ว')],
            },
        ),
    ]
