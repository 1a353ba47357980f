"""For somebody who takes and teaches nothing today: what they took last."""

from pactwork.ground import clock
from pactwork.modules.models import Enrolment
from pactwork.people.actors import Actor


def ended_last(actor: Actor) -> Enrolment | None:
    """The place that ended last, if any did."""
    over = Enrolment.objects.filter(person=actor.person_id, ends_on__lt=clock.today(actor.zone))
    return over.select_related("run").order_by("-ends_on", "-pk").first()
