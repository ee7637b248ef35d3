import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0032_proposed_lines_are_put_aside"),
        ("programmes", "0005_packs_are_drafted"),
        ("records", "0017_letters_are_ordered_down"),
    ]

    operations = [
        migrations.CreateModel(
            name="BatchWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stage", models.CharField(blank=True, max_length=40)),
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="work", to="records.batch"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.edition"
                    ),
                ),
            ],
            options={
                "ordering": ["batch"],
            },
        ),
    ]
