"""What people gives to the whole."""

from pactwork.ground.manifest import Manifest
from pactwork.people.personal_data import PERSONAL_DATA

MANIFEST = Manifest(
    app="people",
    personal_data=PERSONAL_DATA,
)
