from django.db import migrations


def told_apart(apps, schema_editor):
    """To which office below a letter went, and who was to act there, stood among who holds it in its own office."""
    model = lambda name: apps.get_model("records", name).objects.using(schema_editor.connection.alias)
    for line in model("IncomingLetter").exclude(to_office=None).iterator():
        model("OrderedDown").create(
            letter_id=line.pk, office_id=line.to_office_id, section_id=line.section_id, officer_id=line.officer_id
        )
        model("IncomingLetter").filter(pk=line.pk).update(to_office=None, section=None, officer=None)


def told_together(apps, schema_editor):
    """Back to one office: of several the first by its place in the tree."""
    model = lambda name: apps.get_model("records", name).objects.using(schema_editor.connection.alias)
    for down in model("OrderedDown").order_by("letter", "-office__path").iterator():
        model("IncomingLetter").filter(pk=down.letter_id).update(
            to_office=down.office_id, section=down.section_id, officer=down.officer_id
        )
    model("OrderedDown").all().delete()


class Migration(migrations.Migration):
    dependencies = [("records", "0021_orders_reach_several_offices")]

    operations = [migrations.RunPython(told_apart, told_together)]
