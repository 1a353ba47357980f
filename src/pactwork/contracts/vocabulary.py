"""One word for each stage, state of a seat and kind of answer: on every page, email and paper.

The terms themselves are typed where the rules are (``Stage`` and ``State`` in ``rules/standing.py``,
``Kind`` in ``rules/facts.py``); each has exactly one word here, which a test holds.
"""

from datetime import datetime

from pactwork.ground.dates import short_day
from pactwork.ground.words import gettext as _
from pactwork.modules.rules.specification import Party


def stage_words() -> dict[str, tuple[str, str]]:
    """Each stage as a mark (shape and colour) and a word; ``idle`` is a contract not begun."""
    return {
        "idle": ("idle", _("Not started")),
        "drafting": ("draft", _("Drafting")),
        "asking": ("brand", _("Asking")),
        "amending": ("slow", _("Changing")),
        "suspended": ("stop", _("On hold")),
        "agreed": ("go", _("Agreed")),
        "ended": ("ended", _("Ended")),
    }


def seat_word(state: str) -> str:
    """Where a seat stands, in a word or two."""
    return {
        "asked": _("Asked"),
        "unconfirmed": _("Yes, to be confirmed"),  # who gave it, by staff
        "yes": _("Yes"),
        "lapsed": _("Wording has changed"),
        "revise": _("Changes requested"),
        "withdrawn": _("Yes no longer counts"),  # taken back, disputed, or never given
        "waived": _("Not needed this time"),
        "not_needed": _("Not needed"),
        "not_asked": _("Not asked yet"),
    }[state]


DATED = frozenset({"asked", "unconfirmed", "yes", "revise", "withdrawn"})


def seat_since(state: str, since: datetime) -> str:
    """The same with its day, where the day is that of somebody's act."""
    if state == "asked":
        return _("Asked %(day)s") % {"day": short_day(since)}
    if state in DATED:
        return _("%(state)s, %(day)s") % {"state": seat_word(state), "day": short_day(since)}
    return seat_word(state)


def ending_words(how: str) -> str:
    """How a contract ended, to those who read all of it; ``%(day)s`` is still to be filled in."""
    return {
        "completed": _("The contract was completed on %(day)s."),
        "ended_early": _("The contract ended early, on %(day)s."),
        "deferred": _("The contract was closed on %(day)s and deferred to a later run."),
        "withdrawn": _("The contract was closed on %(day)s: the student has left the module."),
        "void": _("The contract was declared void on %(day)s."),
    }.get(how) or _("The contract ended on %(day)s.")


def closing_words(how: str) -> str:
    """The act that ended a contract, told in its history; ``%(name)s`` is still to be filled in."""
    return {
        "completed": _("%(name)s closed the contract as completed."),
        "ended_early": _("%(name)s ended the contract early."),
        "deferred": _("%(name)s closed the contract and deferred it to a later run."),
        "withdrawn": _("%(name)s closed the contract: the student has left the module."),
        "void": _("%(name)s agreed that the contract is void."),
    }[how]


def came_into_force(draft: int) -> str:
    """What an answer in the history brought about."""
    return _("This brought draft %(number)s into force.") % {"number": draft}


def kind_words() -> dict[str, str]:
    """Each kind of answer, as it is told afterwards."""
    return {
        "yes": _("Yes"),
        "yes_suggest": _("Yes, with suggestions"),
        "yes_conditions": _("Yes, on conditions"),
        "yes_change": _("Yes, with a change"),
        "revise": _("Changes requested"),
        "not_me": _("Not the right person"),
    }


def seat_title(party: Party, n: int) -> str:
    """A party by its title; where several people answer for it, which of them."""
    return f"{party.title} {n}" if party.seats + party.optional_seats > 1 else party.title


def in_a_sentence(title: str) -> str:
    """A party's title where it is no label: ours take their article, a module's own is a name."""
    ours = {
        "University": _("the university"),
        "Workplace": _("the workplace"),
        "Host": _("the host"),
    }
    return ours.get(title, title)
