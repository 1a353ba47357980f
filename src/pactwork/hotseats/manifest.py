"""What hotseats gives to the whole."""

from pactwork.ground.manifest import Job, Manifest, Pace, Panel
from pactwork.hotseats.actions import (
    mail_guests_fresh_codes,
    tell_of_guest_attacks,
    tell_of_lost_invitations,
)
from pactwork.hotseats.letters import EMAILS
from pactwork.hotseats.queries.panels import on_brief
from pactwork.hotseats.refusals import REFUSALS

MANIFEST = Manifest(
    app="hotseats",
    refusals=REFUSALS,
    emails=EMAILS,
    panels=(Panel("brief.side", on_brief, "hotseats/on_brief.html"),),
    jobs=(
        Job(mail_guests_fresh_codes, Pace.AWAITED),
        Job(tell_of_guest_attacks),
        Job(tell_of_lost_invitations),
    ),
)
