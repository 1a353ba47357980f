"""What conversations gives to the whole."""

from django.utils.translation import gettext_lazy as _

from pactwork.conversations.demo import talk
from pactwork.conversations.digest import talk_lines
from pactwork.conversations.letters import EMAILS
from pactwork.conversations.navigation import navigation
from pactwork.conversations.news import NEWS
from pactwork.conversations.owed import owed, owed_rows
from pactwork.conversations.personal_data import PERSONAL_DATA
from pactwork.conversations.queries.panels import beside_review, beside_workspace, on_brief
from pactwork.conversations.refusals import REFUSALS
from pactwork.conversations.rules.marks import MARK
from pactwork.ground.addresses import address
from pactwork.ground.manifest import Chapter, Citation, Digest, Manifest, Panel, Tick, always

MANIFEST = Manifest(
    app="conversations",
    urls="pactwork.conversations.urls",
    refusals=REFUSALS,
    emails=EMAILS,
    news=NEWS,
    panels=(
        Panel("help", always, "conversations/on_help.html", order=40),
        Panel("brief.side", on_brief, "conversations/on_brief.html"),
        Panel("workspace.right", beside_workspace, "conversations/beside_workspace.html"),
        Panel("review.right", beside_review, "conversations/beside_review.html", order=1),
    ),
    navigation=navigation,
    owed=owed,
    owed_rows=owed_rows,
    digest=(Digest(("talk",), talk_lines, order=30),),
    ticks=(
        Tick(
            "talk",
            _("Talk: replies to my questions, posts that mention me, changed clarifications"),
            lambda actor: True,
            order=40,
            at_once=_(
                "Emailed straight away: all three; a changed clarification only if you rely "
                "on it or cite it."
            ),
            stop=_("To get fewer emails about talk, or none: %(page)s"),
        ),
    ),
    citations=(
        Citation(
            MARK, lambda mark: f"{address('conversations:clarification', mark[1])}#v{mark[2]}"
        ),
    ),
    chapters=(Chapter(talk, order=10),),
    personal_data=PERSONAL_DATA,
)
