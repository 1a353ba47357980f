"""What digests gives to the whole."""

from pactwork.digests.actions import send_due_digests
from pactwork.digests.letters import EMAILS
from pactwork.digests.personal_data import PERSONAL_DATA
from pactwork.digests.refusals import REFUSALS
from pactwork.ground.manifest import Job, Manifest, Panel, always

MANIFEST = Manifest(
    app="digests",
    urls="pactwork.digests.urls",
    refusals=REFUSALS,
    panels=(Panel("help", always, "digests/on_help.html", order=60),),
    emails=EMAILS,
    jobs=(Job(send_due_digests),),
    personal_data=PERSONAL_DATA,
)
