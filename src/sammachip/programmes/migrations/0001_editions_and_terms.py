import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0001_offices_people_posts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, unique=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='org.office')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('fiscal_year', models.PositiveIntegerField()),
                ('source', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField()),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='programmes.programme')),
            ],
            options={
                'ordering': ['programme', '-number'],
                'constraints': [
                    models.UniqueConstraint(fields=('programme', 'number'), name='edition_number_once', violation_error_message='โครงการนี้มีฉบับเลขที่นี้แล้ว'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Terms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('letter_number', models.CharField(blank=True, max_length=60, verbose_name='ตามหนังสือที่')),
                ('letter_on', models.DateField(blank=True, null=True, verbose_name='ลงวันที่')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผล')),
                ('made_at', models.DateTimeField()),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='programmes.edition')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='org.office')),
            ],
            options={
                'ordering': ['edition', 'office', '-version'],
                'constraints': [
                    models.UniqueConstraint(fields=('edition', 'office', 'version'), name='terms_version_once', violation_error_message='มีข้อกำหนดฉบับนี้ของหน่วยงานนี้แล้ว'),
                ],
            },
        ),
    ]
