"""What modules gives to the whole."""

from pactwork.ground.manifest import Manifest
from pactwork.modules.letters import EMAILS
from pactwork.modules.news import NEWS
from pactwork.modules.owed import owed, owed_rows
from pactwork.modules.personal_data import PERSONAL_DATA
from pactwork.modules.refusals import REFUSALS

MANIFEST = Manifest(
    app="modules",
    urls="pactwork.modules.urls",
    refusals=REFUSALS,
    emails=EMAILS,
    news=NEWS,
    owed=owed,
    owed_rows=owed_rows,
    personal_data=PERSONAL_DATA,
)
