"""Purchases keep what their papers say: report, inspectors, offers, order, deliveries, inspections and receipts."""

import django.db.models.deletion
import sammachip.trail.columns
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0022_filings_are_keyed_in_from_paper'),
        ('money', '0004_costs_name_their_plan_line'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='เจ้าหน้าที่ผู้รับผิดชอบ')),
            ],
            options={
                'ordering': ['spending'],
            },
        ),
        migrations.CreateModel(
            name='Inspector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=160, verbose_name='ชื่อผู้ตรวจรับ')),
                ('title', models.CharField(max_length=200, verbose_name='ตำแหน่ง')),
                ('purchase', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inspectors', to='money.purchase')),
            ],
            options={
                'ordering': ['purchase', 'position', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='delivery',
            name='purchase',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='money.purchase'),
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
                ('purchase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotations', to='money.purchase')),
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
                ('purchase', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='order', to='money.purchase')),
                ('quotation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='money.quotation')),
            ],
            options={
                'ordering': ['purchase'],
            },
        ),
        migrations.CreateModel(
            name='QuotationLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('price_baht', sammachip.trail.columns.BahtField(verbose_name='ราคาต่อหน่วย')),
                ('amount_baht', sammachip.trail.columns.BahtField(verbose_name='รวม')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='money.spendingline')),
                ('quotation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='money.quotation')),
            ],
            options={
                'ordering': ['quotation', 'line__position', 'pk'],
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
                ('purchase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='money.purchase')),
            ],
            options={
                'ordering': ['purchase', 'dated_on', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('fine_baht__gte', 0)), name='inspection_fine_not_negative', violation_error_message='ค่าปรับต้องไม่ติดลบ'),
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
            model_name='purchaseend',
            constraint=models.UniqueConstraint(fields=('task', 'plan_line'), name='purchase_end_once_a_line', violation_error_message='ระบุว่าไม่จัดหารายการนี้ไว้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='purchaseend',
            constraint=models.UniqueConstraint(condition=models.Q(('plan_line', None)), fields=('task',), name='purchase_end_once', violation_error_message='สิ้นสุดการจัดหาไว้แล้ว'),
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
        migrations.AddConstraint(
            model_name='quotationline',
            constraint=models.UniqueConstraint(fields=('quotation', 'line'), name='quotation_line_once', violation_error_message='เสนอราคาของรายการนี้ไว้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.CheckConstraint(condition=models.Q(('amount_baht__gt', 0)), name='receipt_positive', violation_error_message='จำนวนเงินต้องมากกว่าศูนย์'),
        ),
    ]
