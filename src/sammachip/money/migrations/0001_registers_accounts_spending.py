import django.db.models.deletion
import django.db.models.expressions
import sammachip.trail.columns
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_cases_tasks_filings'),
        ('org', '0001_offices_people_posts'),
        ('programmes', '0001_editions_and_terms'),
        ('records', '0001_files_and_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('head', models.CharField(max_length=40)),
                ('purse', models.CharField(choices=[('budget', 'งบประมาณประจำปี'), ('carried', 'เงินกันไว้เบิกเหลื่อมปี')], default='budget', max_length=10)),
                ('allotted_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='ได้รับจัดสรร')),
                ('given_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='จัดสรรต่อ')),
                ('regained_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='รับคืน')),
                ('got_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='รับโอน')),
                ('passed_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='โอนต่อ')),
                ('moved_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='ถัวจ่ายออก')),
                ('committed_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='ผูกพัน')),
                ('lent_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='เงินยืมค้าง')),
                ('paid_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='เบิกจ่าย')),
                ('returned_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='ส่งคืน')),
                ('carried_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='กันเหลื่อมปี')),
                ('lapsed_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='พับไป')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='cases.case')),
            ],
            options={
                'ordering': ['case', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('case', 'head', 'purse'), name='account_once', violation_error_message='บัญชีของหมวดนี้มีอยู่แล้ว'),
                    models.CheckConstraint(condition=models.Q(('allotted_baht__gte', 0), ('committed_baht__gte', 0), ('given_baht__gte', 0), ('got_baht__gte', 0), ('lapsed_baht__gte', 0), ('lent_baht__gte', 0), ('paid_baht__gte', 0), ('passed_baht__gte', 0), ('regained_baht__gte', 0), ('returned_baht__gte', 0)), name='account_totals_not_negative', violation_error_message='ยอดในบัญชีต้องไม่ติดลบ'),
                    models.CheckConstraint(condition=models.Q(('got_baht__lte', models.F('allotted_baht'))), name='account_transfer_within_allotment', violation_error_message='รับโอนเกินที่ได้รับจัดสรร'),
                    models.CheckConstraint(condition=models.Q(('committed_baht__lte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('allotted_baht'), '+', models.F('regained_baht')), '-', models.F('given_baht')), '-', models.F('moved_baht')), '-', models.F('returned_baht')), '-', models.F('carried_baht')), '-', models.F('lapsed_baht')))), name='account_committed_within_line', violation_error_message='ผูกพันหรือจัดสรรต่อเกินที่ได้รับจัดสรร'),
                    models.CheckConstraint(condition=models.Q(('committed_baht__lte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('got_baht'), '+', models.F('regained_baht')), '-', models.F('passed_baht')), '-', models.F('moved_baht')), '-', models.F('returned_baht')), '-', models.F('carried_baht')))), name='account_committed_within_cash', violation_error_message='ผูกพันหรือโอนต่อเกินเงินที่ได้รับโอน'),
                    models.CheckConstraint(condition=models.Q(('committed_baht__gte', django.db.models.expressions.CombinedExpression(models.F('paid_baht'), '+', models.F('lent_baht')))), name='account_paid_within_committed', violation_error_message='เบิกจ่ายเกินที่ผูกพันไว้'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ChecklistAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=40)),
                ('answer', models.CharField(choices=[('yes', 'ปฏิบัติตามแล้ว'), ('not_applicable', 'ไม่เกี่ยวข้อง'), ('no', 'ยังไม่เป็นไปตามข้อกำหนด')], max_length=14)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผล')),
                ('done_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checklist_answers', to='cases.case')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['case', 'item', '-recorded_at', '-pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('answer', 'yes'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='checklist_other_than_yes_gives_reason', violation_error_message='ข้อที่ไม่เกี่ยวข้องหรือยังไม่เป็นไปตามข้อกำหนด ต้องระบุเหตุผล'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Register',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ปรับปรุง')),
                ('source_text', models.CharField(blank=True, max_length=300, verbose_name='ตามหนังสือแจ้งจัดสรรของกรม')),
                ('stated_total_baht', sammachip.trail.columns.BahtField(blank=True, null=True, verbose_name='ยอดรวมตามหนังสือ (บาท)')),
                ('stated_words', models.CharField(blank=True, max_length=300, verbose_name='ยอดรวมเป็นตัวอักษร')),
                ('omitted_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่บางหน่วยงานไม่ได้รับจัดสรร')),
                ('notice_number', models.CharField(blank=True, max_length=60, verbose_name='เลขที่หนังสือแจ้งจัดสรร')),
                ('notice_on', models.DateField(blank=True, null=True, verbose_name='ลงวันที่')),
                ('state', models.CharField(choices=[('draft', 'ร่าง'), ('issued', 'แจ้งจัดสรรแล้ว'), ('replaced', 'ปรับปรุงแล้ว'), ('undone', 'ยกเลิกแล้ว')], default='draft', max_length=10)),
                ('saved', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('issued_at', models.DateTimeField(null=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registers', to='programmes.edition')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registers', to='org.office')),
            ],
            options={
                'ordering': ['edition', 'office', '-number'],
                'constraints': [
                    models.UniqueConstraint(fields=('edition', 'office', 'number'), name='register_number_once', violation_error_message='มีทะเบียนจัดสรรฉบับนี้แล้ว'),
                    models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('edition', 'office'), name='register_one_draft', violation_error_message='มีร่างทะเบียนจัดสรรที่ยังไม่แจ้งอยู่แล้ว'),
                    models.UniqueConstraint(condition=models.Q(('state', 'issued')), fields=('edition', 'office'), name='register_one_in_force', violation_error_message='มีทะเบียนจัดสรรที่ใช้อยู่แล้ว'),
                    models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('issued_at__isnull', False), ('notice_on__isnull', False), models.Q(('notice_number', ''), _negated=True)), _connector='OR'), name='register_issued_names_notice', violation_error_message='ทะเบียนที่แจ้งแล้วต้องมีเลขที่และวันที่ของหนังสือแจ้งจัดสรร'),
                    models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='register_revision_gives_reason', violation_error_message='การปรับปรุงทะเบียนต้องระบุเหตุผล'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RegisterRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('groups', models.PositiveIntegerField(verbose_name='จำนวนกลุ่มเป้าหมาย (กลุ่ม)')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='หมายเหตุ')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='money.register')),
            ],
            options={
                'ordering': ['register', 'position', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('register', 'office'), name='register_office_once', violation_error_message='หน่วยงานนี้มีในทะเบียนแล้ว'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RegisterAmount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('head', models.CharField(max_length=40)),
                ('amount_baht', sammachip.trail.columns.BahtField(verbose_name='จำนวนเงิน (บาท)')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amounts', to='money.registerrow')),
            ],
            options={
                'ordering': ['row', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('row', 'head'), name='register_head_once', violation_error_message='หมวดนี้มีในแถวแล้ว'),
                    models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0)), name='register_amount_not_negative', violation_error_message='ยอดจัดสรรต้องไม่ติดลบ'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Spending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(choices=[('activity', 'ค่าใช้จ่ายในการจัดกิจกรรม'), ('purchase', 'จัดซื้อจัดจ้าง')], default='activity', max_length=10)),
                ('head', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=200, verbose_name='กิจกรรม')),
                ('purpose', models.TextField(max_length=2000, verbose_name='วัตถุประสงค์และเหตุผล')),
                ('held_on', models.DateField(blank=True, null=True, verbose_name='วันที่ดำเนินกิจกรรม')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='สถานที่')),
                ('amount_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='รวมเป็นเงิน (บาท)')),
                ('state', models.CharField(choices=[('draft', 'ร่าง'), ('requested', 'เสนอขออนุมัติ'), ('approved', 'อนุมัติแล้ว'), ('closed', 'เบิกจ่ายครบแล้ว'), ('cancelled', 'ยกเลิก')], default='draft', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('requested_on', models.DateField(blank=True, null=True, verbose_name='วันที่เสนอ')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='วันที่อนุมัติ')),
                ('approver_name', models.CharField(blank=True, max_length=160, verbose_name='ผู้อนุมัติ')),
                ('approver_title', models.CharField(blank=True, max_length=200, verbose_name='ตำแหน่งผู้อนุมัติ')),
                ('approval_number', models.CharField(blank=True, max_length=60, verbose_name='เลขที่บันทึกอนุมัติ')),
                ('return_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ส่งคืนหรือยกเลิก')),
                ('approval_power', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.power')),
                ('approval_recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spendings', to='cases.case')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spendings', to='org.office')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='spendings', to='cases.task')),
            ],
            options={
                'ordering': ['case', 'made_at', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0)), name='spending_amount_not_negative', violation_error_message='ยอดรวมต้องไม่ติดลบ'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'closed']), _negated=True), models.Q(('approved_on__isnull', False), models.Q(('approval_number', ''), _negated=True), models.Q(('approved_by__isnull', False), models.Q(('approver_name', ''), _negated=True), _connector='OR')), _connector='OR'), name='spending_approved_says_by_whom', violation_error_message='รายการที่อนุมัติแล้วต้องมีผู้อนุมัติ เลขที่ และวันที่'),
                    models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('made_by')), _negated=True), _connector='OR'), name='spending_maker_never_approves', violation_error_message='ผู้เสนอขออนุมัติจะอนุมัติเองไม่ได้'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Loan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contract_number', models.CharField(max_length=60, verbose_name='เลขที่สัญญายืมเงิน')),
                ('amount_baht', sammachip.trail.columns.BahtField(verbose_name='จำนวนเงินยืม (บาท)')),
                ('lent_on', models.DateField(verbose_name='วันที่รับเงินยืม')),
                ('due_on', models.DateField(verbose_name='ครบกำหนดส่งใช้')),
                ('cleared_on', models.DateField(blank=True, null=True, verbose_name='วันที่ส่งใช้')),
                ('spent_baht', sammachip.trail.columns.BahtField(blank=True, null=True, verbose_name='ใบสำคัญส่งใช้ (บาท)')),
                ('cash_back_baht', sammachip.trail.columns.BahtField(blank=True, null=True, verbose_name='เงินสดส่งคืน (บาท)')),
                ('recorded_at', models.DateTimeField()),
                ('borrower', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loans', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('spending', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='loans', to='money.spending')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('amount_baht__gt', 0)), name='loan_positive', violation_error_message='จำนวนเงินยืมต้องมากกว่าศูนย์'),
                    models.CheckConstraint(condition=models.Q(models.Q(('cash_back_baht__isnull', True), ('cleared_on__isnull', True), ('spent_baht__isnull', True)), models.Q(('amount_baht', django.db.models.expressions.CombinedExpression(models.F('spent_baht'), '+', models.F('cash_back_baht'))), ('cash_back_baht__gte', 0), ('cleared_on__isnull', False), ('spent_baht__gte', 0)), _connector='OR'), name='loan_cleared_in_full', violation_error_message='ใบสำคัญรวมกับเงินสดส่งคืนต้องเท่ากับจำนวนเงินยืม'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('project_paper', 'บันทึกขออนุมัติที่ลงนามแล้ว'), ('attendance', 'บัญชีลงลายมือชื่อ'), ('receipt', 'ใบเสร็จรับเงิน / ใบสำคัญรับเงิน'), ('schedule', 'กำหนดการ'), ('photo', 'ภาพถ่ายกิจกรรม'), ('other', 'อื่น ๆ')], max_length=16, verbose_name='หลักฐาน')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='เลขที่ / ที่เก็บต้นฉบับ')),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile')),
                ('spending', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='money.spending')),
            ],
            options={
                'verbose_name_plural': 'evidence',
                'ordering': ['spending', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('file__isnull', False), models.Q(('note', ''), _negated=True), _connector='OR'), name='evidence_file_or_note', violation_error_message='แนบไฟล์ หรือระบุเลขที่และที่เก็บต้นฉบับ'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('allotted', 'จัดสรร'), ('transferred', 'โอนเงินงบประมาณ'), ('moved', 'ถัวจ่าย'), ('committed', 'ก่อหนี้ผูกพัน'), ('released', 'ยกเลิกหนี้ผูกพัน'), ('loan', 'จ่ายเงินยืม'), ('loan_cleared', 'ล้างเงินยืม'), ('paid', 'เบิกจ่าย'), ('paid_at_once', 'เบิกจ่ายโดยไม่มีใบสั่ง'), ('repaid', 'เบิกเกินส่งคืน'), ('returned', 'ส่งคืนงบประมาณ'), ('carried_over', 'กันเงินไว้เบิกเหลื่อมปี'), ('lapsed', 'เงินพับไป'), ('reversed', 'กลับรายการ')], max_length=14)),
                ('amount_baht', sammachip.trail.columns.BahtField(verbose_name='จำนวนเงิน (บาท)')),
                ('done_on', models.DateField(verbose_name='วันที่ตามเอกสาร')),
                ('recorded_at', models.DateTimeField()),
                ('document_number', models.CharField(blank=True, max_length=60, verbose_name='เลขที่เอกสาร')),
                ('fund_code', models.CharField(blank=True, max_length=20, verbose_name='รหัสแหล่งของเงิน')),
                ('budget_code', models.CharField(blank=True, max_length=30, verbose_name='รหัสงบประมาณ')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลหรือที่มา')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='money.account')),
                ('other', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries_across', to='money.account')),
                ('payer_office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reverses', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='money.entry')),
                ('loan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='money.loan')),
                ('register', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='money.register')),
                ('spending', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='money.spending')),
            ],
            options={
                'verbose_name_plural': 'entries',
                'ordering': ['account', 'pk'],
                'indexes': [
                    models.Index(fields=['done_on', 'kind'], name='entry_by_day'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('amount_baht__gt', 0)), name='entry_amount_positive', violation_error_message='จำนวนเงินต้องมากกว่าศูนย์'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'reversed'), ('reverses__isnull', False)), models.Q(models.Q(('kind', 'reversed'), _negated=True), ('reverses__isnull', True)), _connector='OR'), name='entry_reversal_names_entry', violation_error_message='การกลับรายการต้องระบุรายการเดิม'),
                    models.CheckConstraint(condition=models.Q(('other__isnull', True), models.Q(('other', models.F('account')), _negated=True), _connector='OR'), name='entry_between_two_accounts', violation_error_message='บัญชีต้นทางและปลายทางต้องต่างกัน'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SpendingEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='เหตุผล')),
                ('done_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='spending_end', to='cases.task')),
            ],
        ),
        migrations.CreateModel(
            name='SpendingLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('item', models.CharField(max_length=200, verbose_name='รายการ')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='จำนวน')),
                ('unit', models.CharField(max_length=40, verbose_name='หน่วย')),
                ('price_baht', sammachip.trail.columns.BahtField(verbose_name='ราคาต่อหน่วย')),
                ('amount_baht', sammachip.trail.columns.BahtField(verbose_name='รวม')),
                ('expense_class', models.CharField(choices=[('remuneration', 'ค่าตอบแทน'), ('services', 'ค่าใช้สอย'), ('materials', 'ค่าวัสดุ'), ('durable', 'ค่าครุภัณฑ์')], max_length=20, verbose_name='ประเภทค่าใช้จ่าย')),
                ('spending', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='money.spending')),
            ],
            options={
                'ordering': ['spending', 'position', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0), ('price_baht__gte', 0), ('quantity__gt', 0)), name='spending_line_positive', violation_error_message='จำนวนต้องมากกว่าศูนย์ ราคาและยอดรวมต้องไม่ติดลบ'),
                ],
            },
        ),
    ]
