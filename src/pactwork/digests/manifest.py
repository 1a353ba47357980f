"""What digests gives to the whole."""

from pactwork.digests.actions import send_due_digests
from pactwork.digests.letters import EMAILS
from pactwork.digests.refusals import REFUSALS
from pactwork.ground.manifest import Job, Manifest

MANIFEST = Manifest(
    app="digests",
    refusals=REFUSALS,
    emails=EMAILS,
    jobs=(Job(send_due_digests),),
)
