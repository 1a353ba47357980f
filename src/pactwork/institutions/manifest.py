"""What institutions gives to the whole."""

from pactwork.ground.manifest import Manifest
from pactwork.institutions.refusals import REFUSALS

MANIFEST = Manifest(
    app="institutions",
    urls="pactwork.institutions.urls",
    refusals=REFUSALS,
)
