import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('money', '0001_registers_accounts_spending'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='spending',
            name='limit_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่เห็นว่าไม่ขัดข้อจำกัด'),
        ),
        migrations.AddField(
            model_name='spending',
            name='requested_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='spending',
            name='saved',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
