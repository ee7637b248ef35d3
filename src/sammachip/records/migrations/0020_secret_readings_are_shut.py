from django.db import migrations, models

CLASSES = ("ลับ", "ลับมาก", "ลับที่สุด")
LINES_OF_HEAD = 6


def is_secret(text):
    heads = (page.split("\n")[:LINES_OF_HEAD] for page in text.split("\f"))
    return any(line.strip() in CLASSES for head in heads for line in head)


def marked(apps, schema_editor):
    """A letter that bears its class on its face is no longer read; what was read of such before was seen by all above."""
    readings = apps.get_model("records", "LetterReading").objects.using(schema_editor.connection.alias)
    old = readings.values_list("pk", "text")
    readings.filter(pk__in=[pk for pk, text in old.iterator() if is_secret(text)]).update(secret=True)


class Migration(migrations.Migration):
    dependencies = [("records", "0019_scans_are_read_page_by_page")]

    operations = [
        migrations.AddField("letterreading", "secret", models.BooleanField(default=False)),
        migrations.RunPython(marked, migrations.RunPython.noop),
    ]
