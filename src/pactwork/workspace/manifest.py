"""What the workspace gives to the whole."""

from django.utils.translation import gettext_lazy as _

from pactwork.contracts.having import helped
from pactwork.contracts.memberships import studies
from pactwork.ground.manifest import Digest, Manifest, Panel, Tick
from pactwork.workspace.digest import own_lines
from pactwork.workspace.navigation import navigation
from pactwork.workspace.queries.brief import on_brief

MANIFEST = Manifest(
    app="workspace",
    urls="pactwork.workspace.urls",
    panels=(
        Panel("help", helped, "workspace/on_help.html", order=10),
        Panel("brief", on_brief, "workspace/on_brief.html"),
    ),
    navigation=navigation,
    digest=(Digest(("others",), own_lines, order=10),),
    ticks=(
        Tick("mine", _("My own contract: when it is my turn"), studies, order=10),
        Tick("others", _("Who I am waiting for"), studies, order=20),
    ),
)
