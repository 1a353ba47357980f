"""Lines of the digest about one's own contracts: whom one waits for."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pactwork.ground import clock
from pactwork.ground.digest_line import DigestLine
from pactwork.people.actors import Actor
from pactwork.post.names import unlinked
from pactwork.workspace.queries.studies import Study, studies_of


def own_lines(actor: Actor, since: datetime) -> Iterable[DigestLine]:
    studies = studies_of(actor, clock.today(actor.zone))
    return [_waits(study) for study in studies if study.contract and study.waits]


def _waits(study: Study) -> DigestLine:
    who = ", ".join(title for title, _since, _due in study.waits)
    known = {"module": unlinked(study.run.title), "who": unlinked(who)}
    page = reverse("contracts:workspace", args=[study.contract.ref if study.contract else ""])
    since = max((t.since for t in study.turns if t.seat_id and t.waiting), default=None)
    return DigestLine("others", _("%(module)s: waiting for %(who)s") % known, page, since)
