"""Finding a link by its address, without telling a stranger anything."""

from pactwork.links.models import Link, Silence
from pactwork.links.secrets import address_digest, same, token_for
from pactwork.people.models import Institution


def is_ours(ref: str, token: str) -> bool:
    """Whether we once mailed this link, be it kept still or not."""
    return same(token, token_for(ref))


def find(ref: str, token: str) -> Link | None:
    """The link with this ref if the token is its own; a wrong token and no link look the same."""
    found = Link.objects.select_related("institution").filter(ref=ref)
    return found.first() if is_ours(ref, token) else None


LEFT_ALONE = "asked to be left alone"  # why an email to them was stopped


def is_left_alone(institution: Institution, email: str) -> bool:
    return Silence.objects.filter(
        institution=institution, address=address_digest(institution, email)
    ).exists()
