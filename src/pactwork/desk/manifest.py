"""What the desk gives to the whole."""

from django.utils.translation import gettext_lazy as _

from pactwork.contracts.memberships import answers
from pactwork.desk.digest import watch_lines
from pactwork.desk.navigation import navigation
from pactwork.desk.queries.sampling import samples_on_brief, samples_on_home
from pactwork.ground.manifest import Digest, Manifest, Panel, Tick

MANIFEST = Manifest(
    app="desk",
    urls="pactwork.desk.urls",
    panels=(
        Panel("brief.leads", samples_on_brief, "desk/samples_on_brief.html"),
        Panel("home", samples_on_home, "desk/samples_on_home.html"),
    ),
    navigation=navigation,
    digest=(Digest(("watch",), watch_lines, order=60),),
    ticks=(
        Tick("queue", _("Students waiting for my answer"), answers, order=60),
        Tick(
            "watch",
            _("Missed promises, requests that nobody has answered or that were not delivered"),
            answers,
            order=70,
        ),
    ),
)
