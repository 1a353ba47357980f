"""Apart from the filling: PostgreSQL alters no table whose rows changed in the same transaction."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contracts", "0003_pin_drafts")]

    operations = [
        migrations.AlterField(
            model_name="draft",
            name="template",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="modules.pinnedtemplate",
            ),
        ),
    ]
