from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_sheets_wait_for_answers'),
    ]

    operations = [
        migrations.AddField(
            model_name='sheetimport',
            name='discarded_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='sheetimport',
            constraint=models.CheckConstraint(condition=models.Q(('discarded_at__isnull', True), ('applied_at__isnull', True), _connector='OR'), name='sheet_discarded_or_applied', violation_error_message='แฟ้มที่ไม่นำเข้าแล้วนำเข้าอีกไม่ได้'),
        ),
    ]
