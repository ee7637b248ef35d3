import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0007_offices_count_their_versions'),
        ('records', '0006_clips_are_measured'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='ปี พ.ศ.')),
                ('series', models.CharField(choices=[('letter', 'หนังสือทั่วไป'), ('circular', 'หนังสือเวียน (ว)')], max_length=10, verbose_name='ชุดเลข')),
                ('first', models.PositiveIntegerField(default=1)),
                ('last', models.PositiveIntegerField(default=0)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='number_series', to='org.office')),
            ],
            options={
                'ordering': ['office', '-year', 'series'],
                'constraints': [models.UniqueConstraint(fields=('office', 'year', 'series'), name='number_series_once_a_year', violation_error_message='หน่วยงานมีชุดเลขนี้ของปีนี้แล้ว'), models.CheckConstraint(condition=models.Q(('first__gte', 1), ('last__gte', django.db.models.expressions.CombinedExpression(models.F('first'), '-', models.Value(1)))), name='number_series_counts_on', violation_error_message='เลขที่ออกแล้วต้องไม่น้อยกว่าเลขแรกของชุด')],
            },
        ),
        migrations.CreateModel(
            name='OutgoingLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='ปี พ.ศ.')),
                ('series', models.CharField(blank=True, choices=[('letter', 'หนังสือทั่วไป'), ('circular', 'หนังสือเวียน (ว)')], max_length=10, verbose_name='ชุดเลข')),
                ('running', models.PositiveIntegerField(null=True)),
                ('number', models.CharField(max_length=60, verbose_name='เลขที่')),
                ('dated_on', models.DateField(verbose_name='ลงวันที่')),
                ('from_whom', models.CharField(max_length=200, verbose_name='จาก')),
                ('to_whom', models.CharField(max_length=200, verbose_name='ถึง')),
                ('subject', models.CharField(max_length=300, verbose_name='เรื่อง')),
                ('given_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('cancelled_why', models.CharField(blank=True, max_length=300, verbose_name='เหตุที่ยกเลิก')),
                ('cancelled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outgoing_letters', to='org.office')),
                ('paper', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='line', to='records.paper')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('office', 'year', 'number'), name='letter_number_once_a_year', violation_error_message='เลขที่หนังสือนี้มีในทะเบียนของปีนี้แล้ว'), models.UniqueConstraint(fields=('office', 'year', 'series', 'running'), name='letter_running_once_in_series', violation_error_message='เลขลำดับนี้ออกไปแล้วในชุดเลขของปีนี้'), models.CheckConstraint(condition=models.Q(models.Q(('running__isnull', True), ('series', '')), models.Q(('running__gte', 1), models.Q(('series', ''), _negated=True)), _connector='OR'), name='letter_runs_in_a_series', violation_error_message='เลขจากทะเบียนของหน่วยงานต้องมีชุดเลขและเลขลำดับ'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('cancelled_why', '')), models.Q(('cancelled_at__isnull', False), models.Q(('cancelled_why', ''), _negated=True)), _connector='OR'), name='letter_cancelled_says_why', violation_error_message='การยกเลิกเลขหนังสือต้องมีเหตุผล')],
            },
        ),
    ]
