"""How an email is made: one set of words, as plain text and as simple HTML, the same every time."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime, formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from pactwork.ground.email_template import Quote
from pactwork.ground.installed import emails
from pactwork.history.models import Delivery
from pactwork.links.models import Link
from pactwork.links.secrets import token_for
from pactwork.people.models import Institution
from pactwork.post.choosing import PAGE, stop_line, stoppable
from pactwork.post.logo import SentLogo, sent_logo, with_logo
from pactwork.post.names import in_letters, one_line

WIDTH = 76
BRAND = "#0b5470"  # of the light theme (tokens.css), for whoever has no colour of their own
Builder = Callable[[Delivery], EmailMessage | str]


@dataclass(frozen=True)
class Message:
    """The words of one email. They say what was done, and lead to the page where the rest is."""

    institution: Institution
    subject: str
    hello: str
    words: list[str]
    behalf: str = ""
    sender: str = ""  # the name it comes from, where that is not the institution's alone
    quoted: list[str] = field(default_factory=list)  # the student's own words to this reader
    quoted_by: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)  # words and an address, one a line
    code: str = ""
    code_words: str = ""
    button: tuple[str, str] | None = None
    small: list[str] = field(default_factory=list)
    reply_to: str = ""


class Twin(EmailMultiAlternatives):
    """Text with its HTML twin. The boundary between them follows from the email, not from chance."""

    boundary = ""  # begins with hex digits: that of the part with the logo never begins alike
    logo: SentLogo | None = None

    def message(self, **options: Any) -> Any:
        made = super().message(**options)
        if made.is_multipart():
            made.set_boundary(f"=_{self.boundary}")
            if self.logo:
                parts: Any = made.get_payload()
                parts[1] = with_logo(parts[1], self.logo, f"=_logo.{self.boundary}")
        return made


def address(name: str, *args: object) -> str:
    """A page's full address. It never comes from a request."""
    return settings.PACTWORK_URL + reverse(name, args=args)


def link_address(link: Link, name: str) -> str:
    """Where a link leads, under the name of the page that opens it."""
    return address(name, link.ref, token_for(link.ref))


def as_text(message: Message) -> str:
    """The plain twin: paragraphs, with addresses on lines of their own."""

    def wrapped(words: str, indent: str = "") -> str:
        return textwrap.fill(
            words, WIDTH, initial_indent=indent, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip

    parts = [message.behalf] if message.behalf else []
    parts.append(message.hello)
    parts += [wrapped(words, "> " if isinstance(words, Quote) else "") for words in message.words]
    for words in message.quoted:
        parts.append("\n".join(wrapped(line, "> ") for line in words.split("\n")))
    parts += [f"{wrapped(words)}\n{to}" for words, to in message.links]
    if message.button:
        parts.append(f"{message.button[0]}:\n{message.button[1]}")
    if message.code:
        parts.append(wrapped(f"{message.code_words} {message.code}"))
    if message.small:
        parts += ["-" * 8, *map(wrapped, message.small)]
    return "\n\n".join(parts) + "\n"


def dated(delivery: Delivery) -> datetime:
    """The moment it was to go out, for which it is worded; that is not always when the act was."""
    return emails()[delivery.kind].dated(delivery)


def posted(message: Message, delivery: Delivery) -> EmailMessage:
    """The mail itself, byte for byte the same however often it is tried."""
    house, page = message.institution, settings.PACTWORK_URL + str(PAGE)
    message = replace(message, small=[*message.small, *stop_line(delivery.kind, page)])
    made = Twin(
        subject=one_line(message.subject, 160),
        body=as_text(message),
        from_email=formataddr(
            (message.sender or in_letters(house.sent_as), parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
        ),
        to=[delivery.to],
        reply_to=[message.reply_to or house.help_email]
        if message.reply_to or house.help_email
        else [],
        headers={
            "Date": format_datetime(dated(delivery)),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            **({"List-Unsubscribe": f"<{page}>"} if stoppable(delivery.kind) else {}),
        },
    )
    made.logo = sent_logo(house)
    context = {"letter": message, "language": house.language, "brand": house.light or BRAND}
    context["logo"] = made.logo
    made.attach_alternative(render_to_string("post/letters/letter.html", context), "text/html")
    made.boundary = f"{delivery.entry.hash[:32]}.{delivery.pk}"
    return made
