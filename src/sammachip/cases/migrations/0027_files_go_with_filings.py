"""Files stand beside the answers of a filing, in the places that its stage keeps for them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0026_receipts_and_lateness'),
        ('records', '0006_clips_are_measured'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='records.storedfile')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='cases.filing')),
            ],
            options={
                'ordering': ['filing', 'key', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('filing', 'key', 'position'), name='attachment_place_once', violation_error_message='มีไฟล์แนบลำดับนี้แล้ว')],
            },
        ),
    ]
