from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0005_audit_scopes_can_be_withdrawn")]

    operations = [
        migrations.AddField(
            model_name="power",
            name="withdrawn_on",
            field=models.DateField(blank=True, null=True, verbose_name="ถอนเมื่อวันที่"),
        ),
    ]
