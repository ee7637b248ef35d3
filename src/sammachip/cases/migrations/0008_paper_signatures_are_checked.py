import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_filings_may_report_nothing'),
        ('org', '0004_audit_readings'),
        ('records', '0001_files_and_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('hop', models.PositiveSmallIntegerField()),
                ('signer_name', models.CharField(max_length=160, verbose_name='ผู้ลงนาม')),
                ('signer_title', models.CharField(max_length=200, verbose_name='ตำแหน่ง')),
                ('paper_number', models.CharField(max_length=60, verbose_name='เลขที่หนังสือ')),
                ('done_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('check_result', models.CharField(choices=[('waiting', 'รอผู้อื่นตรวจ'), ('confirmed', 'ตรงกับเอกสาร'), ('rejected', 'ไม่ตรงกับเอกสาร')], default='waiting', max_length=10)),
                ('checked_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=600, verbose_name='สิ่งที่ไม่ตรงกับเอกสาร')),
            ],
            options={
                'ordering': ['filing', 'recorded_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='signoff',
            name='checked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.CheckConstraint(condition=models.Q(('checked_by__isnull', True), models.Q(('on_paper', True), models.Q(('checked_by', models.F('recorded_by')), _negated=True)), _connector='OR'), name='paper_signature_checked_by_another', violation_error_message='ผู้ตรวจการบันทึกลงนามในเอกสารต้องไม่ใช่ผู้บันทึก'),
        ),
        migrations.AddField(
            model_name='paperrecord',
            name='checked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='paperrecord',
            name='filing',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_records', to='cases.filing'),
        ),
        migrations.AddField(
            model_name='paperrecord',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office'),
        ),
        migrations.AddField(
            model_name='paperrecord',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='paperrecord',
            name='recorded_in',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office'),
        ),
        migrations.AddField(
            model_name='paperrecord',
            name='scan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.storedfile'),
        ),
        migrations.AddConstraint(
            model_name='paperrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('check_result', 'waiting'), ('checked_at__isnull', True), ('checked_by__isnull', True)), models.Q(models.Q(('check_result', 'waiting'), _negated=True), ('checked_at__isnull', False), ('checked_by__isnull', False), models.Q(('checked_by', models.F('recorded_by')), _negated=True)), _connector='OR'), name='paper_record_checked_by_another', violation_error_message='ผู้ตรวจการบันทึกลงนามในเอกสารต้องไม่ใช่ผู้บันทึก'),
        ),
        migrations.AddConstraint(
            model_name='paperrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('check_result', 'rejected'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='paper_record_rejected_with_reason', violation_error_message='ระบุสิ่งที่ไม่ตรงกับเอกสาร เพื่อให้ผู้บันทึกแก้ไขได้'),
        ),
        migrations.AddConstraint(
            model_name='paperrecord',
            constraint=models.UniqueConstraint(condition=models.Q(('check_result', 'waiting')), fields=('filing', 'revision', 'hop'), name='paper_record_waits_once', violation_error_message='ขั้นนี้มีการลงนามในเอกสารรอตรวจอยู่แล้ว'),
        ),
    ]
