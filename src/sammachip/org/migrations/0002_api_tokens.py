import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0001_offices_people_posts'),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hat_key', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=80, verbose_name='ใช้กับโปรแกรม')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(verbose_name='ใช้ได้ถึง')),
                ('last_used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['person', '-made_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('made_at'))), name='api_token_ends_after_it_is_made', violation_error_message='วันหมดอายุของโทเคนต้องหลังวันที่ออก')],
            },
        ),
    ]
