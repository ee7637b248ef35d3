from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0007_offices_count_their_versions'),
        ('records', '0002_pictures_found_by_what_they_show'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='sheetimport',
            name='answers',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='sheetimport',
            name='digest',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='sheetimport',
            name='outcome',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='sheetimport',
            name='remarks',
            field=models.JSONField(default=list),
        ),
        migrations.AddConstraint(
            model_name='sheetimport',
            constraint=models.CheckConstraint(condition=models.Q(('undone_at__isnull', True), ('applied_at__isnull', False), _connector='OR'), name='sheet_undone_after_applied', violation_error_message='ยกเลิกได้เฉพาะการนำเข้าที่นำเข้าแล้ว'),
        ),
    ]
