import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0031_receipts_bear_a_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LineAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('words', models.CharField(max_length=400, verbose_name='ข้อเสนอ')),
                ('reason', models.CharField(max_length=300, verbose_name='เหตุผลที่พักไว้')),
                ('put_as', models.CharField(max_length=200)),
                ('put_at', models.DateTimeField()),
                ('taken_up_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines_aside', to='cases.case')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.filing')),
                ('put_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_up_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['case', '-put_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='line_aside_says_why', violation_error_message='ข้อเสนอที่พักไว้ต้องระบุเหตุผล'), models.CheckConstraint(condition=models.Q(models.Q(('taken_up_at__isnull', True), ('taken_up_by__isnull', True)), models.Q(('taken_up_at__isnull', False), ('taken_up_by__isnull', False)), _connector='OR'), name='line_taken_up_says_who', violation_error_message='การนำข้อเสนอกลับมาต้องระบุผู้นำกลับ'), models.UniqueConstraint(condition=models.Q(('taken_up_at__isnull', True)), fields=('case', 'key'), name='line_put_aside_once', violation_error_message='ข้อเสนอนี้พักไว้แล้ว')],
            },
        ),
    ]
