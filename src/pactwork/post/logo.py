"""The institution's logo at the head of an email's HTML: it comes along, so nothing is fetched."""

from dataclasses import dataclass
from email.message import Message
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from urllib.parse import urlsplit

from django.conf import settings

from pactwork.files.kept_logos import kept_logo, lighter
from pactwork.people.models import Institution
from pactwork.post.names import in_letters

SHOWN = (240, 48)  # dots of a screen
DRAWN = (480, 96)  # twice as many, for sharp screens
MOST_BYTES = 60_000  # of what hundreds of people are sent every day


@dataclass(frozen=True)
class SentLogo:
    """The picture, how large it is shown, and what the HTML calls it."""

    content: bytes
    type: str
    cid: str
    width: int
    height: int
    name: str


def sent_logo(house: Institution) -> SentLogo | None:
    """Its bytes are read and drawn once for all that a worker sends."""
    logo = kept_logo(house.logo, in_letters(house.name))
    if logo is None:
        return None
    content, kind = lighter(logo, DRAWN, MOST_BYTES)
    width, height = (max(1, round(side)) for side in logo.within(SHOWN))
    cid = f"{house.logo[:32]}@{urlsplit(settings.PACTWORK_URL).hostname}"
    return SentLogo(content, kind, cid, width, height, logo.name)


def with_logo(page: Message, logo: SentLogo, boundary: str) -> Message:
    """The HTML and its picture as one part (RFC 2387)."""
    made = MIMEMultipart("related", boundary, type="text/html")
    kind = logo.type.removeprefix("image/")
    picture = MIMEImage(logo.content, kind)
    picture["Content-ID"] = f"<{logo.cid}>"
    picture["Content-Disposition"] = f'inline; filename="logo.{kind}"'
    made.attach(page)
    made.attach(picture)
    return made
