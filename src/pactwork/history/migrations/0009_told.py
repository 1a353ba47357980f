"""What somebody was told can be marked as read; what was sent before there was a list of it is not new."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Q


def read_before(apps: Any, schema_editor: Any) -> None:
    over = Q(sent_at__isnull=False) | Q(stopped_at__isnull=False)
    apps.get_model("history", "Delivery").objects.filter(over).update(read_at=F("due_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0008_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="read_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["to", "read_at", "due_at"], name="delivery_told"),
        ),
        migrations.RunPython(read_before, migrations.RunPython.noop),
    ]
