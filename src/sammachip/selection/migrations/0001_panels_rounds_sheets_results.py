"""Panels, rounds with their entries, score sheets, and what is resolved of them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0024_groups_write_from_seats'),
        ('org', '0007_offices_count_their_versions'),
        ('records', '0004_sheets_may_be_discarded'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Panel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='ชื่อคณะกรรมการ')),
                ('quorum', models.PositiveSmallIntegerField(verbose_name='องค์ประชุมไม่น้อยกว่า (คน)')),
                ('saved', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='panels', to='cases.case')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='panels', to='org.order')),
            ],
            options={
                'ordering': ['case', '-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PanelSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(choices=[('chair', 'ประธานกรรมการ'), ('member', 'กรรมการ'), ('secretary', 'กรรมการและเลขานุการ'), ('assistant', 'ผู้ช่วยเลขานุการ')], max_length=10, verbose_name='หน้าที่')),
                ('post', models.CharField(blank=True, max_length=200, verbose_name='ตำแหน่ง')),
                ('marks', models.BooleanField(default=True, verbose_name='ให้คะแนน')),
                ('starts_on', models.DateField(verbose_name='ตั้งแต่วันที่')),
                ('ends_on', models.DateField(null=True, verbose_name='ถึงวันที่')),
                ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่พ้นหน้าที่')),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='selection.panel')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='panel_seats', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['panel', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rules', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('places', models.PositiveIntegerField()),
                ('opened_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('panel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='selection.panel')),
                ('task', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='round', to='cases.task')),
            ],
            options={
                'ordering': ['task__case', 'task__position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Resolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('meeting', models.CharField(max_length=200, verbose_name='การประชุม')),
                ('met_on', models.DateField(verbose_name='วันที่ประชุม')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='สถานที่หรือช่องทางประชุม')),
                ('present', models.JSONField(default=list)),
                ('minutes', models.TextField(max_length=8000, verbose_name='รายงานการประชุม')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่แก้ไขผล')),
                ('frozen', models.JSONField(default=dict)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('saved', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.paper')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='selection.round')),
            ],
            options={
                'ordering': ['round', 'number'],
            },
        ),
        migrations.CreateModel(
            name='RoundEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('revision', models.PositiveIntegerField()),
                ('handed_in_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ออกจากรอบ')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='cases.case')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='cases.filing')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='selection.round')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='cases.task')),
            ],
            options={
                'verbose_name_plural': 'entries',
                'ordering': ['round', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('passed', models.BooleanField()),
                ('tier', models.CharField(blank=True, max_length=40)),
                ('reserve', models.PositiveIntegerField(null=True)),
                ('total', models.CharField(max_length=80)),
                ('told_by', models.CharField(blank=True, max_length=40)),
                ('resolution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='selection.resolution')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='selection.roundentry')),
            ],
            options={
                'ordering': ['resolution', 'place', 'entry__number'],
            },
        ),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('complainant', models.CharField(max_length=160, verbose_name='ผู้ร้อง')),
                ('received_on', models.DateField(verbose_name='วันที่รับเรื่อง')),
                ('words', models.TextField(max_length=4000, verbose_name='ข้อร้องเรียน')),
                ('recorded_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True, max_length=4000, verbose_name='คำตอบ')),
                ('answered_on', models.DateField(null=True, verbose_name='วันที่ตอบ')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
                ('resolution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='selection.resolution')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='selection.roundentry')),
            ],
            options={
                'ordering': ['resolution', 'received_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ถอนการมอบหมาย')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='selection.panelseat')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='selection.roundentry')),
            ],
            options={
                'ordering': ['entry', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RoundTier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(blank=True, max_length=40)),
                ('places', models.PositiveIntegerField()),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tiers', to='selection.round')),
            ],
            options={
                'ordering': ['round', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('remark', models.CharField(blank=True, max_length=2000, verbose_name='ความเห็น')),
                ('saved', models.PositiveIntegerField(default=0)),
                ('begun_at', models.DateTimeField()),
                ('sealed_at', models.DateTimeField(null=True)),
                ('replaced_at', models.DateTimeField(null=True)),
                ('replace_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ให้คะแนนใหม่')),
                ('signed_on', models.DateField(null=True, verbose_name='วันที่ลงนามในกระดาษ')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='selection.roundentry')),
                ('keyed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='selection.panelseat')),
            ],
            options={
                'ordering': ['entry', 'seat', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(max_length=40)),
                ('hundredths', models.PositiveIntegerField(verbose_name='คะแนน')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='เหตุผล')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='selection.sheet')),
            ],
            options={
                'ordering': ['sheet', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TieVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entries', models.JSONField()),
                ('minute', models.CharField(max_length=1000, verbose_name='มติและเหตุผล')),
                ('voted_on', models.DateField(verbose_name='วันที่ลงมติ')),
                ('made_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ถอนมติ')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='selection.round')),
            ],
            options={
                'ordering': ['round', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('follows', models.PositiveIntegerField()),
                ('withdrawn_on', models.DateField(verbose_name='วันที่ถอนตัว')),
                ('letter_number', models.CharField(blank=True, max_length=60, verbose_name='ตามหนังสือที่')),
                ('reason', models.CharField(max_length=300, verbose_name='เหตุผล')),
                ('recorded_at', models.DateTimeField()),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='selection.roundentry')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='selection.round')),
            ],
            options={
                'ordering': ['round', 'follows'],
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(max_length=40, verbose_name='เหตุ')),
                ('because', models.CharField(max_length=300, verbose_name='ข้อเท็จจริง')),
                ('derived', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lift_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ยกเลิก')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='cases.case')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['case', 'person', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('person', 'case', 'ground'), name='conflict_once', violation_error_message='บันทึกการมีส่วนได้เสียเหตุนี้ไว้แล้ว'), models.CheckConstraint(condition=models.Q(models.Q(('lift_reason', ''), ('lifted_at__isnull', True), ('lifted_by__isnull', True)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), models.Q(('lift_reason', ''), _negated=True)), _connector='OR'), name='conflict_lifted_says_who_and_why', violation_error_message='การยกเลิกต้องระบุผู้ยกเลิกและเหตุผล')],
            },
        ),
        migrations.AddConstraint(
            model_name='panel',
            constraint=models.CheckConstraint(condition=models.Q(('quorum__gt', 0)), name='panel_quorum_is_some', violation_error_message='องค์ประชุมต้องมีอย่างน้อย 1 คน'),
        ),
        migrations.AddConstraint(
            model_name='panel',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('case',), name='panel_one_standing', violation_error_message='มีคณะกรรมการที่ยังทำหน้าที่อยู่แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='panelseat',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('panel', 'person'), name='panel_seat_once', violation_error_message='ผู้นี้เป็นกรรมการชุดนี้อยู่แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='panelseat',
            constraint=models.UniqueConstraint(condition=models.Q(('duty', 'chair'), ('ends_on__isnull', True)), fields=('panel',), name='panel_one_chair', violation_error_message='คณะกรรมการมีประธานได้คนเดียว'),
        ),
        migrations.AddConstraint(
            model_name='panelseat',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='panel_seat_ended_says_why', violation_error_message='การพ้นหน้าที่ต้องระบุเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('places__gt', 0)), name='round_has_places', violation_error_message='รอบคัดเลือกต้องมีอย่างน้อยหนึ่งที่'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.UniqueConstraint(fields=('round', 'number'), name='resolution_number_once', violation_error_message='มติลำดับนี้มีอยู่แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='resolution_changes_with_a_reason', violation_error_message='มติที่แก้ไขผลต้องระบุเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='resolution',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), models.Q(('published_by__isnull', False), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='resolution_published_is_frozen', violation_error_message='มติที่ประกาศแล้วต้องมีผู้ประกาศและรหัสกำกับ'),
        ),
        migrations.AddConstraint(
            model_name='roundentry',
            constraint=models.UniqueConstraint(fields=('round', 'case'), name='entry_once_in_round', violation_error_message='กลุ่มนี้อยู่ในรอบนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='roundentry',
            constraint=models.UniqueConstraint(fields=('round', 'number'), name='entry_number_once', violation_error_message='ลำดับผลงานนี้มีในรอบแล้ว'),
        ),
        migrations.AddConstraint(
            model_name='roundentry',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('withdrawn_reason', ''), _negated=True), _connector='OR'), name='entry_withdrawn_says_why', violation_error_message='การออกจากรอบต้องระบุเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.UniqueConstraint(fields=('resolution', 'entry'), name='placement_once', violation_error_message='ผลงานนี้มีลำดับในมตินี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('passed', True), ('reserve__isnull', True)), models.Q(('passed', False), ('tier', '')), _connector='OR'), name='placement_tier_or_reserve', violation_error_message='ผู้ผ่านมีระดับ ผู้ไม่ผ่านมีลำดับสำรอง อย่างใดอย่างหนึ่ง'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_by__isnull', True), ('answered_on__isnull', True)), models.Q(('answered_by__isnull', False), ('answered_on__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='complaint_answered_whole', violation_error_message='คำตอบต้องมีวันที่และผู้ตอบ'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('entry', 'seat'), name='assignment_once', violation_error_message='มอบหมายกรรมการผู้นี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='roundtier',
            constraint=models.UniqueConstraint(fields=('round', 'name'), name='round_tier_once', violation_error_message='ระดับนี้มีในรอบแล้ว'),
        ),
        migrations.AddConstraint(
            model_name='sheet',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('entry', 'seat'), name='sheet_one_current', violation_error_message='กรรมการผู้นี้มีใบคะแนนของผลงานนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='sheet',
            constraint=models.CheckConstraint(condition=models.Q(('keyed_by__isnull', True), ('sealed_at__isnull', True), models.Q(('checked_by__isnull', False), models.Q(('checked_by', models.F('keyed_by')), _negated=True)), _connector='OR'), name='sheet_on_paper_is_checked_by_another', violation_error_message='ใบคะแนนกระดาษต้องมีผู้ตรวจทานซึ่งไม่ใช่ผู้บันทึก'),
        ),
        migrations.AddConstraint(
            model_name='sheet',
            constraint=models.CheckConstraint(condition=models.Q(('replaced_at__isnull', True), models.Q(('sealed_at__isnull', False), models.Q(('replace_reason', ''), _negated=True)), _connector='OR'), name='sheet_replaced_was_sealed_and_says_why', violation_error_message='ให้คะแนนใหม่ได้เฉพาะใบที่ปิดผนึกแล้ว และต้องระบุเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.UniqueConstraint(fields=('sheet', 'criterion'), name='mark_once', violation_error_message='ให้คะแนนเกณฑ์นี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.UniqueConstraint(fields=('round', 'follows'), name='withdrawal_in_turn', violation_error_message='มีผู้บันทึกการถอนตัวอื่นก่อนหน้า'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='withdrawal_says_why', violation_error_message='การถอนตัวต้องระบุเหตุผล'),
        ),
    ]
