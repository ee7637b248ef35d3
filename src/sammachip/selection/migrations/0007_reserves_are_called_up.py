"""An entry may have been called from the reserve list of the round before."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("selection", "0006_paper_sheets_count_with_their_scan")]

    operations = [
        migrations.AddField(
            model_name="roundentry",
            name="called_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="called_into",
                to="selection.roundentry",
            ),
        )
    ]
