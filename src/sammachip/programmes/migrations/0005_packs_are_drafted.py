import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0007_offices_count_their_versions'),
        ('programmes', '0002_terms_hold_for_a_programme'),
        ('records', '0010_letters_are_read'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PackDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('saved', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('edition', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='programmes.edition')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pack_drafts', to='org.office')),
                ('reading', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pack_drafts', to='records.letterreading')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
    ]
