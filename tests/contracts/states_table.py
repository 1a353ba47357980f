"""What is said about the state of Nadine's contract, in every stage, to everybody: written by hand.

Each row begins where the row it is ``after`` ended, and plays its moves; everything happens on one day,
Monday 5 October 2026. ``student`` stands on her overview, ``staff`` on her facilitator's review page and
on the examiner's, ``link`` on the page behind Carol's *first* link, however much later she opens it.
``paper`` is the line at the head of the file of draft 1. ``seats`` are read on the pages that ask, and on
the page after sharing; ``told`` stands on top of the history; the set reads ``peer`` there and beside the
draft, or what she reads where that is empty. Nothing else is said to be agreed, in force, on
hold, ended or still to come: ``test_states`` reads every page and mail for sentences that are not here.
"""

from dataclasses import dataclass

D = "Monday 5 October 2026"
NOTHING = "Nothing is agreed yet."
ALL_1 = f"Everybody whose yes is needed has said yes to draft 1. In force since {D}."
ALL_2 = f"Everybody whose yes is needed has said yes to draft 2. In force since {D}."
STILL_1 = f"The agreed draft is draft 1, in force since {D}."
WAS_1 = f"Draft 1 was agreed on {D}."
HOLDS = "Your yes is to exactly this wording."
LAPSED = "Your yes was to the wording below. You will be asked about the new wording."
AGREED = f"Agreed {D}"
# In the place of *in force*, while the last yes can still be undone; the time is filled in.
JUST = "Agreed just now; can still be undone until {}"
JUST_1 = f"Everybody whose yes is needed has said yes to draft 1. {JUST.format('10:15')}."
BLOCKED = (
    "The university has set a condition: nothing can start until it is met. "
    "By Monday 19 October 2026 at the latest."
)
WAITS = "Waiting for Midshire University to confirm who Carol Benning is."
YOU_WAIT = "Midshire University still has to confirm who you are."
OWN_WAITS = f"{HOLDS} It counts once Midshire University has confirmed who you are."
OVER = f"The contract ended on {D}."

# Where each seat stands, in a word, and in a sentence on the page that asks it.
Seat = tuple[str, str]
S = "5 Oct 2026"
NOT_ASKED: Seat = ("Not asked yet", "")
CAROL_ASKED: Seat = ("Asked", f"Carol Benning was asked on {S} about draft 1.")
CAROL_ASKED_2: Seat = ("Asked", f"Carol Benning was asked on {S} about draft 2.")
CAROL_YES: Seat = ("Yes", f"Carol Benning said yes on {S}, and it still counts for this wording.")
CAROL_SAID_YES: Seat = ("Yes", f"Carol Benning said yes on {S}, to exactly this wording.")
CAROL_OTHER: Seat = ("Wording has changed", "Carol Benning agreed to different wording.")
CAROL_BACK: Seat = ("Yes no longer counts", f"Carol Benning withdrew the yes on {S}.")
CAROL_LEFT: Seat = ("Yes no longer counts", "Carol Benning no longer speaks for the workplace.")
CAROL_CHANGE: Seat = ("Changes requested", f"Carol Benning said yes on {S}, with a change.")
CAROL_WAITS: Seat = (
    "Yes, to be confirmed",
    f"Carol Benning said yes on {S}. It counts once Midshire University has confirmed who Carol Benning is.",
)
CAROL_WAITED: Seat = (
    "Yes, to be confirmed",
    f"Carol Benning said yes on {S}. Nobody at Midshire University confirmed who Carol Benning is.",
)
CAROL_REFUSED: Seat = (
    "Yes no longer counts",
    "Midshire University could not confirm who Carol Benning is.",
)
HELEN_ASKED: Seat = ("Asked", f"Asked on {S} about draft 1.")
HELEN_ASKED_2: Seat = ("Asked", f"Asked on {S} about draft 2.")
HELEN_YES: Seat = ("Yes", f"Dr Helen Marsh said yes on {S}, and it still counts for this wording.")
HELEN_SAID_YES: Seat = ("Yes", f"Dr Helen Marsh said yes on {S}, to exactly this wording.")
HELEN_REVISE: Seat = ("Changes requested", f"Dr Helen Marsh asked for changes on {S}.")
HELEN_OTHER: Seat = ("Wording has changed", "Dr Helen Marsh agreed to different wording.")
HELEN_BACK: Seat = ("Yes no longer counts", f"Dr Helen Marsh withdrew the yes on {S}.")
LEFT_OUT: Seat = (
    "Not needed this time", "The university is going ahead without this yes, and has given a reason.",
)  # fmt: skip
SHARED_2 = "Nadine Brooks shared draft 2."
FORCE_1 = "This brought draft 1 into force."
FORCE_2 = "This brought draft 2 into force."


@dataclass(frozen=True)
class Row:
    """One state: how it is reached, its name, and what everybody reads about it."""

    name: str
    after: str
    moves: tuple[str, ...]
    stage: str
    student: tuple[str, ...]
    link: tuple[str, ...] = ()
    paper: str = ""
    pill: str = ""  # beside Carol's own yes
    seats: tuple[Seat, Seat] = (NOT_ASKED, NOT_ASKED)  # the workplace's, the university's
    told: str = ""  # the newest line of the history
    peer: tuple[str, ...] = ()  # what her learning set reads, where it is not what she reads
    at_once: bool = False  # read while the last yes can still be undone


TABLE = (
    Row("nothing shared", "", ("write",), "Drafting", ()),  # her page leads to sharing
    Row(
        "shared", "", ("share",), "Drafting",
        (NOTHING, "Still to say yes to draft 1: the workplace and the university."),
        paper=f"Draft 1 of {D}, not agreed",
        told="Nadine Brooks shared draft 1.",
    ),
    Row(
        "both asked", "shared", ("ask workplace", "ask university"), "Asking",
        (NOTHING, "Still to say yes to draft 1: the workplace and the university."),
        paper=f"Draft 1 of {D}, not agreed",
        seats=(CAROL_ASKED, HELEN_ASKED),
        told="Nadine Brooks asked for a yes to draft 1 (University).",
    ),
    Row(
        "the workplace has said yes", "both asked", ("yes workplace",), "Asking",
        (NOTHING, "Still to say yes to draft 1: the university."),
        (HOLDS, NOTHING, "Still to say yes to draft 1: the university."),
        f"Draft 1 of {D}, not agreed", pill="Still valid",
        seats=(CAROL_YES, HELEN_ASKED),
        told="Carol Benning said yes to draft 1 (Workplace).",
    ),
    Row(
        "the university wants changes", "the workplace has said yes", ("revise university",), "Asking",
        (NOTHING, "Still to say yes to draft 1: the university."),
        (HOLDS, NOTHING, "Still to say yes to draft 1: the university."),
        f"Draft 1 of {D}, not agreed", pill="Still valid",
        seats=(CAROL_YES, HELEN_REVISE),
        told="Dr Helen Marsh asked for changes to draft 1 (University).",
    ),
    Row(
        "the university left out", "the workplace has said yes", ("waive university",), "Agreed",
        (ALL_1,), (HOLDS, ALL_1), AGREED, pill="Still valid",
        seats=(CAROL_YES, LEFT_OUT),
        told=f"Prof. Ruth Adeyemi waived a yes, with a reason (University). {FORCE_1}",
    ),
    Row(
        "agreed", "the workplace has said yes", ("yes university",), "Agreed",
        (ALL_1,), (HOLDS, ALL_1), AGREED, pill="Still valid",
        seats=(CAROL_YES, HELEN_YES),
        told=f"Dr Helen Marsh said yes to draft 1 (University). {FORCE_1}",
    ),
    Row(
        "agreed on conditions", "the workplace has said yes", ("conditions university",), "Agreed",
        (ALL_1,), (HOLDS, ALL_1), AGREED, pill="Still valid",
        seats=(CAROL_YES, HELEN_YES),
        told=f"Dr Helen Marsh said yes to draft 1, on conditions (University). {FORCE_1}",
    ),
    Row(
        "agreed, just now", "the workplace has said yes", ("yes university",), "Agreed",
        (JUST_1,), (HOLDS, JUST_1), AGREED, pill="Still valid",
        seats=(CAROL_YES, HELEN_YES),
        told=f"Dr Helen Marsh said yes to draft 1 (University). {FORCE_1}",
        at_once=True,
    ),
    Row(
        "agreed, with a condition before the start", "the workplace has said yes",
        ("blocked university",), "Agreed",
        (ALL_1, BLOCKED), (HOLDS, ALL_1, BLOCKED), AGREED, pill="Still valid",
        seats=(CAROL_YES, HELEN_YES),
        told=f"Dr Helen Marsh said yes to draft 1, on conditions (University). {FORCE_1}",
    ),
    Row(
        "a draft that concerns the university only", "agreed", ("share question",), "Changing",
        (STILL_1, "Still to say yes to the new wording, draft 2: the university."),
        (HOLDS, STILL_1, "Still to say yes to the new wording, draft 2: the university."),
        AGREED, pill="Still valid",
        seats=(CAROL_YES, HELEN_OTHER),
        told=SHARED_2,
    ),
    Row(
        "new words for both", "agreed", ("share both",), "Changing",
        (STILL_1, "Still to say yes to the new wording, draft 2: the workplace and the university."),
        (LAPSED, STILL_1, "Still to say yes to the new wording, draft 2: you and the university."),
        AGREED, pill="Wording has changed",
        seats=(CAROL_OTHER, HELEN_OTHER),
        told=SHARED_2,
    ),
    Row(
        "both asked again", "new words for both", ("ask workplace", "ask university"), "Changing",
        (STILL_1, "Still to say yes to the new wording, draft 2: the workplace and the university."),
        (
            f"You were asked about the newest wording on {D}, in an email with its own link.",
            STILL_1, "Still to say yes to the new wording, draft 2: you and the university.",
        ),
        AGREED, pill="Asked again",
        seats=(CAROL_ASKED_2, HELEN_ASKED_2),
        told="Nadine Brooks asked for a yes to draft 2 (University).",
    ),
    Row(  # case-12
        "the workplace has said yes again", "both asked again", ("yes workplace",), "Changing",
        (STILL_1, "Still to say yes to the new wording, draft 2: the university."),
        (
            f"You answered again on {D}.",
            STILL_1, "Still to say yes to the new wording, draft 2: the university.",
        ),
        AGREED, pill="Later answer given",
        seats=(CAROL_YES, HELEN_ASKED_2),
        told="Carol Benning said yes to draft 2 (Workplace).",
    ),
    Row(
        "agreed anew", "the workplace has said yes again", ("yes university",), "Agreed",
        (ALL_2,), (f"You answered again on {D}.", ALL_2), f"{AGREED}, replaced by draft 2 on {D}",
        pill="Later answer given",
        seats=(CAROL_YES, HELEN_YES),
        told=f"Dr Helen Marsh said yes to draft 2 (University). {FORCE_2}",
    ),
    Row(
        "the workplace takes its yes back", "agreed", ("back workplace",), "On hold",
        (
            f"On hold since {D}: a yes to draft 1 no longer counts.", WAS_1,
            "Still to say yes to draft 1: the workplace.",
        ),
        (
            f"On hold since {D}: a yes to draft 1 no longer counts.", WAS_1,
            "Still to say yes to draft 1: you.",
        ),
        f"{AGREED}, on hold since {D}", pill="Withdrawn",
        seats=(CAROL_BACK, HELEN_YES),
        told="Carol Benning withdrew a yes (Workplace).",
    ),
    Row(
        "the university takes its yes back", "agreed", ("back university",), "On hold",
        (
            f"On hold since {D}: a yes to draft 1 no longer counts.", WAS_1,
            "Still to say yes to draft 1: the university.",
        ),
        (
            HOLDS, f"On hold since {D}: a yes to draft 1 no longer counts.", WAS_1,
            "Still to say yes to draft 1: the university.",
        ),
        f"{AGREED}, on hold since {D}", pill="Still valid",
        seats=(CAROL_YES, HELEN_BACK),
        told="Dr Helen Marsh withdrew a yes (University).",
    ),
    Row(
        "the advocate has left", "agreed", ("leave workplace",), "On hold",
        (
            f"On hold since {D}: a yes to draft 1 no longer counts.", WAS_1,
            "Still to say yes to draft 1: the workplace.",
        ),
        (), f"{AGREED}, on hold since {D}",
        seats=(CAROL_LEFT, HELEN_YES),
        told="Carol Benning no longer speaks for the workplace.",
    ),
    Row(
        "paused before anything is agreed", "the workplace has said yes", ("pause",), "On hold",
        (
            f"On hold: paused since {D}. Nobody is asked anything until it is resumed.",
            NOTHING, "Still to say yes to draft 1: the university.",
        ),
        (
            HOLDS,
            f"On hold: paused since {D}. Nobody is asked anything until it is resumed.",
            NOTHING, "Still to say yes to draft 1: the university.",
        ),
        f"Draft 1 of {D}, not agreed", pill="Still valid",
        seats=(CAROL_YES, NOT_ASKED),
        told="Nadine Brooks paused the contract.",
    ),
    Row(
        "paused", "agreed", ("pause",), "On hold",
        (
            f"On hold: paused since {D}. Nobody is asked anything until it is resumed.", WAS_1,
        ),
        (
            HOLDS,
            f"On hold: paused since {D}. Nobody is asked anything until it is resumed.", WAS_1,
        ),
        f"{AGREED}, on hold since {D}", pill="Still valid",
        seats=(CAROL_YES, HELEN_YES),
        told="Nadine Brooks paused the contract.",
    ),
    Row("resumed", "paused", ("resume",), "Agreed", (ALL_1,), (HOLDS, ALL_1), AGREED, pill="Still valid",
        seats=(CAROL_YES, HELEN_YES),
        told="Nadine Brooks resumed the contract.",
    ),
    *(
        Row(
            f"ended: {how}", "agreed", (f"end {how}",), "Ended", (said, WAS_1),
            ("Your yes was to exactly this wording.", f"The contract ended on {D}.", WAS_1),
            f"{AGREED}, ended {D}", pill="On record",
            seats=(CAROL_SAID_YES, HELEN_SAID_YES),
            told=f"Prof. Ruth Adeyemi {did}",
            peer=(OVER, WAS_1),
        )
        for how, said, did in (
            ("completed", f"The contract was completed on {D}.", "closed the contract as completed."),
            ("ended_early", f"The contract ended early, on {D}.", "ended the contract early."),
            (
                "deferred", f"The contract was closed on {D} and deferred to a later run.",
                "closed the contract and deferred it to a later run.",
            ),
            (
                "withdrawn", f"The contract was closed on {D}: the student has left the module.",
                "closed the contract: the student has left the module.",
            ),
        )
    ),
    Row(
        "ended while words were changing", "new words for both", ("end ended_early",), "Ended",
        (f"The contract ended early, on {D}.", WAS_1),
        ("Your yes was to the wording below.", f"The contract ended on {D}.", WAS_1),
        f"{AGREED}, ended {D}", pill="Wording has changed",
        seats=(CAROL_OTHER, HELEN_OTHER),
        told="Prof. Ruth Adeyemi ended the contract early.",
        peer=(OVER, WAS_1),
    ),
    Row(
        "ended before anything was agreed", "the workplace has said yes", ("end deferred",), "Ended",
        (f"The contract was closed on {D} and deferred to a later run.", "Nothing was agreed."),
        ("Your yes was to exactly this wording.", f"The contract ended on {D}.", "Nothing was agreed."),
        f"Draft 1 of {D}, not agreed", pill="On record",
        seats=(CAROL_SAID_YES, NOT_ASKED),
        told="Prof. Ruth Adeyemi closed the contract and deferred it to a later run.",
        peer=(OVER, "Nothing was agreed."),
    ),
    Row(
        "declared void", "agreed", ("void",), "Ended",
        (
            f"The contract was declared void on {D}.",
            f"Draft 1 was agreed on {D}. It is no longer in force.",
        ),
        (
            "Your yes was to exactly this wording.", f"The contract was declared void on {D}.",
            f"Draft 1 was agreed on {D}. It is no longer in force.",
        ),
        f"{AGREED}, void since {D}", pill="On record",
        seats=(CAROL_SAID_YES, HELEN_SAID_YES),
        told="Prof. Ruth Adeyemi agreed that the contract is void.",
    ),
    Row(
        "wording only, not confirmed yet", "agreed", ("reword",), "Changing",
        (STILL_1, "Still to say yes to the new wording, draft 2: the workplace and the university."),
        (LAPSED, STILL_1, "Still to say yes to the new wording, draft 2: you and the university."),
        AGREED, pill="Wording has changed",
        seats=(CAROL_OTHER, HELEN_ASKED_2),
        told="Nadine Brooks shared draft 2: new wording, same meaning.",
    ),
    Row(
        "wording only, confirmed", "wording only, not confirmed yet", ("confirm",), "Agreed",
        (ALL_2,), (HOLDS, ALL_2), f"{AGREED}, replaced by draft 2 on {D}", pill="Still valid",
        seats=(CAROL_YES, HELEN_YES),
        told=f"Dr Helen Marsh said yes to draft 2 (University). {FORCE_2}",
    ),
    Row(
        "wording only, objected to", "wording only, confirmed", ("object workplace",), "Changing",
        (STILL_1, "Still to say yes to the new wording, draft 2: the workplace."),
        (LAPSED, STILL_1, "Still to say yes to the new wording, draft 2: you."),
        AGREED, pill="Wording has changed",
        seats=(CAROL_OTHER, HELEN_YES),
        told="Carol Benning wants to be asked about draft 2.",
    ),
    Row(
        "asked at a private address", "shared", ("ask private", "ask university"), "Asking",
        (NOTHING, "Still to say yes to draft 1: the workplace and the university."),
        paper=f"Draft 1 of {D}, not agreed",
        seats=(CAROL_ASKED, HELEN_ASKED),
        told="Nadine Brooks asked for a yes to draft 1 (University).",
    ),
    Row(
        "a yes that staff have still to confirm", "asked at a private address", ("yes workplace",), "Asking",
        (NOTHING, "Still to say yes to draft 1: the university.", WAITS),
        (OWN_WAITS, NOTHING, "Still to say yes to draft 1: the university.", YOU_WAIT),
        f"Draft 1 of {D}, not agreed", pill="Not confirmed yet",
        seats=(CAROL_WAITS, HELEN_ASKED),
        told="Carol Benning said yes to draft 1 (Workplace).",
    ),
    Row(
        "everybody has said yes, and one waits to be confirmed", "a yes that staff have still to confirm",
        ("yes university",), "Asking",
        (NOTHING, WAITS), (OWN_WAITS, NOTHING, YOU_WAIT),
        f"Draft 1 of {D}, not agreed", pill="Not confirmed yet",
        seats=(CAROL_WAITS, HELEN_YES),
        told="Dr Helen Marsh said yes to draft 1 (University).",
    ),
    Row(
        "confirmed, and so agreed", "everybody has said yes, and one waits to be confirmed",
        ("vouch workplace",), "Agreed",
        (ALL_1,), (HOLDS, ALL_1), AGREED, pill="Still valid",
        seats=(CAROL_YES, HELEN_YES),
        told=f"Grace Obi confirmed the person to ask (Workplace). {FORCE_1}",
    ),
    Row(
        "staff could not confirm the workplace", "everybody has said yes, and one waits to be confirmed",
        ("turn_down workplace",), "Asking",
        (NOTHING, "Still to say yes to draft 1: the workplace."), (),
        f"Draft 1 of {D}, not agreed",
        seats=(CAROL_REFUSED, HELEN_YES),
        told="Grace Obi could not confirm who Carol Benning is (Workplace).",
    ),
    Row(
        "ended while a yes waited to be confirmed",
        "everybody has said yes, and one waits to be confirmed", ("end ended_early",), "Ended",
        (f"The contract ended early, on {D}.", "Nothing was agreed."),
        ("Your yes was to exactly this wording.", f"The contract ended on {D}.", "Nothing was agreed."),
        f"Draft 1 of {D}, not agreed", pill="On record",
        seats=(CAROL_WAITED, HELEN_SAID_YES),
        told="Prof. Ruth Adeyemi ended the contract early.",
        peer=(OVER, "Nothing was agreed."),
    ),
    Row(
        "new words, and somebody new who waits to be confirmed", "new words for both",
        ("ask private", "yes workplace"), "Changing",
        (STILL_1, "Still to say yes to the new wording, draft 2: the university.", WAITS),
        (f"Someone else gave a later answer on {D}.",),
        AGREED, pill="Later answer given",
        seats=(CAROL_WAITS, HELEN_OTHER),
        told="Carol Benning said yes to draft 2 (Workplace).",
    ),
    Row(
        "yes with a change, not used", "both asked", ("change workplace",), "Asking",
        (NOTHING, "Still to say yes to draft 1: the workplace and the university."),
        (
            "Your yes counts once a draft uses exactly the wording you wrote.", NOTHING,
            "Still to say yes to draft 1: you and the university.",
        ),
        f"Draft 1 of {D}, not agreed", pill="Wording not used yet",
        seats=(CAROL_CHANGE, HELEN_ASKED),
        told="Carol Benning said yes to draft 1 with a change (Workplace).",
    ),
)  # fmt: skip
ROWS = {row.name: row for row in TABLE}
