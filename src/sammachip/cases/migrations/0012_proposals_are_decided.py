"""What a person made of a proposed cluster is kept beside the proposal as it stood."""

import django.db.models.deletion
import sammachip.trail.columns
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0011_extensions_can_be_taken_back'),
        ('programmes', '0002_terms_hold_for_a_programme'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClusterDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=64)),
                ('title', models.CharField(max_length=160, verbose_name='ข้อเสนอ')),
                ('basis', models.CharField(choices=[('same', 'ผลิตสินค้าประเภทเดียวกัน'), ('linked', 'เชื่อมโยงกัน'), ('both', 'ผลิตสินค้าประเภทเดียวกัน และเชื่อมโยงกัน')], max_length=10, verbose_name='ลักษณะที่รวมกันเป็นคลัสเตอร์')),
                ('because', models.CharField(max_length=600, verbose_name='เหตุผลของข้อเสนอ')),
                ('members', models.JSONField()),
                ('path', sammachip.trail.columns.PathField(db_index=True, max_length=60)),
                ('verdict', models.CharField(choices=[('accepted', 'รับตามที่เสนอ'), ('changed', 'แก้ไขแล้วรับ'), ('aside', 'พักไว้')], max_length=8)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='เหตุผลที่พักไว้')),
                ('decided_as', models.CharField(max_length=200)),
                ('decided_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('cluster', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='cases.cluster')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cluster_decisions', to='programmes.edition')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-decided_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('cluster__isnull', True), ('verdict', 'aside'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('verdict', 'aside'), _negated=True), ('cluster__isnull', False), ('withdrawn_at__isnull', True)), _connector='OR'), name='decision_makes_a_cluster_or_gives_its_reason', violation_error_message='ข้อเสนอที่รับต้องมีคลัสเตอร์ ข้อเสนอที่พักไว้ต้องระบุเหตุผล'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='decision_withdrawn_says_who', violation_error_message='การนำข้อเสนอกลับมาต้องระบุผู้นำกลับ'), models.UniqueConstraint(condition=models.Q(('verdict', 'aside'), ('withdrawn_at__isnull', True)), fields=('mark',), name='proposal_put_aside_once', violation_error_message='ข้อเสนอนี้พักไว้แล้ว')],
            },
        ),
    ]
