import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_programme_and_edition(apps, schema_editor):
    """A case belongs to the programme of its edition; a revision was sent under the edition its case followed."""
    editions = apps.get_model("programmes", "Edition").objects.filter(pk=OuterRef("edition"))
    Case = apps.get_model("cases", "Case")
    Case.objects.update(programme=Subquery(editions.values("programme")))
    cases = Case.objects.filter(tasks__filings=OuterRef("filing"))
    apps.get_model("cases", "Revision").objects.update(edition=Subquery(cases.values("edition")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_paper_signatures_are_checked'),
        ('programmes', '0002_terms_hold_for_a_programme'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='programme',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='programmes.programme'),
        ),
        migrations.AddField(
            model_name='revision',
            name='edition',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='programmes.edition'),
        ),
        migrations.RunPython(name_programme_and_edition, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='case',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='programmes.programme'),
        ),
        migrations.AlterField(
            model_name='revision',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='programmes.edition'),
        ),
        migrations.RemoveConstraint(
            model_name='case',
            name='case_once_for_office',
        ),
        migrations.RemoveConstraint(
            model_name='case',
            name='case_once_for_area',
        ),
        migrations.RemoveConstraint(
            model_name='case',
            name='case_once_for_group',
        ),
        migrations.RemoveIndex(
            model_name='case',
            name='case_of_level',
        ),
        migrations.AlterModelOptions(
            name='case',
            options={'ordering': ['programme', 'path', 'pk']},
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['programme', 'level', 'path'], name='case_of_level'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('programme', 'office'), name='case_once_for_office', violation_error_message='หน่วยงานนี้อยู่ในโครงการแล้ว'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('programme', 'area'), name='case_once_for_area', violation_error_message='พื้นที่นี้อยู่ในโครงการแล้ว'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('programme', 'group'), name='case_once_for_group', violation_error_message='กลุ่มนี้อยู่ในโครงการแล้ว'),
        ),
    ]
