from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('ends', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('office', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('length', models.PositiveBigIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='PersonalValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('salt', models.CharField(max_length=32)),
                ('value', models.JSONField()),
                ('recorded_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.CharField(max_length=12)),
                ('sequence', models.PositiveBigIntegerField()),
                ('verb', models.CharField(max_length=60)),
                ('about_kind', models.CharField(max_length=60)),
                ('about_id', models.BigIntegerField()),
                ('within_kind', models.CharField(blank=True, max_length=60)),
                ('within_id', models.BigIntegerField(null=True)),
                ('actor', models.JSONField()),
                ('facts', models.JSONField(default=dict)),
                ('done_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['chain', 'sequence'],
                'indexes': [models.Index(fields=['about_kind', 'about_id'], name='event_about'), models.Index(fields=['within_kind', 'within_id'], name='event_within')],
                'constraints': [models.UniqueConstraint(fields=('chain', 'sequence'), name='event_once_in_chain', violation_error_message='ลำดับเหตุการณ์ในสายนี้ซ้ำกัน')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('person_id', models.BigIntegerField()),
                ('text', models.CharField(max_length=400)),
                ('url', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('waiting', 'รอส่ง'), ('sent', 'ส่งแล้ว'), ('read', 'อ่านแล้ว')], default='waiting', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(fields=['person_id', 'state'], name='notice_for')],
            },
        ),
    ]
