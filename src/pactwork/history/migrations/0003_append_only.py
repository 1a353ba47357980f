"""Entries can be added, never changed or deleted; only their words may be blanked."""

from django.db import migrations

from pactwork.history.sealed import BLANKED, locks, unlocks


def lay(apps, schema_editor):
    for statement in locks(schema_editor.connection.vendor, "history_entry", BLANKED):
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in unlocks(schema_editor.connection.vendor, "history_entry"):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("history", "0002_two_levels")]

    operations = [migrations.RunPython(lay, lift)]
