"""What modules gives to the whole."""

from pactwork.ground.manifest import Manifest
from pactwork.modules.personal_data import PERSONAL_DATA
from pactwork.modules.refusals import REFUSALS

MANIFEST = Manifest(
    app="modules", urls="pactwork.modules.urls", refusals=REFUSALS, personal_data=PERSONAL_DATA
)
