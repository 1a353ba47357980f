"""What history gives to the whole."""

from pactwork.ground.manifest import Job, Manifest
from pactwork.history.letters import EMAILS
from pactwork.history.outbox import bring_back
from pactwork.history.personal_data import PERSONAL_DATA

MANIFEST = Manifest(
    app="history",
    emails=EMAILS,
    jobs=(Job(bring_back),),
    personal_data=PERSONAL_DATA,
)
