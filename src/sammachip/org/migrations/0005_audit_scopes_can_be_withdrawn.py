from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0004_audit_readings")]

    operations = [
        migrations.AddField(
            model_name="auditscope",
            name="withdrawn_on",
            field=models.DateField(blank=True, null=True, verbose_name="ถอนเมื่อวันที่"),
        ),
    ]
