"""What demo gives to the whole."""

from pactwork.ground.manifest import Manifest

MANIFEST = Manifest(app="demo", urls="pactwork.demo.urls")
