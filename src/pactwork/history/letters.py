"""The letter that takes a checkpoint off the machine."""

from email.utils import format_datetime

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.ground.manifest import Email
from pactwork.history.checkpoints import key_id, seen
from pactwork.history.models import Checkpoint, Delivery


def checkpoint(delivery: Delivery) -> EmailMessage | str:
    """Words for the reader, and the line itself: in the text and as a file."""
    found = Checkpoint.objects.filter(pk=delivery.about.partition(":")[2]).first()
    if found is None:
        return "the checkpoint is gone"
    one = seen(found)
    words = [
        _(
            "This is a checkpoint of a Pactwork history. Please keep this email; nothing needs doing."
        ),
        ngettext(
            "The history %(chain)s had %(length)s entry on %(at)s.",
            "The history %(chain)s had %(length)s entries on %(at)s.",
            one.length,
        )
        % vars(one),
        _(
            "Should anybody doubt that history later, save this email as a text file, and let "
            "whoever runs Pactwork compare:  pactwork verify --against FILE"
        ),
        _("Signed with the key %(key)s.") % {"key": key_id(one.key)},
        one.line,
    ]
    letter = EmailMessage(
        subject=ngettext(
            "Checkpoint of %(chain)s at %(length)s entry",
            "Checkpoint of %(chain)s at %(length)s entries",
            one.length,
        )
        % vars(one),
        body="\n\n".join(words) + "\n",
        to=[delivery.to],
        headers={"Date": format_datetime(found.at), "Auto-Submitted": "auto-generated"},
    )
    letter.attach(f"{one.chain}-{one.length}.jsonl", one.line + "\n", "application/jsonl")
    return letter


EMAILS: dict[str, Email] = {"checkpoint": Email(checkpoint)}
