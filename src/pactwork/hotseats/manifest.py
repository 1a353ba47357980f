"""What hotseats gives to the whole."""

from django.utils.translation import gettext_lazy as _

from pactwork.ground.addresses import address
from pactwork.ground.manifest import (
    Chapter,
    Citation,
    Digest,
    Job,
    Manifest,
    Pace,
    Panel,
    Tick,
    always,
)
from pactwork.hotseats.actions import (
    mail_guests_fresh_codes,
    tell_of_guest_attacks,
    tell_of_lost_invitations,
)
from pactwork.hotseats.demo import hotseats
from pactwork.hotseats.digest import hotseat_lines
from pactwork.hotseats.letters import EMAILS
from pactwork.hotseats.navigation import navigation
from pactwork.hotseats.news import NEWS
from pactwork.hotseats.owed import owed, owed_rows
from pactwork.hotseats.personal_data import PERSONAL_DATA
from pactwork.hotseats.queries.panels import on_brief
from pactwork.hotseats.refusals import REFUSALS
from pactwork.hotseats.rules.marks import MARK

MANIFEST = Manifest(
    app="hotseats",
    urls="pactwork.hotseats.urls",
    refusals=REFUSALS,
    emails=EMAILS,
    news=NEWS,
    panels=(
        Panel("brief.side", on_brief, "hotseats/on_brief.html"),
        Panel("help", always, "hotseats/on_help.html", order=50),
    ),
    jobs=(
        Job(mail_guests_fresh_codes, Pace.AWAITED),
        Job(tell_of_guest_attacks),
        Job(tell_of_lost_invitations),
    ),
    navigation=navigation,
    owed=owed,
    owed_rows=owed_rows,
    digest=(Digest(("hotseats",), hotseat_lines, order=40),),
    ticks=(
        Tick(
            "hotseats",
            _("Hotseats: when one opens, and answers to my questions"),
            lambda actor: True,
            order=50,
            stop=_("To get fewer emails about hotseats, or none: %(page)s"),
        ),
    ),
    citations=(Citation(MARK, lambda mark: address("hotseats:answer", mark[1])),),
    chapters=(Chapter(hotseats, order=20),),
    personal_data=PERSONAL_DATA,
)
