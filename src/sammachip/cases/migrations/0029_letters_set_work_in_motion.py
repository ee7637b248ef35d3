import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0027_files_go_with_filings'),
        ('programmes', '0002_terms_hold_for_a_programme'),
        ('records', '0011_letters_are_written'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tied_at', models.DateTimeField()),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='cases.case')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.edition')),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tie', to='records.incomingletter')),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='cases.task')),
                ('tied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['letter'],
                'constraints': [models.CheckConstraint(condition=models.Q(('task__isnull', True), ('case__isnull', False), _connector='OR'), name='letter_tie_names_the_case_of_its_task', violation_error_message='หนังสือที่เชื่อมกับขั้นตอนงานต้องระบุงานของหน่วยงานหรือกลุ่ม')],
            },
        ),
    ]
