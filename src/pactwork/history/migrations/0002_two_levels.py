"""Entries are sealed in two levels from here on; what was written before is sealed anew, in the open.

Every chain is first walked by the old rule. One that does not hold is not sealed over: that would
hide it. Each chain that held gets an entry that names its old head, which can be worked out again
from the fields, for none of them changed.
"""

import hmac
from datetime import UTC
from hashlib import sha256

from django.db import migrations

from pactwork.ground import clock
from pactwork.ground.canonical import canonical, digest

OPEN_KEY = "00" * 32  # nothing private is said under it
SUBJECT = "history"


def _old(entry, previous):
    return digest(
        [
            entry.chain,
            entry.seq,
            entry.at.isoformat(),
            entry.act,
            entry.subject,
            entry.by,
            entry.commitment,
            previous,
        ]
    )


def _new(entry, previous):
    body = digest(
        [
            entry.chain,
            entry.seq,
            entry.at.astimezone(UTC).isoformat(),
            entry.act,
            entry.subject,
            entry.by,
            entry.commitment,
        ]
    )
    return digest([previous, body])


def _sealed_anew(entries, head):
    old = new = ""
    for entry in entries.filter(chain=head.chain).order_by("seq").iterator():
        if entry.previous != old or _old(entry, old) != entry.hash:
            raise SystemExit(
                f"The history of {head.chain} does not hold at entry {entry.seq}, so it is not "
                "sealed anew and nothing was changed. Restore a backup that `pactwork verify` passes."
            )
        old = entry.hash
        entry.previous, entry.hash = new, _new(entry, new)
        entry.save(update_fields=["previous", "hash"])
        new = entry.hash
    if old != head.hash:
        raise SystemExit(f"The history of {head.chain} ends before its head. Nothing was changed.")
    return new


def seal_anew(apps, schema_editor):
    made, heads = apps.get_model("history", "Entry"), apps.get_model("history", "Head")
    for head in heads.objects.filter(length__gt=0).order_by("chain"):
        new = _sealed_anew(made.objects, head)
        payload = {"length": head.length, "old_head": head.hash}
        said = hmac.new(bytes.fromhex(OPEN_KEY), canonical(payload), sha256).hexdigest()
        entry = made(
            chain=head.chain,
            seq=head.length + 1,
            at=clock.now(),
            act="sealed_anew",
            subject=SUBJECT,
            by="system",
            payload=payload,
            commitment=said,
            previous=new,
        )
        entry.hash = _new(entry, new)
        entry.save(force_insert=True)
        head.length, head.hash = entry.seq, entry.hash
        head.save(update_fields=["length", "hash"])


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]

    operations = [migrations.RunPython(seal_anew, migrations.RunPython.noop)]
