"""What reviews hold of a contract: it goes when the contract is erased, before the contract does."""

from pactwork.ground.erasure import Erased
from pactwork.reviews.models import Comment, Idea, Interview, Pace, Review, Round

ERASED = (
    Erased(Comment, "contract", {"reply_to__isnull": False}),
    Erased(Comment, "contract"),
    Erased(Review, "contract", {"substitute_for__isnull": False}),
    Erased(Review, "contract"),
    Erased(Round, "draft__contract"),
    Erased(Idea, "contract"),
    Erased(Interview, "contract"),
    Erased(Idea, "draft__contract"),  # words that others carried away go with them
)
KEPT = {Pace: "how one learning set works; of no contract"}
