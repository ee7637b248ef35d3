import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0007_offices_count_their_versions"),
        ("records", "0016_misses_are_counted_by_address"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="incomingact",
            name="incoming_act_assigns_to_somebody",
        ),
        migrations.RemoveConstraint(
            model_name="incomingletter",
            name="incoming_held_only_while_assigned",
        ),
        migrations.AddField(
            model_name="incomingact",
            name="to_office",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.office"
            ),
        ),
        migrations.AddField(
            model_name="incomingletter",
            name="line_above",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="line_below",
                to="records.incomingletter",
            ),
        ),
        migrations.AddField(
            model_name="incomingletter",
            name="to_office",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters_ordered_down",
                to="org.office",
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "assigned"),
                    models.Q(
                        ("officer__isnull", True), ("section__isnull", True), ("to_office__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="incoming_act_assigns_to_somebody",
                violation_error_message="ระบุผู้รับผิดชอบได้เฉพาะการมอบหมาย",
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("officer__isnull", True), ("section__isnull", True), ("to_office__isnull", True)
                    ),
                    ("state__in", ["assigned", "done"]),
                    _connector="OR",
                ),
                name="incoming_held_only_while_assigned",
                violation_error_message="หนังสือมีผู้รับผิดชอบเมื่อมอบหมายแล้วเท่านั้น",
            ),
        ),
    ]
