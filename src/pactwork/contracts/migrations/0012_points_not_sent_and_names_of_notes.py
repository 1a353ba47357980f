"""Points that wait to be sent with an answer; a saved note is named, at first by its first words."""

import django.db.models.deletion
from django.db import migrations, models

import pactwork.ground.refs

MOST = 40


def name_notes(apps, schema_editor):
    taken = {}
    SavedNote = apps.get_model("contracts", "SavedNote")
    for note in SavedNote.objects.filter(name="").order_by("pk").iterator():
        theirs = taken.setdefault(note.person_id, set())
        words = " ".join(note.text.split())
        cut = words if len(words) <= MOST - 4 else words[: MOST - 3].rpartition(" ")[0]
        first = name = (cut or words[: MOST - 4]).rstrip(" .,;:")
        number = 2
        while not name or name.casefold() in theirs:
            name, number = f"{first} {number}".strip(), number + 1
        theirs.add(name.casefold())
        note.name = name
        note.save(update_fields=["name"])


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0011_what_others_owe_has_come"),
        ("people", "0005_how_an_institution_presents_itself"),
    ]

    operations = [
        migrations.AddField(
            model_name="savednote",
            name="name",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.CreateModel(
            name="UnsentPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        default=pactwork.ground.refs.new_ref, max_length=20, unique=True
                    ),
                ),
                ("section", models.CharField(max_length=40)),
                ("quote", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unsent_points",
                        to="contracts.contract",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contracts.draft",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unsent_points",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.RunPython(name_notes, migrations.RunPython.noop),
    ]
