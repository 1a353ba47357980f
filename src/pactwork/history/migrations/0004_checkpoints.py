"""Signed checkpoints, as append-only as the entries they vouch for."""

from django.db import migrations, models

from pactwork.history.sealed import locks, unlocks


def lay(apps, schema_editor):
    for statement in locks(schema_editor.connection.vendor, "history_checkpoint", ""):
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in unlocks(schema_editor.connection.vendor, "history_checkpoint"):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("history", "0003_append_only")]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.CharField(max_length=40)),
                ("length", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("key", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=128)),
            ],
            options={
                "ordering": ("chain", "length"),
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "length"), name="checkpoint_once")
                ],
            },
        ),
        migrations.RunPython(lay, lift),
    ]
