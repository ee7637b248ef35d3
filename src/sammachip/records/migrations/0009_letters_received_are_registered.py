import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0007_offices_count_their_versions'),
        ('records', '0008_letters_sent_are_registered'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='numberseries',
            name='series',
            field=models.CharField(choices=[('letter', 'หนังสือทั่วไป'), ('circular', 'หนังสือเวียน (ว)'), ('received', 'หนังสือรับ')], max_length=10, verbose_name='ชุดเลข'),
        ),
        migrations.CreateModel(
            name='IncomingLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='ปี พ.ศ.')),
                ('running', models.PositiveIntegerField(null=True)),
                ('number', models.CharField(max_length=60, verbose_name='เลขรับ')),
                ('received_at', models.DateTimeField(verbose_name='รับเมื่อ')),
                ('letter_number', models.CharField(blank=True, max_length=60, verbose_name='ที่')),
                ('dated_on', models.DateField(null=True, verbose_name='ลงวันที่')),
                ('from_whom', models.CharField(max_length=200, verbose_name='จาก')),
                ('to_whom', models.CharField(max_length=200, verbose_name='ถึง')),
                ('subject', models.CharField(max_length=300, verbose_name='เรื่อง')),
                ('urgency', models.CharField(choices=[('plain', 'ปกติ'), ('urgent', 'ด่วน'), ('very', 'ด่วนมาก'), ('most', 'ด่วนที่สุด')], default='plain', max_length=10, verbose_name='ชั้นความเร็ว')),
                ('due_on', models.DateField(null=True, verbose_name='กำหนดตามหนังสือ')),
                ('kept_in', models.CharField(blank=True, max_length=120, verbose_name='แฟ้มที่เก็บต้นฉบับ')),
                ('recorded_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('received', 'ลงรับแล้ว'), ('noted', 'เสนอแล้ว'), ('ordered', 'สั่งการแล้ว'), ('assigned', 'มอบหมายแล้ว'), ('done', 'ดำเนินการแล้ว')], default='received', max_length=10)),
                ('version', models.PositiveSmallIntegerField(default=0)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('cancelled_why', models.CharField(blank=True, max_length=300, verbose_name='เหตุที่ยกเลิก')),
                ('cancelled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incoming_letters', to='org.office')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_held', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('section', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.section')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='IncomingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='records.incomingletter')),
            ],
            options={
                'ordering': ['letter', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='IncomingAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('noted', 'เกษียน'), ('ordered', 'สั่งการ'), ('assigned', 'มอบหมาย'), ('done', 'ปิดเรื่อง')], max_length=10)),
                ('words', models.CharField(blank=True, max_length=600, verbose_name='ข้อความ')),
                ('done_by_name', models.CharField(max_length=160, verbose_name='ผู้ดำเนินการ')),
                ('done_by_title', models.CharField(max_length=200, verbose_name='ตำแหน่ง')),
                ('done_on', models.DateField(verbose_name='วันที่')),
                ('on_paper', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField()),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('section', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.section')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='records.incomingletter')),
            ],
            options={
                'ordering': ['letter', 'position'],
            },
        ),
        migrations.AddIndex(
            model_name='incomingletter',
            index=models.Index(fields=['office', 'state'], name='incoming_at_work'),
        ),
        migrations.AddConstraint(
            model_name='incomingletter',
            constraint=models.UniqueConstraint(fields=('office', 'year', 'number'), name='receiving_number_once_a_year', violation_error_message='เลขรับนี้มีในทะเบียนหนังสือรับของปีนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='incomingletter',
            constraint=models.UniqueConstraint(fields=('office', 'year', 'running'), name='receiving_running_once_a_year', violation_error_message='เลขลำดับนี้ลงรับไปแล้วในปีนี้'),
        ),
        migrations.AddConstraint(
            model_name='incomingletter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('officer__isnull', True), ('section__isnull', True)), ('state__in', ['assigned', 'done']), _connector='OR'), name='incoming_held_only_while_assigned', violation_error_message='หนังสือมีผู้รับผิดชอบเมื่อมอบหมายแล้วเท่านั้น'),
        ),
        migrations.AddConstraint(
            model_name='incomingletter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'received'), ('version', 0)), models.Q(models.Q(('state', 'received'), _negated=True), ('version__gte', 1)), _connector='OR'), name='incoming_moves_by_acts', violation_error_message='สถานะของหนังสือรับเปลี่ยนเมื่อมีการเสนอ สั่งการ มอบหมาย หรือปิดเรื่องเท่านั้น'),
        ),
        migrations.AddConstraint(
            model_name='incomingletter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('cancelled_why', '')), models.Q(('cancelled_at__isnull', False), models.Q(('cancelled_why', ''), _negated=True)), _connector='OR'), name='incoming_cancelled_says_why', violation_error_message='การยกเลิกเลขรับต้องมีเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='incomingfile',
            constraint=models.UniqueConstraint(fields=('letter', 'file'), name='incoming_file_once', violation_error_message='ไฟล์นี้แนบกับหนังสือรับฉบับนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='incomingact',
            constraint=models.UniqueConstraint(fields=('letter', 'position'), name='incoming_act_once', violation_error_message='มีผู้บันทึกเรื่องนี้ไปก่อนแล้ว'),
        ),
        migrations.AddConstraint(
            model_name='incomingact',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'assigned'), models.Q(('officer__isnull', True), ('section__isnull', True)), _connector='OR'), name='incoming_act_assigns_to_somebody', violation_error_message='ระบุผู้รับผิดชอบได้เฉพาะการมอบหมาย'),
        ),
        migrations.AddConstraint(
            model_name='incomingact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), ('kind__in', ['assigned', 'done']), _connector='OR'), name='incoming_act_says_something', violation_error_message='การเกษียนและการสั่งการต้องมีข้อความ'),
        ),
        migrations.AddConstraint(
            model_name='incomingact',
            constraint=models.CheckConstraint(condition=models.Q(('done_by_name', ''), _negated=True), name='incoming_act_names_who', violation_error_message='ระบุชื่อผู้เกษียน สั่งการ มอบหมาย หรือปิดเรื่อง'),
        ),
    ]
