"""What somebody owes and is owed, as lines with an address each; the home page in an email."""

from collections.abc import Collection
from datetime import datetime

from pactwork.contracts.conditions import held_up
from pactwork.ground import clock
from pactwork.ground.dates import short_day
from pactwork.ground.digest_line import DigestLine
from pactwork.ground.installed import digests
from pactwork.ground.owed import LATE
from pactwork.ground.owed_rows import Row, rows_of
from pactwork.ground.words import gettext as _
from pactwork.people.actors import Actor
from pactwork.people.owed import owed
from pactwork.post.names import one_line, unlinked

MOST = 200  # characters of a name or a title in a line


def lines_for(actor: Actor, since: datetime, off: Collection[str] = ()) -> list[DigestLine]:
    """In a fixed number of queries. They say who and where, never what somebody wrote.

    What is owed is said for as long as it is; what only happened, once: when it is newer than ``since``.
    """
    wanted = [one for one in digests() if not set(one.kinds) <= set(off)]
    lines = [line for one in wanted for line in one.lines(actor, since)]
    return [*owed_lines(actor, off), *(line for line in lines if line.kind not in off)]


def owed_lines(actor: Actor, off: Collection[str] = ()) -> list[DigestLine]:
    """The rows of *Your turn* in the same order, but those that their reader does not want by email."""
    today = clock.today(actor.zone)
    wanted = [one for one in owed(actor) if one.kind.tick not in off]
    return [_line(row) for row in rows_of(wanted, today)]


def _line(row: Row) -> DigestLine:
    words = row.title(_harmless)
    if row.module:
        known = {"module": _harmless(row.module), "words": words}
        words = _("%(module)s: %(words)s") % known
    if row.due_on and row.count == 1:
        known = {"words": words, "day": short_day(row.due_on)}
        late = row.urgency == LATE
        words = (
            _("%(words)s; it was due on %(day)s") if late else _("%(words)s, by %(day)s")
        ) % known
        words += held_up(row.first.blocks)
    return DigestLine(row.kind.tick, words, row.address, row.newest, row.count)


def _harmless(words: str) -> str:
    return one_line(unlinked(words), MOST)
