import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('selection', '0002_sheets_keep_their_totals'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='assignment',
            options={'ordering': ['entry_id', 'pk']},
        ),
        migrations.AlterModelOptions(
            name='conflict',
            options={'ordering': ['case_id', 'person_id', 'pk']},
        ),
        migrations.AlterModelOptions(
            name='mark',
            options={'ordering': ['sheet_id', 'pk']},
        ),
        migrations.AlterModelOptions(
            name='panel',
            options={'ordering': ['case_id', '-made_at', '-pk']},
        ),
        migrations.AlterModelOptions(
            name='panelseat',
            options={'ordering': ['panel_id', 'pk']},
        ),
        migrations.AlterModelOptions(
            name='roundentry',
            options={'ordering': ['round_id', 'number'], 'verbose_name_plural': 'entries'},
        ),
        migrations.AlterModelOptions(
            name='roundtier',
            options={'ordering': ['round_id', 'position']},
        ),
        migrations.AlterModelOptions(
            name='sheet',
            options={'ordering': ['entry_id', 'seat_id', 'number']},
        ),
        migrations.AlterModelOptions(
            name='tievote',
            options={'ordering': ['round_id', 'pk']},
        ),
        migrations.AddField(
            model_name='sheet',
            name='typed',
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on_paper', models.BooleanField(default=False)),
                ('declared_on', models.DateField(verbose_name='วันที่แจ้ง')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='selection.round')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='selection.panelseat')),
            ],
            options={
                'ordering': ['round_id', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('round', 'seat'), name='declaration_once', violation_error_message='กรรมการผู้นี้แจ้งการมีส่วนได้เสียของรอบนี้แล้ว')],
            },
        ),
    ]
