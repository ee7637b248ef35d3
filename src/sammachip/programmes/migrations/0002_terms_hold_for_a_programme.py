import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_the_programme(apps, schema_editor):
    """Terms hold for a programme, whichever edition of it they were written under."""
    editions = apps.get_model("programmes", "Edition").objects.filter(pk=OuterRef("edition"))
    apps.get_model("programmes", "Terms").objects.update(programme=Subquery(editions.values("programme")))


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0001_editions_and_terms'),
    ]

    operations = [
        migrations.AddField(
            model_name='terms',
            name='programme',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='programmes.programme'),
        ),
        migrations.RunPython(name_the_programme, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='terms',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='programmes.programme'),
        ),
        migrations.RemoveConstraint(
            model_name='terms',
            name='terms_version_once',
        ),
        migrations.AlterModelOptions(
            name='terms',
            options={'ordering': ['programme', 'office', '-version']},
        ),
        migrations.AddConstraint(
            model_name='terms',
            constraint=models.UniqueConstraint(fields=('programme', 'office', 'version'), name='terms_version_once', violation_error_message='มีข้อกำหนดฉบับนี้ของหน่วยงานนี้แล้ว'),
        ),
    ]
