"""One table: every kind of letter there is, and what writes it. ``pactwork work`` sends by it."""

from pactwork.contracts import letters as contracts
from pactwork.contracts.letters.choosing import FOLLOWS
from pactwork.conversations import letters as conversations
from pactwork.digests import letters as digests
from pactwork.history import letters as history
from pactwork.history.outbox import Builder
from pactwork.hotseats import letters as hotseats
from pactwork.reviews import letters as reviews
from pactwork.web import letters as web

ALL: dict[str, Builder] = {
    **contracts.LETTERS,
    **conversations.LETTERS,
    **digests.LETTERS,
    **history.LETTERS,
    **hotseats.LETTERS,
    **reviews.LETTERS,
    **web.LETTERS,
}
LETTERS: dict[str, Builder] = {
    kind: digests.unless_off(FOLLOWS[kind], write) if kind in FOLLOWS else write
    for kind, write in ALL.items()
}
