"""What reviews hold of a contract: it goes when the contract is erased, before the contract does."""

from pactwork.contracts.erasure import Rows
from pactwork.reviews.models import Comment

ERASED = (
    Rows(Comment, "contract", {"reply_to__isnull": False}),
    Rows(Comment, "contract"),
)
