"""A letter of a result is seen by the district of its group; it was filed as about the department that sent it.

Only sight depends on where a paper is about. Backwards nothing is done: the program before reads it as well.
"""

from django.db import migrations


def file_under_the_group(apps, schema_editor):
    papers = apps.get_model("records", "Paper").objects.filter(kind="selection-result")
    for matter, case in (("Placement", "entry__case__path"), ("RoundEntry", "case__path")):
        told = papers.filter(about_kind=f"selection.{matter.lower()}").values_list("about_id", flat=True)
        rows = apps.get_model("selection", matter).objects.filter(pk__in=told)
        for pk, path in rows.values_list("pk", case):
            papers.filter(about_kind=f"selection.{matter.lower()}", about_id=pk).update(path=path)


class Migration(migrations.Migration):
    dependencies = [
        ("selection", "0007_reserves_are_called_up"),
        ("records", "0023_orders_down_stand_apart"),
    ]

    operations = [migrations.RunPython(file_under_the_group, migrations.RunPython.noop)]
