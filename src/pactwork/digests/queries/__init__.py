"""What somebody owes and is owed, as lines with an address each; the home page in an email."""

from collections.abc import Collection
from datetime import datetime

from pactwork.ground.digest_line import DigestLine
from pactwork.ground.installed import digests
from pactwork.people.actors import Actor


def lines_for(actor: Actor, since: datetime, off: Collection[str] = ()) -> list[DigestLine]:
    """In a fixed number of queries. They say who and where, never what somebody wrote.

    What is owed is said for as long as it is; what only happened, once: when it is newer than ``since``.
    """
    wanted = [one for one in digests() if not set(one.kinds) <= set(off)]
    lines = [line for one in wanted for line in one.lines(actor, since)]
    return [line for line in lines if line.kind not in off]
