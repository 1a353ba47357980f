"""A posted choice as typed values; what was typed stays on the page."""

from collections.abc import Collection

from django.http import QueryDict

from pactwork.digests.models import Wishes
from pactwork.digests.typed import Choice
from pactwork.ground.installed import ticks


def chosen(post: QueryDict, offered: Collection[str]) -> Choice:
    """What was not offered was not refused: it comes, should they ever have the part for it."""
    on = post.getlist("kinds")
    off = [kind for kind in offered if kind not in on] + [k[:40] for k in on if k not in ticks()]
    return Choice(
        post.get("rhythm", ""), post.get("quiet_from", ""), post.get("quiet_until", ""), tuple(off)
    )


def known(wishes: Wishes) -> Choice:
    return Choice(wishes.rhythm, str(wishes.quiet_from), str(wishes.quiet_until), tuple(wishes.off))
