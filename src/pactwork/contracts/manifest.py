"""What contracts give to the whole: refusals, what is told and what is owed."""

from pactwork.contracts.actions import mail_fresh_codes, tell_of_attacks, tell_of_undelivered
from pactwork.contracts.erasure import ERASED
from pactwork.contracts.news import NEWS
from pactwork.contracts.personal_data import PERSONAL_DATA
from pactwork.contracts.queries.mid_point import agreed_on
from pactwork.contracts.queries.owed import owed
from pactwork.contracts.queries.owed_by_student import owed_rows
from pactwork.contracts.queries.received import received
from pactwork.contracts.refusals import REFUSALS
from pactwork.contracts.soundness import check_nightly
from pactwork.contracts.timeline import ACTS, UNTOLD
from pactwork.ground.manifest import Job, Manifest, Pace

MANIFEST = Manifest(
    app="contracts",
    refusals=REFUSALS,
    jobs=(
        Job(mail_fresh_codes, Pace.AWAITED),
        Job(tell_of_attacks),
        Job(tell_of_undelivered),
        Job(check_nightly, Pace.SLOW),
    ),
    acts=ACTS,
    untold=UNTOLD,
    news=NEWS,
    owed=owed,
    owed_rows=owed_rows,
    agreed_on=agreed_on,
    received=received,
    personal_data=PERSONAL_DATA,
    erased=ERASED,
)
