"""Finding a link by its address, without telling a stranger anything."""

from pactwork.links.models import Link
from pactwork.links.secrets import same, token_for


def find(ref: str, token: str) -> Link | None:
    """The link with this ref if the token is its own; a wrong token and no link look the same."""
    right = same(token, token_for(ref))
    return Link.objects.select_related("institution").filter(ref=ref).first() if right else None
