from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0001_files_and_papers")]

    operations = [
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["shown_digest"], name="file_shown"),
        ),
    ]
