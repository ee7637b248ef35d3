import django.db.models.deletion
from django.db import migrations, models

import sammachip.trail.columns


class Migration(migrations.Migration):
    dependencies = [("org", "0003_audit_scopes_name_their_letter")]

    operations = [
        migrations.CreateModel(
            name="AuditReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("path", sammachip.trail.columns.PathField(db_index=True)),
                ("address", models.CharField(max_length=500)),
                ("read_at", models.DateTimeField()),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="org.post"
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
