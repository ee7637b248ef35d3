"""A good handed over names the cost that paid for it, so that what is still to be handed over can be told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_goods_are_handed_over")]

    operations = [
        migrations.AddField("good", "bought_as", models.CharField(blank=True, default="", max_length=40), preserve_default=False)
    ]
