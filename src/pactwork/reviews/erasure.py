"""What reviews hold of a contract: it goes when the contract is erased, before the contract does."""

from pactwork.contracts.erasure import Rows
from pactwork.reviews.models import Comment, Idea, Interview, Pace, Review, Round

ERASED = (
    Rows(Comment, "contract", {"reply_to__isnull": False}),
    Rows(Comment, "contract"),
    Rows(Review, "contract", {"substitute_for__isnull": False}),
    Rows(Review, "contract"),
    Rows(Round, "draft__contract"),
    Rows(Idea, "contract"),
    Rows(Interview, "contract"),
    Rows(Idea, "draft__contract"),  # words that others carried away go with them
)
KEPT = {Pace: "how one learning set works; of no contract"}
