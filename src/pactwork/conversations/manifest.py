"""What conversations gives to the whole."""

from pactwork.conversations.letters import EMAILS
from pactwork.conversations.queries.panels import beside_review, beside_workspace, on_brief
from pactwork.conversations.refusals import REFUSALS
from pactwork.ground.manifest import Manifest, Panel

MANIFEST = Manifest(
    app="conversations",
    refusals=REFUSALS,
    emails=EMAILS,
    panels=(
        Panel("brief.side", on_brief, "conversations/on_brief.html"),
        Panel("workspace.right", beside_workspace, "conversations/beside_workspace.html"),
        Panel("review.right", beside_review, "conversations/beside_review.html", order=1),
    ),
)
