"""Versions can be added, never changed or deleted; and what is in force on each run is its first."""

from django.db import migrations

from pactwork.history.sealed import locks, unlocks

TABLE = "modules_specversion"
ACTS = ("module_loaded", "module_edited", "module_copied")


def lay(apps, schema_editor):
    for statement in locks(schema_editor.connection.vendor, TABLE, ""):
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in unlocks(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(statement)


def fill(apps, schema_editor):
    runs, versions = apps.get_model("modules", "Run"), apps.get_model("modules", "SpecVersion")
    entries = apps.get_model("history", "Entry").objects.filter(act__in=ACTS)
    for run in runs.objects.order_by("pk").iterator(chunk_size=50):
        last = entries.filter(subject=run.ref).order_by("-seq").first()
        versions.objects.create(
            institution_id=run.institution_id,
            run=run,
            key=run.key,
            title=run.title,
            name=run.name,
            in_force=True,
            specification=run.specification,
            digest=run.digest,
            files=run.files,
            by=last.by if last else "",
            made_at=run.loaded_at,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0004_versions_of_modules"),
        ("history", "0008_names"),
    ]

    operations = [
        migrations.RunPython(lay, lift),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
