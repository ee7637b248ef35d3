from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('trail', '0003_forms_taken_once'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='state',
            field=models.CharField(choices=[('waiting', 'รอส่ง'), ('sent', 'ส่งแล้ว'), ('read', 'อ่านแล้ว'), ('over', 'ผ่านไปแล้ว')], default='waiting', max_length=10),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['url'], name='notice_about'),
        ),
    ]
