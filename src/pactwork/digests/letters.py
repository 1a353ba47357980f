"""The digest as an email: written when it is sent, from what is owed then."""

import re
from functools import wraps
from typing import Any

from django.core.mail import EmailMessage

from pactwork.contracts.memberships import memberships
from pactwork.digests.models import Wishes
from pactwork.digests.queries import lines_for
from pactwork.digests.rules.timing import news_since
from pactwork.ground import clock
from pactwork.ground.digest_line import DigestLine
from pactwork.ground.manifest import Email
from pactwork.history.models import Delivery
from pactwork.history.outbox import NOT_WANTED
from pactwork.modules.speaking import speak_of
from pactwork.people.actors import actor_for
from pactwork.people.models import Person
from pactwork.post.message import Builder, address
from pactwork.post.templated import Facts, templated

NEWS = frozenset({"talk", "hotseats", "set"})
TIME = re.compile(r"\b\d\d:\d\d\b")


@templated
def digest(delivery: Delivery) -> Facts | str:
    person = Person.objects.select_related("institution").filter(ref=delivery.about).first()
    if person is None or not person.active:
        return "nobody reads it any more"
    wishes = Wishes.objects.filter(person=person).first()
    since = (wishes.news_from if wishes else None) or news_since(None, clock.now())
    actor = actor_for(person)
    speak_of(*memberships(actor).runs)
    lines = lines_for(actor, since, wishes.off if wishes else ())
    if not lines:
        return "there is nothing left to do"
    return Facts(
        person.institution,
        _news(lines),
        greeted=person.first_name,
        links=[(line.words, address("home").removesuffix("/") + line.address) for line in lines],
    )


def _news(lines: list[DigestLine]) -> dict[str, Any]:
    kinds = {line.kind for line in lines if not line.owed}
    owed = sum(line.owed for line in lines)
    return {
        "owed": owed,
        "others": "others" in kinds,
        "news": bool(kinds & NEWS),
        "only_news": not owed and kinds <= NEWS,
        "wishes": address("digests:wishes"),
        "timed": any(TIME.search(line.words) for line in lines),
    }


def unless_off(kind: str, write: Builder) -> Builder:
    """An email that is sent at once, but not to whoever wants to hear nothing of its kind."""

    @wraps(write)
    def build(delivery: Delivery) -> EmailMessage | str:
        here = Wishes.objects.filter(person__institution__ref=delivery.entry.chain)
        reader = here.filter(person__email__iexact=delivery.to, person__active=True)
        if any(kind in off for off in reader.values_list("off", flat=True)):
            return NOT_WANTED
        return write(delivery)

    return build


EMAILS: dict[str, Email] = {"digest": Email(digest)}
