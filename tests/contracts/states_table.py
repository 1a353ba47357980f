"""What is said about the state of Nadine's contract, in every stage, to everybody: written by hand.

Each row begins where the row it is ``after`` ended, and plays its moves; everything happens on one day,
Monday 5 October 2026. ``student`` stands on her overview, ``staff`` on her facilitator's review page and
on the examiner's, ``link`` on the page behind Carol's *first* link, however much later she opens it.
``paper`` is the line at the head of the file of draft 1. Nothing else is said to be agreed, in force, on
hold, ended or still to come: ``test_states`` reads every page and mail for sentences that are not here.
"""

from dataclasses import dataclass

D = "Monday 5 October 2026"
NOTHING = "Nothing is agreed yet."
ALL_1 = f"Everybody whose yes is needed has said yes to draft 1. In force since {D}."
ALL_2 = f"Everybody whose yes is needed has said yes to draft 2. In force since {D}."
STILL_1 = f"What is agreed is draft 1, in force since {D}."
WAS_1 = f"What was agreed is draft 1, of {D}."
HOLDS = "Your yes is for exactly these words."
LAPSED = "Your yes was for the words below. You will be asked about the new ones."
AGREED = f"Agreed {D}"


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


TABLE = (
    Row("nothing shared", "", ("write",), "Drafting", ()),  # her page leads to sharing
    Row(
        "shared", "", ("share",), "Drafting",
        (NOTHING, "Still to say yes to draft 1: Workplace and University."),
        paper=f"Draft 1 of {D}, not agreed",
    ),
    Row(
        "both asked", "shared", ("ask workplace", "ask university"), "Asking",
        (NOTHING, "Still to say yes to draft 1: Workplace and University."),
        paper=f"Draft 1 of {D}, not agreed",
    ),
    Row(
        "the workplace has said yes", "both asked", ("yes workplace",), "Asking",
        (NOTHING, "Still to say yes to draft 1: University."),
        (HOLDS, NOTHING, "Still to say yes to draft 1: University."),
        f"Draft 1 of {D}, not agreed", pill="It holds",
    ),
    Row(
        "the university wants changes", "the workplace has said yes", ("revise university",), "Asking",
        (NOTHING, "Still to say yes to draft 1: University."),
        (HOLDS, NOTHING, "Still to say yes to draft 1: University."),
        f"Draft 1 of {D}, not agreed", pill="It holds",
    ),
    Row(
        "the university left out", "the workplace has said yes", ("waive university",), "Agreed",
        (ALL_1,), (HOLDS, ALL_1), AGREED, pill="It holds",
    ),
    Row(
        "agreed", "the workplace has said yes", ("yes university",), "Agreed",
        (ALL_1,), (HOLDS, ALL_1), AGREED, pill="It holds",
    ),
    Row(
        "agreed on conditions", "the workplace has said yes", ("conditions university",), "Agreed",
        (ALL_1,), (HOLDS, ALL_1), AGREED, pill="It holds",
    ),
    Row(
        "a draft that concerns the university only", "agreed", ("share question",), "Changing",
        (STILL_1, "For the new words, draft 2, still to say yes: University."),
        (HOLDS, STILL_1, "For the new words, draft 2, still to say yes: University."),
        AGREED, pill="It holds",
    ),
    Row(
        "new words for both", "agreed", ("share both",), "Changing",
        (STILL_1, "For the new words, draft 2, still to say yes: Workplace and University."),
        (LAPSED, STILL_1, "For the new words, draft 2, still to say yes: you and University."),
        AGREED, pill="Words changed since",
    ),
    Row(
        "both asked again", "new words for both", ("ask workplace", "ask university"), "Changing",
        (STILL_1, "For the new words, draft 2, still to say yes: Workplace and University."),
        (
            f"You were asked about the newest words on {D}, in an email with its own link.",
            STILL_1, "For the new words, draft 2, still to say yes: you and University.",
        ),
        AGREED, pill="Asked again",
    ),
    Row(  # case-12
        "the workplace has said yes again", "both asked again", ("yes workplace",), "Changing",
        (STILL_1, "For the new words, draft 2, still to say yes: University."),
        (
            f"You answered again on {D}.",
            STILL_1, "For the new words, draft 2, still to say yes: University.",
        ),
        AGREED, pill="Answered since",
    ),
    Row(
        "agreed anew", "the workplace has said yes again", ("yes university",), "Agreed",
        (ALL_2,), (f"You answered again on {D}.", ALL_2), f"{AGREED}, replaced by draft 2 on {D}",
        pill="Answered since",
    ),
    Row(
        "the workplace takes its yes back", "agreed", ("back workplace",), "On hold",
        (
            f"On hold since {D}: a yes to draft 1 no longer counts.", WAS_1,
            "Still to say yes to draft 1: Workplace.",
        ),
        (
            f"On hold since {D}: a yes to draft 1 no longer counts.", WAS_1,
            "Still to say yes to draft 1: you.",
        ),
        f"{AGREED}, on hold since {D}", pill="Taken back",
    ),
    Row(
        "the university takes its yes back", "agreed", ("back university",), "On hold",
        (
            f"On hold since {D}: a yes to draft 1 no longer counts.", WAS_1,
            "Still to say yes to draft 1: University.",
        ),
        (
            HOLDS, f"On hold since {D}: a yes to draft 1 no longer counts.", WAS_1,
            "Still to say yes to draft 1: University.",
        ),
        f"{AGREED}, on hold since {D}", pill="It holds",
    ),
    Row(
        "the advocate has left", "agreed", ("leave workplace",), "On hold",
        (
            f"On hold since {D}: a yes to draft 1 no longer counts.", WAS_1,
            "Still to say yes to draft 1: Workplace.",
        ),
        (), f"{AGREED}, on hold since {D}",
    ),
    Row(
        "paused before anything is agreed", "the workplace has said yes", ("pause",), "On hold",
        (
            f"On hold: paused since {D}. Nobody is asked anything until it is taken up again.",
            NOTHING, "Still to say yes to draft 1: University.",
        ),
        (
            HOLDS,
            f"On hold: paused since {D}. Nobody is asked anything until it is taken up again.",
            NOTHING, "Still to say yes to draft 1: University.",
        ),
        f"Draft 1 of {D}, not agreed", pill="It holds",
    ),
    Row(
        "paused", "agreed", ("pause",), "On hold",
        (
            f"On hold: paused since {D}. Nobody is asked anything until it is taken up again.", WAS_1,
        ),
        (
            HOLDS,
            f"On hold: paused since {D}. Nobody is asked anything until it is taken up again.", WAS_1,
        ),
        f"{AGREED}, on hold since {D}", pill="It holds",
    ),
    Row("taken up again", "paused", ("resume",), "Agreed", (ALL_1,), (HOLDS, ALL_1), AGREED, pill="It holds"),
    *(
        Row(
            f"ended: {how}", "agreed", (f"end {how}",), "Ended", (said, WAS_1),
            ("Your yes was for exactly these words.", f"The contract ended on {D}.", WAS_1),
            f"{AGREED}, ended {D}", pill="On record",
        )
        for how, said in (
            ("completed", f"The contract was completed on {D}."),
            ("ended_early", f"The contract was ended early, on {D}."),
            ("deferred", f"The contract was closed on {D}: it is deferred to a later run."),
            ("withdrawn", f"The contract was closed on {D}: the student has left the module."),
        )
    ),
    Row(
        "ended while words were changing", "new words for both", ("end ended_early",), "Ended",
        (f"The contract was ended early, on {D}.", WAS_1),
        ("Your yes was for the words below.", f"The contract ended on {D}.", WAS_1),
        f"{AGREED}, ended {D}", pill="Words changed since",
    ),
    Row(
        "ended before anything was agreed", "the workplace has said yes", ("end deferred",), "Ended",
        (f"The contract was closed on {D}: it is deferred to a later run.", "Nothing was agreed."),
        ("Your yes was for exactly these words.", f"The contract ended on {D}.", "Nothing was agreed."),
        f"Draft 1 of {D}, not agreed", pill="On record",
    ),
    Row(
        "declared void", "agreed", ("void",), "Ended",
        (
            f"The contract was declared void on {D}.",
            f"Draft 1 was agreed on {D}. None of it is in force any more.",
        ),
        (
            "Your yes was for exactly these words.", f"The contract was declared void on {D}.",
            f"Draft 1 was agreed on {D}. None of it is in force any more.",
        ),
        f"{AGREED}, void since {D}", pill="On record",
    ),
    Row(
        "wording only, not confirmed yet", "agreed", ("reword",), "Changing",
        (STILL_1, "For the new words, draft 2, still to say yes: Workplace and University."),
        (LAPSED, STILL_1, "For the new words, draft 2, still to say yes: you and University."),
        AGREED, pill="Words changed since",
    ),
    Row(
        "wording only, confirmed", "wording only, not confirmed yet", ("confirm",), "Agreed",
        (ALL_2,), (HOLDS, ALL_2), f"{AGREED}, replaced by draft 2 on {D}", pill="It holds",
    ),
    Row(
        "wording only, objected to", "wording only, confirmed", ("object workplace",), "Changing",
        (STILL_1, "For the new words, draft 2, still to say yes: Workplace."),
        (LAPSED, STILL_1, "For the new words, draft 2, still to say yes: you."),
        AGREED, pill="Words changed since",
    ),
    Row(
        "yes with a change, not used", "both asked", ("change workplace",), "Asking",
        (NOTHING, "Still to say yes to draft 1: Workplace and University."),
        (
            "Your yes counts once a draft reads exactly as you wrote.", NOTHING,
            "Still to say yes to draft 1: you and University.",
        ),
        f"Draft 1 of {D}, not agreed", pill="Not yet",
    ),
)  # fmt: skip
ROWS = {row.name: row for row in TABLE}
