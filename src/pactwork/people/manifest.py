"""What people gives to the whole."""

from pactwork.ground.manifest import Manifest
from pactwork.people.news import owed_rows
from pactwork.people.personal_data import PERSONAL_DATA

MANIFEST = Manifest(
    app="people",
    owed_rows=owed_rows,
    personal_data=PERSONAL_DATA,
)
