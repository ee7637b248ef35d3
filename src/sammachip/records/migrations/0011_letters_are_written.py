import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0007_offices_count_their_versions'),
        ('records', '0010_letters_are_read'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='numberseries',
            name='series',
            field=models.CharField(choices=[('letter', 'หนังสือทั่วไป'), ('circular', 'หนังสือเวียน (ว)'), ('order', 'คำสั่ง'), ('certificate', 'หนังสือรับรอง'), ('award', 'เกียรติบัตร'), ('received', 'หนังสือรับ')], max_length=12, verbose_name='ชุดเลข'),
        ),
        migrations.AlterField(
            model_name='outgoingletter',
            name='series',
            field=models.CharField(blank=True, choices=[('letter', 'หนังสือทั่วไป'), ('circular', 'หนังสือเวียน (ว)'), ('order', 'คำสั่ง'), ('certificate', 'หนังสือรับรอง'), ('award', 'เกียรติบัตร')], max_length=12, verbose_name='ชุดเลข'),
        ),
        migrations.CreateModel(
            name='LetterDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('external', 'หนังสือภายนอก'), ('memo', 'บันทึกข้อความ'), ('stamped', 'หนังสือประทับตรา'), ('order', 'คำสั่ง'), ('announcement', 'ประกาศ'), ('minutes', 'รายงานการประชุม'), ('certificate', 'หนังสือรับรอง'), ('award', 'เกียรติบัตร')], max_length=12, verbose_name='ชนิดหนังสือ')),
                ('subject', models.CharField(blank=True, max_length=300, verbose_name='เรื่อง')),
                ('to_whom', models.CharField(blank=True, max_length=300, verbose_name='ถึงใคร')),
                ('answers', models.JSONField(default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(choices=[('draft', 'ร่าง'), ('for-signature', 'เสนอลงนาม'), ('signed', 'ลงนามแล้ว'), ('issued', 'ออกแล้ว'), ('withdrawn', 'ไม่ออกหนังสือ')], default='draft', max_length=14)),
                ('begun_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('returned_why', models.CharField(blank=True, max_length=500, verbose_name='เหตุที่ส่งคืน')),
                ('signed_at', models.DateTimeField(null=True)),
                ('signed_on', models.DateField(null=True, verbose_name='ลงนามเมื่อวันที่')),
                ('on_paper', models.BooleanField(default=False, verbose_name='ลงนามในเอกสาร')),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_why', models.CharField(blank=True, max_length=300, verbose_name='เหตุที่ไม่ออกหนังสือ')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters_drafted', to=settings.AUTH_USER_MODEL)),
                ('checker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters_checked', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letter_drafts', to='org.office')),
                ('paper', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letter_draft', to='records.paper')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-saved_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('signed', 'issued')), ('signed_at__isnull', False), ('signed_by__isnull', False), ('signed_on__isnull', False)), models.Q(('state__in', ('signed', 'issued')), _negated=True), _connector='OR'), name='letter_draft_signed_by_somebody', violation_error_message='หนังสือที่ลงนามแล้วต้องระบุผู้ลงนามหรือผู้บันทึก และวันที่ลงนาม'), models.CheckConstraint(condition=models.Q(models.Q(('paper__isnull', False), ('state', 'issued')), models.Q(models.Q(('state', 'issued'), _negated=True), ('paper__isnull', True)), _connector='OR'), name='letter_draft_issued_is_a_paper', violation_error_message='หนังสือที่ออกแล้วต้องมีเอกสารที่เก็บถาวร'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False), models.Q(('withdrawn_why', ''), _negated=True)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_at__isnull', True), ('withdrawn_why', '')), _connector='OR'), name='letter_draft_withdrawn_says_why', violation_error_message='การไม่ออกหนังสือต้องมีเหตุผล')],
            },
        ),
    ]
