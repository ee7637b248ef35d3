from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0013_many_papers_are_made_as_one_job'),
    ]

    operations = [
        migrations.AddField(
            model_name='paper',
            name='code',
            field=models.CharField(editable=False, max_length=12, null=True, unique=True),
        ),
    ]
