"""What rights gives to the whole."""

from pactwork.ground.manifest import Job, Manifest, Pace, Panel, always
from pactwork.rights.actions.retaining import retain_nightly
from pactwork.rights.personal_data import PERSONAL_DATA
from pactwork.rights.refusals import REFUSALS

MANIFEST = Manifest(
    app="rights",
    urls="pactwork.rights.urls",
    refusals=REFUSALS,
    panels=(Panel("help", always, "rights/on_help.html", order=80),),
    jobs=(Job(retain_nightly, Pace.SLOW),),
    personal_data=PERSONAL_DATA,
)
