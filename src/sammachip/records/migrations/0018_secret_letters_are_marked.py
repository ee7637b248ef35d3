from django.db import migrations, models

FACES = {"ลับ": "confidential", "ลับมาก": "secret"}
CLASSES = [("confidential", "ลับ"), ("secret", "ลับมาก")]
IN_REGISTER = "หนังสือ{face} ไม่แสดงเรื่องในทะเบียน"


def secrecy_column():
    return models.CharField(blank=True, choices=CLASSES, default="", max_length=12, verbose_name="ชั้นความลับ")


def face_of(content):
    """The class that a paper bears, wherever in it that stands."""
    if isinstance(content, dict):
        return content.get("secrecy") or next(filter(None, map(face_of, content.values())), "")
    if isinstance(content, list):
        return next(filter(None, map(face_of, content)), "")
    return ""


def told_of_old_letters(apps, schema_editor):
    """How secret a letter is was known to its paper alone; the lines of such letters said their subject to all above."""
    model = lambda name: apps.get_model("records", name).objects.using(schema_editor.connection.alias)
    for draft in model("LetterDraft").filter(answers__secrecy__in=FACES.values()).iterator():
        model("LetterDraft").filter(pk=draft.pk).update(secrecy=draft.answers["secrecy"])
    for paper in model("Paper").filter(kind__startswith="letter-").iterator():
        if face := face_of(paper.content):
            secrecy = FACES.get(face, "secret")
            said = {"secrecy": secrecy, "subject": IN_REGISTER.format(face=face)}
            model("Paper").filter(pk=paper.pk).update(secrecy=secrecy)
            model("OutgoingLetter").filter(paper=paper.pk).update(**said)
            model("IncomingLetter").filter(delivery__line__paper=paper.pk).update(**said)


def told_again(apps, schema_editor):
    """Back to the subject that the paper bears; what was received of it stands as it was sent."""
    model = lambda name: apps.get_model("records", name).objects.using(schema_editor.connection.alias)
    for line in (
        model("OutgoingLetter").exclude(secrecy="").filter(paper__isnull=False).select_related("paper")
    ):
        model("OutgoingLetter").filter(pk=line.pk).update(subject=line.paper.title)
        model("IncomingLetter").filter(delivery__line=line.pk).update(subject=line.paper.title)


class Migration(migrations.Migration):
    dependencies = [("records", "0017_letters_are_ordered_down")]

    operations = [
        *(
            migrations.AddField(
                model_name=name, name="secrecy", field=secrecy_column(), preserve_default=False
            )
            for name in ("letterdraft", "paper", "outgoingletter", "incomingletter")
        ),
        migrations.RunPython(told_of_old_letters, told_again),
    ]
