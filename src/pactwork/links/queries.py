"""Finding a link by its address, without telling a stranger anything."""

from pactwork.links.models import Link
from pactwork.links.secrets import same, token_for


def is_ours(ref: str, token: str) -> bool:
    """Whether we once mailed this link, be it kept still or not."""
    return same(token, token_for(ref))


def find(ref: str, token: str) -> Link | None:
    """The link with this ref if the token is its own; a wrong token and no link look the same."""
    found = Link.objects.select_related("institution").filter(ref=ref)
    return found.first() if is_ours(ref, token) else None
