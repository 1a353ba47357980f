"""What web gives to the whole."""

from pactwork.ground.manifest import Job, Manifest
from pactwork.web.keeping import drop_ended
from pactwork.web.letters import EMAILS
from pactwork.web.personal_data import PERSONAL_DATA

MANIFEST = Manifest(
    app="web",
    urls="pactwork.web.urls",
    emails=EMAILS,
    jobs=(Job(drop_ended),),
    personal_data=PERSONAL_DATA,
)
