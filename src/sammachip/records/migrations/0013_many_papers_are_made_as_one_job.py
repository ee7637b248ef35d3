import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0007_offices_count_their_versions'),
        ('records', '0012_letters_are_sent_off'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=300)),
                ('told', models.JSONField(default=dict)),
                ('dated_on', models.DateField(null=True, verbose_name='ลงวันที่')),
                ('series', models.CharField(blank=True, choices=[('letter', 'หนังสือทั่วไป'), ('circular', 'หนังสือเวียน (ว)'), ('order', 'คำสั่ง'), ('certificate', 'หนังสือรับรอง'), ('award', 'เกียรติบัตร')], max_length=12, verbose_name='ชุดเลข')),
                ('before', models.CharField(blank=True, max_length=40)),
                ('first', models.PositiveIntegerField(null=True)),
                ('sends', models.BooleanField(default=False)),
                ('due_on', models.DateField(null=True, verbose_name='กำหนดตามหนังสือ')),
                ('state', models.CharField(choices=[('working', 'กำลังจัดทำ'), ('stopped', 'หยุดไว้'), ('done', 'จัดทำเสร็จ')], default='working', max_length=10)),
                ('ordered_as', models.CharField(max_length=40)),
                ('ordered_at', models.DateTimeField()),
                ('held_until', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('zip_place', models.CharField(blank=True, max_length=200)),
                ('merged_place', models.CharField(blank=True, max_length=200)),
                ('pages', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='BatchItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=300)),
                ('about_id', models.BigIntegerField(null=True)),
                ('state', models.CharField(choices=[('waiting', 'รอจัดทำ'), ('made', 'จัดทำแล้ว'), ('failed', 'ทำไม่ได้')], default='waiting', max_length=10)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('made_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['batch', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='ผู้รับ')),
                ('to_whom', models.CharField(max_length=300, verbose_name='เรียน')),
                ('fills', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['draft', 'position'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='letterdraft',
            name='letter_draft_issued_is_a_paper',
        ),
        migrations.AddField(
            model_name='letterdraft',
            name='columns',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='letterdraft',
            name='copies',
            field=models.PositiveIntegerField(default=0, verbose_name='จำนวนผู้รับในรายชื่อ'),
        ),
        migrations.AddConstraint(
            model_name='letterdraft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('copies', 0), ('paper__isnull', False), ('state', 'issued')), models.Q(('copies__gt', 0), ('paper__isnull', True), ('state', 'issued')), models.Q(models.Q(('state', 'issued'), _negated=True), ('paper__isnull', True)), _connector='OR'), name='letter_draft_issued_is_a_paper', violation_error_message='หนังสือที่ออกแล้วต้องมีเอกสารที่เก็บถาวร'),
        ),
        migrations.AddField(
            model_name='batch',
            name='draft',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='batch', to='records.letterdraft'),
        ),
        migrations.AddField(
            model_name='batch',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='org.office'),
        ),
        migrations.AddField(
            model_name='batch',
            name='ordered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='batchitem',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='records.batch'),
        ),
        migrations.AddField(
            model_name='batchitem',
            name='paper',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='batch_item', to='records.paper'),
        ),
        migrations.AddField(
            model_name='recipient',
            name='draft',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='records.letterdraft'),
        ),
        migrations.AddField(
            model_name='recipient',
            name='office',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.office'),
        ),
        migrations.AddField(
            model_name='batchitem',
            name='recipient',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='item', to='records.recipient'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dated_on__isnull', False), ('draft__isnull', False), ('kind', 'letters')), models.Q(models.Q(('kind', 'letters'), _negated=True), ('draft__isnull', True)), _connector='OR'), name='batch_of_letters_has_its_draft', violation_error_message='ชุดหนังสือต้องมีร่างหนังสือและวันที่ของหนังสือ'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_at__isnull', True)), _connector='OR'), name='batch_done_says_when', violation_error_message='ชุดเอกสารที่จัดทำเสร็จต้องมีวันเวลา'),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=models.UniqueConstraint(fields=('draft', 'position'), name='recipient_has_a_place', violation_error_message='ลำดับในรายชื่อผู้รับซ้ำกัน'),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=models.UniqueConstraint(fields=('draft', 'office'), name='recipient_once_in_list', violation_error_message='หน่วยงานนี้อยู่ในรายชื่อผู้รับแล้ว'),
        ),
        migrations.AddIndex(
            model_name='batchitem',
            index=models.Index(fields=['batch', 'state', 'position'], name='batch_item_next'),
        ),
        migrations.AddConstraint(
            model_name='batchitem',
            constraint=models.UniqueConstraint(fields=('batch', 'position'), name='batch_item_has_a_place', violation_error_message='ลำดับในชุดเอกสารซ้ำกัน'),
        ),
        migrations.AddConstraint(
            model_name='batchitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', False), ('state', 'made'), models.Q(('digest', ''), _negated=True)), models.Q(models.Q(('state', 'made'), _negated=True), ('digest', ''), ('made_at__isnull', True), ('paper__isnull', True)), _connector='OR'), name='batch_item_made_has_its_bytes', violation_error_message='เอกสารที่จัดทำแล้วต้องมีไฟล์ และที่ยังไม่จัดทำต้องไม่มี'),
        ),
        migrations.AddConstraint(
            model_name='batchitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), models.Q(('why', ''), _negated=True)), models.Q(models.Q(('state', 'failed'), _negated=True), ('why', '')), _connector='OR'), name='batch_item_failed_says_why', violation_error_message='เอกสารที่ทำไม่ได้ต้องบอกเหตุ'),
        ),
    ]
