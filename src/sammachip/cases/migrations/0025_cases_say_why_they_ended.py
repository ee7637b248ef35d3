from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_groups_write_from_seats"),
        ("org", "0007_offices_count_their_versions"),
        ("programmes", "0002_terms_hold_for_a_programme"),
        ("registry", "0010_groups_make_jobs_and_welfare"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="ended_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("withdrawn", "ถอนตัว"),
                    ("declined", "ไม่เข้าร่วม"),
                    ("silent", "ไม่ตอบหรือไม่ส่งภายในกำหนด"),
                    ("lost-standing", "ขาดคุณสมบัติ"),
                ],
                max_length=13,
                verbose_name="ผลการเข้าร่วม",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="ended_because",
            field=models.CharField(blank=True, max_length=300, verbose_name="เหตุผลที่สิ้นสุด"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", False),
                    models.Q(("ended_as", ""), ("ended_because", "")),
                    _connector="OR",
                ),
                name="case_open_has_no_ending",
                violation_error_message="งานที่ยังไม่สิ้นสุดมีเหตุผลที่สิ้นสุดไม่ได้",
            ),
        ),
    ]
