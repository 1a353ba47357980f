"""How much room the rules give, so that a page says it before it is used up."""

from types import SimpleNamespace

from pactwork.contracts.rules.answers import MOST
from pactwork.contracts.rules.notes import NAME_MOST
from pactwork.conversations.rules import posts
from pactwork.hotseats.rules import typed
from pactwork.people import introducing
from pactwork.reviews.rules import comments
from pactwork.sets.rules import refusals

LIMITS = SimpleNamespace(
    said=MOST,
    note_name=NAME_MOST,
    comment=comments.MOST,
    quote=comments.QUOTE_MOST,
    post=posts.POST,
    why=posts.REASON,
    readings=posts.READING,
    short=typed.SHORT,
    long=typed.LONG,
    rules=refusals.MOST_WORDS,
    pair=refusals.MOST_REASON,
    introduction=introducing.MOST,
)
