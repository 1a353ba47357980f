"""What rights gives to the whole."""

from pactwork.ground.manifest import Job, Manifest, Pace
from pactwork.rights.actions.retaining import retain_nightly
from pactwork.rights.refusals import REFUSALS

MANIFEST = Manifest(
    app="rights",
    refusals=REFUSALS,
    jobs=(Job(retain_nightly, Pace.SLOW),),
)
