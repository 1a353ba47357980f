"""What contracts gives to the whole."""

from pactwork.contracts.actions import mail_fresh_codes, tell_of_attacks, tell_of_undelivered
from pactwork.contracts.letters import EMAILS
from pactwork.contracts.queries.brief import on_brief
from pactwork.contracts.queries.sampling import samples_on_brief, samples_on_home
from pactwork.contracts.refusals import REFUSALS
from pactwork.contracts.soundness import check_nightly
from pactwork.ground.manifest import Job, Manifest, Pace, Panel

MANIFEST = Manifest(
    app="contracts",
    refusals=REFUSALS,
    emails=EMAILS,
    panels=(
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
)
