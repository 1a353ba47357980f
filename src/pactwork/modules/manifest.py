"""What modules gives to the whole."""

from pactwork.ground.manifest import Manifest
from pactwork.modules.refusals import REFUSALS

MANIFEST = Manifest(app="modules", urls="pactwork.modules.urls", refusals=REFUSALS)
