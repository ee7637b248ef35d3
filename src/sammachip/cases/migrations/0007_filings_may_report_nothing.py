from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0006_cases_and_clusters_know_their_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="filing",
            name="nil_accepted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="revision",
            name="nil_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="เหตุผลที่ไม่มีข้อมูลรายงาน"),
        ),
    ]
