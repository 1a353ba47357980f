"""An email whose words are in a template: Python finds what it is about, or why there is none to send.

    @templated
    def review_stuck(delivery: Delivery) -> Facts | str:
        ...
        return Facts(house, {"student": in_letters(student.name)}, greeted=reader.first_name, link=page)

Its words are in ``templates/emails/review_stuck.txt`` of the same app: called after its kind, which is
what the manifest calls it. Where one kind is worded in two ways, such as to the student and to those
asked by link, the second has a ``variant``: ``agreed-by_link.txt``. How a template is written is in
``ground/email_template.py``; whatever is printed in one is made a single line, and what people typed
is made harmless before: ``in_letters`` for names, ``unlinked`` for a title, ``quoted`` for words of
their own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any

from django.core.mail import EmailMessage

from pactwork.ground.email_template import words_of
from pactwork.ground.installed import forewords
from pactwork.history.models import Delivery
from pactwork.links.queries import LEFT_ALONE, is_left_alone
from pactwork.people.models import Institution
from pactwork.people.speaking import speaking_for
from pactwork.post.message import Builder, Message, posted
from pactwork.post.names import in_letters


@dataclass(frozen=True)
class Facts:
    """What is known of one email, besides its words. Every template knows ``house``, ``sender``, ``help``."""

    institution: Institution
    known: Mapping[str, Any] = field(default_factory=dict)  # what its template may print or ask
    variant: str = ""  # which of its kind's templates, where there are several
    greeted: str = ""  # the name with which it says hello; nobody is named in a shared mailbox
    link: str = ""  # where the button leads; without it there is none
    code: str = ""  # and the template says what for
    quoted: Sequence[str] = ()  # somebody's own words, as ``names.quoted`` makes them
    quoted_by: str = ""
    links: Sequence[tuple[str, str]] = ()  # words and an address, one a line
    reply_to: str = ""
    by_link: bool = False  # to somebody who is asked by link, and may have asked to be left alone


def written(facts: Facts, kind: str) -> Message:
    """The facts in the words of their kind."""
    house = facts.institution
    given = {
        "house": in_letters(house.name),
        "sender": in_letters(house.sent_as),
        "help": house.help_email,
        "greeted": in_letters(facts.greeted),
    }
    name = f"{kind}-{facts.variant}" if facts.variant else kind
    words = words_of(name, given | dict(facts.known))
    line = {part: " ".join(said) for part, said in words.items()}
    return Message(
        institution=house,
        subject=line["subject"],
        behalf=line["behalf"],
        sender=line["sender"],
        hello=line["hello"],
        words=words["body"],
        quoted=list(facts.quoted),
        quoted_by=facts.quoted_by,
        links=list(facts.links),
        button=(line["button"], facts.link) if facts.link else None,
        code=facts.code,
        code_words=line["code_words"],
        small=words["small"],
        reply_to=facts.reply_to,
    )


def templated(find: Callable[[Delivery], Facts | str]) -> Builder:
    """A builder from what finds the facts: in the institution's own time and language.

    Nobody who asked to be left alone is written to about links; what somebody with an account hears
    of their own work is another matter.
    """

    @wraps(find)
    def build(delivery: Delivery) -> EmailMessage | str:
        house = Institution.objects.filter(ref=delivery.entry.chain).first()
        if house is None:
            return "the institution is gone"
        with speaking_for(house):
            found = find(delivery)
            if isinstance(found, str):
                return found
            if found.by_link and is_left_alone(house, delivery.to):
                return LEFT_ALONE
            return posted(_introduced(written(found, delivery.kind), delivery), delivery)

    return build


def _introduced(message: Message, delivery: Delivery) -> Message:
    """What an app has to say before all else comes first, and is the subject."""
    for first in filter(None, (foreword(delivery) for foreword in forewords())):
        message = replace(message, subject=first.subject, words=[*first.words, *message.words])
    return message
