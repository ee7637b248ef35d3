"""A letter went down to one office; now to several, each with who is to act there and a line of its own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0007_offices_count_their_versions"),
        ("records", "0020_secret_readings_are_shut"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="incomingletter",
            name="to_office",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.office"
            ),
        ),
        migrations.CreateModel(
            name="OrderedDown",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ordered_down",
                        to="records.incomingletter",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters_ordered_down",
                        to="org.office",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.section"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["letter", "office__path"]},
        ),
        migrations.AddConstraint(
            model_name="ordereddown",
            constraint=models.UniqueConstraint(
                fields=("letter", "office"),
                name="ordered_down_once_to_an_office",
                violation_error_message="หนังสือฉบับนี้สั่งการไปยังหน่วยงานนี้แล้ว",
            ),
        ),
        migrations.AlterField(
            model_name="incomingletter",
            name="line_above",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines_below",
                to="records.incomingletter",
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingletter",
            constraint=models.UniqueConstraint(
                fields=("line_above", "office"),
                name="incoming_ordered_down_received_once",
                violation_error_message="หนังสือที่สั่งการลงมาฉบับนี้ลงรับในหน่วยงานนี้แล้ว",
            ),
        ),
    ]
