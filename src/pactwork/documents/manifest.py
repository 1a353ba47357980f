"""What documents give to the whole."""

from pactwork.ground.manifest import Manifest

MANIFEST = Manifest(app="documents", urls="pactwork.documents.urls")
