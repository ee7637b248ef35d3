"""No action has made a scope until now, so no row waits for a letter: the defaults only satisfy the databases."""

import datetime

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0002_api_tokens")]

    operations = [
        migrations.AddField(
            model_name="auditscope",
            name="letter_number",
            field=models.CharField(default="-", max_length=60, verbose_name="เลขที่หนังสือ"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="auditscope",
            name="letter_on",
            field=models.DateField(default=datetime.date(2018, 1, 1), verbose_name="ลงวันที่"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="auditscope",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="audit_scopes", to="org.post"
            ),
        ),
        migrations.AlterField(
            model_name="auditscope",
            name="programme_code",
            field=models.CharField(blank=True, max_length=60, verbose_name="เฉพาะโครงการ"),
        ),
        migrations.AlterField(
            model_name="auditscope",
            name="starts_on",
            field=models.DateField(verbose_name="ตั้งแต่วันที่"),
        ),
        migrations.AlterField(
            model_name="auditscope",
            name="ends_on",
            field=models.DateField(verbose_name="ถึงวันที่"),
        ),
        migrations.AlterModelOptions(
            name="auditscope",
            options={"ordering": ["post", "-starts_on", "-pk"]},
        ),
        migrations.AddConstraint(
            model_name="auditscope",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="audit_scope_ends_after_it_starts",
                violation_error_message="วันสิ้นสุดการตรวจสอบต้องไม่ก่อนวันเริ่ม",
            ),
        ),
    ]
