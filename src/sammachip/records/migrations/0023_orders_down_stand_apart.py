"""The column that named one office below is empty since the step before: who holds a letter below stands in rows of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0022_orders_down_are_rows")]

    operations = [
        migrations.RemoveConstraint(model_name="incomingletter", name="incoming_held_only_while_assigned"),
        migrations.RemoveField(model_name="incomingletter", name="to_office"),
        migrations.AddConstraint(
            model_name="incomingletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("officer__isnull", True), ("section__isnull", True)),
                    ("state__in", ["assigned", "done"]),
                    _connector="OR",
                ),
                name="incoming_held_only_while_assigned",
                violation_error_message="หนังสือมีผู้รับผิดชอบเมื่อมอบหมายแล้วเท่านั้น",
            ),
        ),
    ]
