"""What contracts gives to the whole."""

from django.utils.translation import gettext_lazy as _

from pactwork.contracts.actions import mail_fresh_codes, tell_of_attacks, tell_of_undelivered
from pactwork.contracts.digest import own_lines, queue_lines, watch_lines
from pactwork.contracts.letters import EMAILS
from pactwork.contracts.memberships import answers, studies
from pactwork.contracts.navigation import navigation
from pactwork.contracts.queries.brief import on_brief
from pactwork.contracts.queries.owed import owed
from pactwork.contracts.queries.sampling import samples_on_brief, samples_on_home
from pactwork.contracts.refusals import REFUSALS
from pactwork.contracts.soundness import check_nightly
from pactwork.contracts.timeline import ACTS, UNTOLD
from pactwork.ground.manifest import Digest, Job, Manifest, Pace, Panel, Tick, always

MANIFEST = Manifest(
    app="contracts",
    urls="pactwork.contracts.urls",
    refusals=REFUSALS,
    emails=EMAILS,
    panels=(
        Panel("help", always, "contracts/on_help.html", order=10),
        Panel("brief", on_brief, "contracts/on_brief.html"),
        Panel("brief.leads", samples_on_brief, "contracts/samples_on_brief.html"),
        Panel("home", samples_on_home, "contracts/samples_on_home.html"),
    ),
    jobs=(
        Job(mail_fresh_codes, Pace.AWAITED),
        Job(tell_of_attacks),
        Job(tell_of_undelivered),
        Job(check_nightly, Pace.SLOW),
    ),
    acts=ACTS,
    untold=UNTOLD,
    navigation=navigation,
    owed=owed,
    digest=(
        Digest(("mine", "others"), own_lines, order=10),
        Digest(("queue",), queue_lines, order=50),
        Digest(("watch",), watch_lines, order=60),
    ),
    ticks=(
        Tick("mine", _("My own contract: when it is my turn"), studies, order=10),
        Tick("others", _("Whom I wait for"), studies, order=20),
        Tick("queue", _("Who waits for my answer"), answers, order=60),
        Tick(
            "watch",
            _("Promises that were missed, quiet workplaces, questions that were not delivered"),
            answers,
            order=70,
        ),
    ),
)
