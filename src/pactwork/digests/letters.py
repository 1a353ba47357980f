"""The digest as a letter: written when it is sent, from what is owed then."""

from functools import wraps

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from pactwork.digests.models import Wishes
from pactwork.digests.queries import lines_for
from pactwork.digests.rules.timing import news_since
from pactwork.ground import clock
from pactwork.ground.digest_line import DigestLine
from pactwork.ground.manifest import Email
from pactwork.history.models import Delivery
from pactwork.people.actors import actor_for
from pactwork.people.models import Person
from pactwork.post.letter import Builder, Letter, address, hello, letter

NEWS = frozenset({"talk", "hotseats"})
OWED = frozenset({"mine", "set", "queue"})


@letter
def digest(delivery: Delivery) -> Letter | str:
    person = Person.objects.select_related("institution").filter(ref=delivery.about).first()
    if person is None or not person.active:
        return "nobody reads it any more"
    wishes = Wishes.objects.filter(person=person).first()
    since = (wishes.news_from if wishes else None) or news_since(None, clock.now())
    lines = lines_for(actor_for(person), since, wishes.off if wishes else ())
    if not lines:
        return "nothing is owed any more"
    house = person.institution
    return Letter(
        institution=house,
        subject=_subject(lines),
        hello=hello(person.first_name),
        words=[_opening(lines)],
        links=[(line.words, address("home").removesuffix("/") + line.address) for line in lines],
        small=_small(house.help_email),
    )


def _subject(lines: list[DigestLine]) -> str:
    kinds = {line.kind for line in lines}
    if kinds & OWED:
        return _("Your turn")
    if kinds <= NEWS:
        return _("News of your modules")
    return _("What you wait for") if "others" in kinds else _("What you look after")


def _opening(lines: list[DigestLine]) -> str:
    kinds = {line.kind for line in lines}
    if kinds <= NEWS:
        return _("This is new since we last wrote.")
    if not kinds & (OWED | {"others"}):
        return _("Nobody waits for you. This is what to keep an eye on.")
    return (
        _("This is what waits for you, what you wait for, and what is new.")
        if kinds & NEWS
        else _("This is what waits for you, and what you wait for.")
    )


def unless_off(kind: str, write: Builder) -> Builder:
    """A letter that is sent at once, but not to whoever wants to hear nothing of its kind."""

    @wraps(write)
    def build(delivery: Delivery) -> EmailMessage | str:
        here = Wishes.objects.filter(person__institution__ref=delivery.entry.chain)
        reader = here.filter(person__email__iexact=delivery.to, person__active=True)
        if any(kind in off for off in reader.values_list("off", flat=True)):
            return "wants to hear nothing of this kind"
        return write(delivery)

    return build


def _small(help_email: str) -> list[str]:
    if help_email:
        said = _("Replies do not reach anybody's contract: answer on its page. %(email)s helps.")
        replies = said % {"email": help_email}
    else:
        replies = _("Nobody reads replies to this email. Answer on the page of each line.")
    choose = _("How often this comes, and what about: %(page)s")
    return [replies, choose % {"page": address("digests:wishes")}]


EMAILS: dict[str, Email] = {"digest": Email(digest)}
