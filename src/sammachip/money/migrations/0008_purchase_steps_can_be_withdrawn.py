"""A step of a purchase that was recorded wrongly is withdrawn, and recorded anew."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('money', '0006_purchases_keep_their_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='inspection',
            options={'ordering': ['delivery', 'pk']},
        ),
        migrations.AlterModelOptions(
            name='order',
            options={'ordering': ['purchase', 'pk']},
        ),
        migrations.AddField(
            model_name='delivery',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='delivery',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='delivery',
            name='withdrawn_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ถอน'),
        ),
        migrations.AddField(
            model_name='inspection',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='inspection',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='inspection',
            name='withdrawn_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ถอน'),
        ),
        migrations.AddField(
            model_name='order',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='order',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='order',
            name='withdrawn_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่ถอน'),
        ),
        migrations.AlterField(
            model_name='inspection',
            name='delivery',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='money.delivery'),
        ),
        migrations.AlterField(
            model_name='order',
            name='purchase',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='money.purchase'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='delivery_withdrawn_says_why', violation_error_message='การถอนต้องมีผู้ถอน เวลา และเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='inspection_withdrawn_says_why', violation_error_message='การถอนต้องมีผู้ถอน เวลา และเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('delivery',), name='purchase_inspection_once', violation_error_message='ตรวจรับใบส่งของนี้ไว้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='order_withdrawn_says_why', violation_error_message='การถอนต้องมีผู้ถอน เวลา และเหตุผล'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('purchase',), name='purchase_order_once', violation_error_message='บันทึกการสั่งไว้แล้ว'),
        ),
    ]
