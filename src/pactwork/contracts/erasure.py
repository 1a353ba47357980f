"""What erasing a contract takes away: every row of it. What stays is said here too, with the reason."""

from pactwork.contracts.models import (
    Agreement,
    Answer,
    Ask,
    Contract,
    Draft,
    Ending,
    Holder,
    Objection,
    Pause,
    Point,
    Reading,
    Received,
    Recording,
    Sampled,
    SavedNote,
    Seat,
    Talk,
    Text,
    Turn,
    UnsentPoint,
    Voiding,
    Waiver,
)
from pactwork.ground.erasure import Erased

# In the order in which they can go: nothing goes before what points to it.
ERASED = (
    Erased(Turn, "contract"),
    Erased(Reading, "contract"),
    Erased(UnsentPoint, "contract"),
    Erased(Talk, "ask__seat__contract"),
    Erased(Point, "answer__seat__contract"),
    Erased(Recording, "answer__seat__contract"),
    Erased(Answer, "seat__contract"),
    Erased(Objection, "seat__contract"),
    Erased(Waiver, "seat__contract"),
    Erased(Ask, "seat__contract"),
    Erased(Holder, "seat__contract"),
    Erased(Seat, "contract"),
    Erased(Agreement, "contract"),
    Erased(Pause, "contract"),
    Erased(Received, "contract"),
    Erased(Voiding, "contract"),
    Erased(Sampled, "contract"),
    Erased(Ending, "contract"),
    Erased(Text, "contract"),
    Erased(Draft, "contract"),
    Erased(Contract, "pk"),
)
KEPT = {SavedNote: "a facilitator's own words, kept for other contracts"}
