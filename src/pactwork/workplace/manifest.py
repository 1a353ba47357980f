"""What the pages of the workplace give to the whole."""

from pactwork.ground.manifest import Manifest

MANIFEST = Manifest(app="workplace", urls="pactwork.workplace.urls")
