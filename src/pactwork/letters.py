"""One table: every kind of letter there is, and what writes it. ``pactwork work`` sends by it."""

from pactwork.contracts import letters as contracts
from pactwork.conversations import letters as conversations
from pactwork.digests import letters as digests
from pactwork.history import letters as history
from pactwork.history.outbox import Builder
from pactwork.hotseats import letters as hotseats
from pactwork.reviews import letters as reviews

LETTERS: dict[str, Builder] = {
    **contracts.LETTERS,
    **{
        kind: digests.unless_off("talk", write) if kind in conversations.OPTIONAL else write
        for kind, write in conversations.LETTERS.items()
    },
    **digests.LETTERS,
    **history.LETTERS,
    **hotseats.LETTERS,
    **reviews.LETTERS,
}
