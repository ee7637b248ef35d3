import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_sheets_wait_for_answers'),
        ('registry', '0003_groups_may_be_doubles'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='group',
            name='group_once_in_village',
        ),
        migrations.AddField(
            model_name='group',
            name='taken_back_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.sheetimport'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(condition=models.Q(('taken_back_by__isnull', True)), fields=('village', 'name_folded', 'kind'), name='group_once_in_village', violation_error_message='หมู่บ้านนี้มีกลุ่มชื่อนี้แล้ว'),
        ),
    ]
