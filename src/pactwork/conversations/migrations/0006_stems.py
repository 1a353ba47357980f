"""What search keeps, by a stemmer that knows English: *ethics* finds *ethical*, and *running* *run*."""

from typing import Any

from django.db import migrations

from pactwork.conversations.rules.searching import kept, variants


def renew(apps: Any, schema: Any) -> None:
    """The words as they were, so that nothing is found no more, and the text once more."""
    findable = apps.get_model("conversations", "Findable")
    spelling = apps.get_model("conversations", "Spelling")
    words: set[str] = set()
    for row in findable.objects.select_related("post", "clarification").iterator():
        text = row.post.text if row.post else row.clarification.text
        row.words = kept(f"{text}\n{row.words}")
        row.save(update_fields=["words"])
        words |= set(row.words.split())
    spelling.objects.all().delete()
    rows = [
        spelling(variant=v, word=word) for word in sorted(words) for v in sorted(variants(word))
    ]
    spelling.objects.bulk_create(rows, batch_size=2_000)


class Migration(migrations.Migration):
    dependencies = (("conversations", "0005_withdrawn"),)
    operations = (migrations.RunPython(renew, migrations.RunPython.noop),)
