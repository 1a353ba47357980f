"""The email about a module: that what somebody prepared is in force."""

from pactwork.ground.manifest import Email
from pactwork.history.models import Delivery
from pactwork.modules.models import Run
from pactwork.modules.queries.versions import names_of
from pactwork.people.models import Person
from pactwork.post.message import address
from pactwork.post.names import in_letters
from pactwork.post.templated import Facts, templated


@templated
def in_force(delivery: Delivery) -> Facts | str:
    """To whoever leads it, when somebody else has put their draft into force."""
    run = Run.objects.select_related("institution").filter(ref=delivery.about).first()
    if run is None:
        return "the module is not here any more"
    people = Person.objects.filter(institution=run.institution_id, active=True)
    reader = people.filter(email__iexact=delivery.to).first()
    if reader is None:
        return "nobody here has this address any more"
    by = names_of(run.institution_id, [delivery.entry.by]).get(delivery.entry.by, "")
    known = {"module": in_letters(run.title), "run": in_letters(run.name), "by": in_letters(by)}
    page = address("modules:run", run.ref)
    return Facts(run.institution, known, greeted=reader.first_name, link=page)


EMAILS = {"module_in_force": Email(in_force)}
