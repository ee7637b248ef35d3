"""Registers, accounts and spending, in one step for a new database; one that took the steps before it has this one already."""

import django.db.models.deletion
import django.db.models.expressions
import sammachip.trail.columns
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from sammachip.trail.laying import LaidAtOnce


class Migration(migrations.Migration):

    replaces = [('money', '0001_registers_accounts_spending'), ('money', '0002_spendings_say_why_and_count_saves'), ('money', '0003_registers_hold_for_a_programme'), ('money', '0004_costs_name_their_plan_line'), ('money', '0006_purchases_keep_their_papers')]

    initial = True

    dependencies = [
        ('cases', '0028_all_as_of_0_1'),
        ('org', '0009_all_as_of_0_1'),
        ('programmes', '0004_all_as_of_0_1'),
        ('records', '0007_all_as_of_0_1'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LaidAtOnce([
        migrations.CreateModel(
            name='Inspector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=160, verbose_name='ชื่อผู้ตรวจรับ')),
                ('title', models.CharField(max_length=200, verbose_name='ตำแหน่ง')),
            ],
            options={
                'ordering': ['purchase', 'position', 'pk'],
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
                ('limit_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่เห็นว่าไม่ขัดข้อจำกัด')),
                ('state', models.CharField(choices=[('draft', 'ร่าง'), ('requested', 'เสนอขออนุมัติ'), ('approved', 'อนุมัติแล้ว'), ('closed', 'เบิกจ่ายครบแล้ว'), ('cancelled', 'ยกเลิก')], default='draft', max_length=10)),
                ('saved', models.PositiveIntegerField(default=0)),
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
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='spendings', to='cases.task')),
            ],
            options={
                'ordering': ['case', 'made_at', 'pk'],
            },
        ),
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
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('delivered_on', models.DateField(verbose_name='วันที่ส่งของ')),
                ('note_number', models.CharField(max_length=60, verbose_name='เลขที่ใบส่งของ')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'ordering': ['purchase', 'delivered_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inspected_on', models.DateField(verbose_name='วันที่ตรวจรับ')),
                ('fine_baht', sammachip.trail.columns.BahtField(default=Decimal('0'), verbose_name='ค่าปรับ (บาท)')),
                ('remark', models.CharField(blank=True, max_length=300, verbose_name='ความเห็นของผู้ตรวจรับ')),
                ('recorded_at', models.DateTimeField()),
                ('delivery', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='inspection', to='money.delivery')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['delivery'],
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
            },
        ),
        migrations.CreateModel(
            name='Purchase',
            fields=[
                ('spending', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='purchase', serialize=False, to='money.spending')),
                ('kind', models.CharField(choices=[('goods', 'ซื้อ'), ('hire', 'จ้าง')], default='goods', max_length=6, verbose_name='ซื้อหรือจ้าง')),
                ('rule_key', models.CharField(blank=True, max_length=40, verbose_name='หลักเกณฑ์ที่ใช้')),
                ('rule', models.JSONField(blank=True, default=dict)),
                ('specification', models.TextField(blank=True, max_length=2000, verbose_name='ขอบเขตหรือคุณลักษณะ')),
                ('median_baht', sammachip.trail.columns.BahtField(blank=True, null=True, verbose_name='ราคากลาง (บาท)')),
                ('median_source', models.CharField(blank=True, max_length=300, verbose_name='ที่มาของราคากลาง')),
                ('wanted_on', models.DateField(blank=True, null=True, verbose_name='วันที่ต้องการใช้')),
                ('method_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ใช้วิธีนี้')),
                ('criteria', models.CharField(blank=True, max_length=300, verbose_name='หลักเกณฑ์การพิจารณาคัดเลือก')),
                ('deviation_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่อนุมัติต่างจากแผน')),
            ],
            options={
                'ordering': ['spending'],
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
            },
        ),
        migrations.CreateModel(
            name='PurchaseEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='เหตุผล')),
                ('done_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan_line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='purchase_ends', to='cases.planline')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='purchase_ends', to='cases.task')),
            ],
            options={
                'ordering': ['task', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Quotation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vendor', models.CharField(max_length=200, verbose_name='ผู้ขายหรือผู้รับจ้าง')),
                ('tax_id', models.CharField(blank=True, max_length=13, verbose_name='เลขประจำตัวผู้เสียภาษี')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='ที่อยู่')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='เลขที่ใบเสนอราคา')),
                ('quoted_on', models.DateField(verbose_name='วันที่เสนอราคา')),
                ('with_vat', models.BooleanField(default=False, verbose_name='ราคารวมภาษีมูลค่าเพิ่ม')),
                ('amount_baht', sammachip.trail.columns.BahtField(verbose_name='รวมเป็นเงิน (บาท)')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['purchase', 'amount_baht', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='เลขที่ใบสั่ง')),
                ('ordered_on', models.DateField(verbose_name='วันที่สั่ง')),
                ('due_on', models.DateField(verbose_name='ครบกำหนดส่งมอบ')),
                ('place', models.CharField(max_length=200, verbose_name='สถานที่ส่งมอบ')),
                ('fine_percent', models.DecimalField(decimal_places=2, max_digits=4, verbose_name='ค่าปรับร้อยละต่อวัน')),
                ('warranty', models.CharField(blank=True, max_length=200, verbose_name='การรับประกัน')),
                ('signer_name', models.CharField(max_length=160, verbose_name='ผู้ลงนามสั่ง')),
                ('signer_title', models.CharField(max_length=200, verbose_name='ตำแหน่งผู้ลงนาม')),
                ('amount_baht', sammachip.trail.columns.BahtField(verbose_name='รวมเป็นเงิน (บาท)')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quotation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='money.quotation')),
            ],
            options={
                'ordering': ['purchase'],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('receipt', 'ใบเสร็จรับเงิน'), ('invoice', 'ใบแจ้งหนี้')], default='receipt', max_length=8, verbose_name='เอกสาร')),
                ('book', models.CharField(blank=True, max_length=40, verbose_name='เล่มที่')),
                ('number', models.CharField(max_length=60, verbose_name='เลขที่')),
                ('dated_on', models.DateField(verbose_name='ลงวันที่')),
                ('amount_baht', sammachip.trail.columns.BahtField(verbose_name='จำนวนเงิน (บาท)')),
                ('evidence', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='money.evidence')),
            ],
            options={
                'ordering': ['purchase', 'dated_on', 'pk'],
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
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registers', to='programmes.programme')),
            ],
            options={
                'ordering': ['programme', 'office', '-number'],
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
                ('spending', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='money.spending')),
                ('register', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='money.register')),
            ],
            options={
                'verbose_name_plural': 'entries',
                'ordering': ['account', 'pk'],
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
                ('plan_line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='costs', to='cases.planline')),
                ('spending', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='money.spending')),
            ],
            options={
                'ordering': ['spending', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='QuotationLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('price_baht', sammachip.trail.columns.BahtField(verbose_name='ราคาต่อหน่วย')),
                ('amount_baht', sammachip.trail.columns.BahtField(verbose_name='รวม')),
                ('quotation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='money.quotation')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='money.spendingline')),
            ],
            options={
                'ordering': ['quotation', 'line__position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='InspectionLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepted', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='จำนวนที่รับไว้')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='หมายเหตุ')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='money.inspection')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspected', to='money.spendingline')),
            ],
            options={
                'ordering': ['inspection', 'line__position', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.UniqueConstraint(fields=('case', 'head', 'purse'), name='account_once', violation_error_message='บัญชีของหมวดนี้มีอยู่แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('allotted_baht__gte', 0), ('committed_baht__gte', 0), ('given_baht__gte', 0), ('got_baht__gte', 0), ('lapsed_baht__gte', 0), ('lent_baht__gte', 0), ('paid_baht__gte', 0), ('passed_baht__gte', 0), ('regained_baht__gte', 0), ('returned_baht__gte', 0)), name='account_totals_not_negative', violation_error_message='ยอดในบัญชีต้องไม่ติดลบ'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('got_baht__lte', models.F('allotted_baht'))), name='account_transfer_within_allotment', violation_error_message='รับโอนเกินที่ได้รับจัดสรร'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('committed_baht__lte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('allotted_baht'), '+', models.F('regained_baht')), '-', models.F('given_baht')), '-', models.F('moved_baht')), '-', models.F('returned_baht')), '-', models.F('carried_baht')), '-', models.F('lapsed_baht')))), name='account_committed_within_line', violation_error_message='ผูกพันหรือจัดสรรต่อเกินที่ได้รับจัดสรร'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('committed_baht__lte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('got_baht'), '+', models.F('regained_baht')), '-', models.F('passed_baht')), '-', models.F('moved_baht')), '-', models.F('returned_baht')), '-', models.F('carried_baht')))), name='account_committed_within_cash', violation_error_message='ผูกพันหรือโอนต่อเกินเงินที่ได้รับโอน'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('committed_baht__gte', django.db.models.expressions.CombinedExpression(models.F('paid_baht'), '+', models.F('lent_baht')))), name='account_paid_within_committed', violation_error_message='เบิกจ่ายเกินที่ผูกพันไว้'),
        ),
        migrations.AddConstraint(
            model_name='checklistanswer',
            constraint=models.CheckConstraint(condition=models.Q(('answer', 'yes'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='checklist_other_than_yes_gives_reason', violation_error_message='ข้อที่ไม่เกี่ยวข้องหรือยังไม่เป็นไปตามข้อกำหนด ต้องระบุเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('fine_baht__gte', 0)), name='inspection_fine_not_negative', violation_error_message='ค่าปรับต้องไม่ติดลบ'),
        ),
        migrations.AddField(
            model_name='receipt',
            name='purchase',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='money.purchase'),
        ),
        migrations.AddField(
            model_name='quotation',
            name='purchase',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotations', to='money.purchase'),
        ),
        migrations.AddField(
            model_name='purchase',
            name='officer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='เจ้าหน้าที่ผู้รับผิดชอบ'),
        ),
        migrations.AddField(
            model_name='order',
            name='purchase',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='order', to='money.purchase'),
        ),
        migrations.AddField(
            model_name='inspector',
            name='purchase',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inspectors', to='money.purchase'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='purchase',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='money.purchase'),
        ),
        migrations.AddConstraint(
            model_name='spending',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0)), name='spending_amount_not_negative', violation_error_message='ยอดรวมต้องไม่ติดลบ'),
        ),
        migrations.AddConstraint(
            model_name='spending',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'closed']), _negated=True), models.Q(('approved_on__isnull', False), models.Q(('approval_number', ''), _negated=True), models.Q(('approved_by__isnull', False), models.Q(('approver_name', ''), _negated=True), _connector='OR')), _connector='OR'), name='spending_approved_says_by_whom', violation_error_message='รายการที่อนุมัติแล้วต้องมีผู้อนุมัติ เลขที่ และวันที่'),
        ),
        migrations.AddConstraint(
            model_name='spending',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('made_by')), _negated=True), _connector='OR'), name='spending_maker_never_approves', violation_error_message='ผู้เสนอขออนุมัติจะอนุมัติเองไม่ได้'),
        ),
        migrations.AddConstraint(
            model_name='loan',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gt', 0)), name='loan_positive', violation_error_message='จำนวนเงินยืมต้องมากกว่าศูนย์'),
        ),
        migrations.AddConstraint(
            model_name='loan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cash_back_baht__isnull', True), ('cleared_on__isnull', True), ('spent_baht__isnull', True)), models.Q(('amount_baht', django.db.models.expressions.CombinedExpression(models.F('spent_baht'), '+', models.F('cash_back_baht'))), ('cash_back_baht__gte', 0), ('cleared_on__isnull', False), ('spent_baht__gte', 0)), _connector='OR'), name='loan_cleared_in_full', violation_error_message='ใบสำคัญรวมกับเงินสดส่งคืนต้องเท่ากับจำนวนเงินยืม'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('file__isnull', False), models.Q(('note', ''), _negated=True), _connector='OR'), name='evidence_file_or_note', violation_error_message='แนบไฟล์ หรือระบุเลขที่และที่เก็บต้นฉบับ'),
        ),
        migrations.AddConstraint(
            model_name='purchaseend',
            constraint=models.UniqueConstraint(fields=('task', 'plan_line'), name='purchase_end_once_a_line', violation_error_message='ระบุว่าไม่จัดหารายการนี้ไว้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='purchaseend',
            constraint=models.UniqueConstraint(condition=models.Q(('plan_line', None)), fields=('task',), name='purchase_end_once', violation_error_message='สิ้นสุดการจัดหาไว้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='register',
            constraint=models.UniqueConstraint(fields=('programme', 'office', 'number'), name='register_number_once', violation_error_message='มีทะเบียนจัดสรรฉบับนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='register',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('programme', 'office'), name='register_one_draft', violation_error_message='มีร่างทะเบียนจัดสรรที่ยังไม่แจ้งอยู่แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='register',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'issued')), fields=('programme', 'office'), name='register_one_in_force', violation_error_message='มีทะเบียนจัดสรรที่ใช้อยู่แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='register',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('issued_at__isnull', False), ('notice_on__isnull', False), models.Q(('notice_number', ''), _negated=True)), _connector='OR'), name='register_issued_names_notice', violation_error_message='ทะเบียนที่แจ้งแล้วต้องมีเลขที่และวันที่ของหนังสือแจ้งจัดสรร'),
        ),
        migrations.AddConstraint(
            model_name='register',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='register_revision_gives_reason', violation_error_message='การปรับปรุงทะเบียนต้องระบุเหตุผล'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['done_on', 'kind'], name='entry_by_day'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gt', 0)), name='entry_amount_positive', violation_error_message='จำนวนเงินต้องมากกว่าศูนย์'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'reversed'), ('reverses__isnull', False)), models.Q(models.Q(('kind', 'reversed'), _negated=True), ('reverses__isnull', True)), _connector='OR'), name='entry_reversal_names_entry', violation_error_message='การกลับรายการต้องระบุรายการเดิม'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('other__isnull', True), models.Q(('other', models.F('account')), _negated=True), _connector='OR'), name='entry_between_two_accounts', violation_error_message='บัญชีต้นทางและปลายทางต้องต่างกัน'),
        ),
        migrations.AddConstraint(
            model_name='registerrow',
            constraint=models.UniqueConstraint(fields=('register', 'office'), name='register_office_once', violation_error_message='หน่วยงานนี้มีในทะเบียนแล้ว'),
        ),
        migrations.AddConstraint(
            model_name='registeramount',
            constraint=models.UniqueConstraint(fields=('row', 'head'), name='register_head_once', violation_error_message='หมวดนี้มีในแถวแล้ว'),
        ),
        migrations.AddConstraint(
            model_name='registeramount',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0)), name='register_amount_not_negative', violation_error_message='ยอดจัดสรรต้องไม่ติดลบ'),
        ),
        migrations.AddConstraint(
            model_name='spendingline',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gte', 0), ('price_baht__gte', 0), ('quantity__gt', 0)), name='spending_line_positive', violation_error_message='จำนวนต้องมากกว่าศูนย์ ราคาและยอดรวมต้องไม่ติดลบ'),
        ),
        migrations.AddConstraint(
            model_name='quotationline',
            constraint=models.UniqueConstraint(fields=('quotation', 'line'), name='quotation_line_once', violation_error_message='เสนอราคาของรายการนี้ไว้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='inspectionline',
            constraint=models.UniqueConstraint(fields=('inspection', 'line'), name='inspection_line_once', violation_error_message='ตรวจรับรายการนี้ในครั้งนี้ไว้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='inspectionline',
            constraint=models.CheckConstraint(condition=models.Q(('accepted__gte', 0)), name='inspection_line_not_negative', violation_error_message='จำนวนที่รับไว้ต้องไม่ติดลบ'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gt', 0)), name='receipt_positive', violation_error_message='จำนวนเงินต้องมากกว่าศูนย์'),
        ),
        migrations.AddConstraint(
            model_name='quotation',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gt', 0)), name='quotation_positive', violation_error_message='ราคาที่เสนอต้องมากกว่าศูนย์'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gt', 0), ('fine_percent__gte', 0)), name='order_positive', violation_error_message='ยอดสั่งต้องมากกว่าศูนย์ และค่าปรับต้องไม่ติดลบ'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('ordered_on'))), name='order_due_after_ordered', violation_error_message='วันครบกำหนดส่งมอบต้องไม่ก่อนวันที่สั่ง'),
        ),
        ]),
    ]
