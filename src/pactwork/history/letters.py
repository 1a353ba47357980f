"""The email that takes a checkpoint off the machine."""

from email.utils import format_datetime

from django.core.mail import EmailMessage

from pactwork.ground.email_template import words_of
from pactwork.ground.manifest import Email
from pactwork.history.checkpoints import key_id, seen
from pactwork.history.models import Checkpoint, Delivery


def checkpoint(delivery: Delivery) -> EmailMessage | str:
    """Words for the reader, and the line itself: in the text and as a file."""
    found = Checkpoint.objects.filter(pk=delivery.about.partition(":")[2]).first()
    if found is None:
        return "the checkpoint is gone"
    one = seen(found)
    known = {"chain": one.chain, "length": one.length, "at": one.at, "key": key_id(one.key)}
    words = words_of("checkpoint", known)
    email = EmailMessage(
        subject=" ".join(words["subject"]),
        body="\n\n".join([*words["body"], one.line]) + "\n",
        to=[delivery.to],
        headers={"Date": format_datetime(found.at), "Auto-Submitted": "auto-generated"},
    )
    email.attach(f"{one.chain}-{one.length}.jsonl", one.line + "\n", "application/jsonl")
    return email


EMAILS: dict[str, Email] = {"checkpoint": Email(checkpoint)}
