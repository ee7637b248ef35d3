import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sammachip.core.likeness import phone_digits, stem


def compute_keys(apps, schema_editor):
    """Groups registered before could not be compared: fill what their name and telephone are compared by."""
    Group = apps.get_model("registry", "Group")
    for group in Group.objects.order_by("pk").iterator(chunk_size=500):
        Group.objects.filter(pk=group.pk).update(
            name_stem=stem(group.name), phone_digits=phone_digits(group.phone)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0002_differences_are_settled'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='group',
            name='name_stem',
            field=models.CharField(db_index=True, default='', editable=False, max_length=160),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='group',
            name='phone_digits',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=10),
        ),
        migrations.RunPython(compute_keys, migrations.RunPython.noop),
        migrations.CreateModel(
            name='Apart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='เหตุผล')),
                ('said_as', models.CharField(max_length=200)),
                ('said_at', models.DateTimeField()),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.group')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.group')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['one', 'other'],
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='apart_once_for_pair', violation_error_message='สองกลุ่มนี้มีผู้ยืนยันแล้วว่าเป็นคนละกลุ่ม'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='apart_smaller_first', violation_error_message='กลุ่มที่ยืนยันว่าเป็นคนละกลุ่มต้องเป็นสองกลุ่ม'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='apart_gives_reason', violation_error_message='การยืนยันว่าเป็นคนละกลุ่มต้องระบุเหตุผล')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='เหตุผล')),
                ('merged_as', models.CharField(max_length=200)),
                ('merged_at', models.DateTimeField()),
                ('stands', models.BooleanField(default=True)),
                ('undone_reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่แยกคืน')),
                ('undone_as', models.CharField(blank=True, max_length=200)),
                ('undone_at', models.DateTimeField(null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='registry.group')),
                ('into', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='registry.group')),
                ('merged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['merged_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('stands', True)), fields=('group',), name='merge_once_for_group', violation_error_message='กลุ่มนี้รวมเข้ากับกลุ่มอื่นแล้ว'), models.CheckConstraint(condition=models.Q(('group', models.F('into')), _negated=True), name='merge_joins_two', violation_error_message='รวมกลุ่มเข้ากับตัวเองไม่ได้'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='merge_gives_reason', violation_error_message='การรวมกลุ่มต้องระบุเหตุผล'), models.CheckConstraint(condition=models.Q(models.Q(('stands', True), ('undone_as', ''), ('undone_at__isnull', True), ('undone_by__isnull', True), ('undone_reason', '')), models.Q(('stands', False), ('undone_at__isnull', False), ('undone_by__isnull', False), models.Q(('undone_reason', ''), _negated=True)), _connector='OR'), name='merge_undone_is_told', violation_error_message='การแยกกลุ่มคืนต้องระบุผู้แยก เวลา และเหตุผล')],
            },
        ),
    ]
