import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0029_letters_set_work_in_motion'),
        ('programmes', '0005_packs_are_drafted'),
        ('records', '0012_letters_are_sent_off'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(blank=True, max_length=40)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.edition')),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='work', to='records.outgoingletter')),
            ],
            options={
                'ordering': ['line'],
            },
        ),
    ]
