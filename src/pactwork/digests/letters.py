"""The digest as a letter: written when it is sent, from what is owed then."""

from django.utils.translation import gettext as _

from pactwork.contracts.letters.base import Letter, address, hello, letter
from pactwork.digests.models import Wishes
from pactwork.digests.queries import lines_for
from pactwork.digests.rules.timing import Line
from pactwork.history.models import Delivery
from pactwork.people.actors import actor_for
from pactwork.people.models import Person

OWED = frozenset({"mine", "set", "queue", "watch"})


@letter
def digest(delivery: Delivery) -> Letter | str:
    person = Person.objects.select_related("institution").filter(ref=delivery.about).first()
    if person is None or not person.active:
        return "nobody reads it any more"
    wishes = Wishes.objects.filter(person=person).first()
    lines = lines_for(actor_for(person), wishes.off if wishes else ())
    if not lines:
        return "nothing is owed any more"
    house = person.institution
    return Letter(
        institution=house,
        subject=_subject(lines),
        hello=hello(person.first_name),
        words=[_("This is what waits for you, and what you wait for.")],
        links=[(line.words, address("home").removesuffix("/") + line.address) for line in lines],
        small=_small(house.help_email),
    )


def _subject(lines: list[Line]) -> str:
    return _("Your turn") if any(line.kind in OWED for line in lines) else _("What you wait for")


def _small(help_email: str) -> list[str]:
    if help_email:
        said = _("Replies do not reach anybody's contract: answer on its page. %(email)s helps.")
        replies = said % {"email": help_email}
    else:
        replies = _("Nobody reads replies to this letter. Answer on the page of each line.")
    choose = _("How often this comes, and what about: %(page)s")
    return [replies, choose % {"page": address("digests:wishes")}]


LETTERS = {"digest": digest}
