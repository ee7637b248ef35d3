import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_the_programme(apps, schema_editor):
    """An office has one row of register versions in a programme, whichever edition each was made under."""
    editions = apps.get_model("programmes", "Edition").objects.filter(pk=OuterRef("edition"))
    apps.get_model("money", "Register").objects.update(programme=Subquery(editions.values("programme")))


class Migration(migrations.Migration):

    dependencies = [
        ('money', '0002_spendings_say_why_and_count_saves'),
        ('programmes', '0002_terms_hold_for_a_programme'),
    ]

    operations = [
        migrations.AddField(
            model_name='register',
            name='programme',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registers', to='programmes.programme'),
        ),
        migrations.RunPython(name_the_programme, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='register',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registers', to='programmes.programme'),
        ),
        migrations.RemoveConstraint(
            model_name='register',
            name='register_number_once',
        ),
        migrations.RemoveConstraint(
            model_name='register',
            name='register_one_draft',
        ),
        migrations.RemoveConstraint(
            model_name='register',
            name='register_one_in_force',
        ),
        migrations.AlterModelOptions(
            name='register',
            options={'ordering': ['programme', 'office', '-number']},
        ),
        migrations.AddConstraint(
            model_name='register',
            constraint=models.UniqueConstraint(fields=('programme', 'office', 'number'), name='register_number_once', violation_error_message='มีทะเบียนจัดสรรฉบับนี้แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='register',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('programme', 'office'), name='register_one_draft', violation_error_message='มีร่างทะเบียนจัดสรรที่ยังไม่แจ้งอยู่แล้ว'),
        ),
        migrations.AddConstraint(
            model_name='register',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'issued')), fields=('programme', 'office'), name='register_one_in_force', violation_error_message='มีทะเบียนจัดสรรที่ใช้อยู่แล้ว'),
        ),
    ]
