"""What links gives to the whole."""

from pactwork.ground.manifest import Job, Manifest
from pactwork.links.actions import forget_sign_in_codes, forget_tries
from pactwork.links.personal_data import PERSONAL_DATA
from pactwork.links.refusals import REFUSALS

MANIFEST = Manifest(
    app="links",
    refusals=REFUSALS,
    jobs=(Job(forget_sign_in_codes), Job(forget_tries)),
    personal_data=PERSONAL_DATA,
)
