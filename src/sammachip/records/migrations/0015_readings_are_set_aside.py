import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0014_papers_bear_a_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300)),
                ('aside_at', models.DateTimeField()),
                ('aside_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reading', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='aside', to='records.letterreading')),
            ],
            options={
                'ordering': ['reading'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='letter_aside_says_why', violation_error_message='หนังสือที่พักไว้ต้องระบุเหตุผล')],
            },
        ),
    ]
