import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_clips_are_measured"),
        ("selection", "0003_drafts_are_kept_and_members_declare"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Steadiness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("draws", models.PositiveIntegerField()),
                ("above", models.JSONField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "steadiness",
                "ordering": ["round", "-made_at"],
            },
        ),
        migrations.AddConstraint(
            model_name="resolution",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_at__isnull", True)),
                fields=("round",),
                name="resolution_one_draft",
                violation_error_message="มีร่างมติของรอบนี้อยู่แล้ว",
            ),
        ),
        migrations.AddField(
            model_name="steadiness",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steadiness", to="selection.round"
            ),
        ),
        migrations.AddConstraint(
            model_name="steadiness",
            constraint=models.UniqueConstraint(
                fields=("round", "digest"),
                name="steadiness_once",
                violation_error_message="คำนวณความมั่นคงของผลจากใบคะแนนชุดนี้แล้ว",
            ),
        ),
    ]
