"""The history of one contract in words: acts and who did them, never the private words of an act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pactwork.contracts.rules.readers import WHOLE
from pactwork.contracts.seen import parties_heard
from pactwork.contracts.vocabulary import came_into_force, closing_words
from pactwork.contracts.whole import Whole
from pactwork.ground.words import gettext as _
from pactwork.history.models import Entry
from pactwork.history.names import names_of, read
from pactwork.history.queries import entries_about

Params = Mapping[str, Any]
# Who hears of comments and reviews; peers read them beside the words, once they have given their own.
SET = frozenset({"student", "facilitator", "module_leader"})
# Acts of staff among themselves and with the workplace: not for the set.
INNER = frozenset(
    {
        "marked_read",
        "handed_over",
        "vouched",
        "turned_down",
        "talk_proposed",
        "code_sent",
        "link_attacked",
        "left_alone",
        "letter_again",
    }
)
COMMENTS = frozenset({"commented", "replied", "comment_resolved", "comment_reopened"})
REVIEWS = frozenset({"reviews_asked", "review_given", "review_waived", "suggestions_settled"})
# Kept in the history and told nowhere: private notes, what two people settle between themselves, and
# what pages of the set say better.
UNTOLD = frozenset(
    {
        *("idea_taken", "idea_dropped", "review_days_set", "review_declined", "review_let_go"),
        *("interview_asked", "interview_typed", "interview_taken", "interview_ended"),
        "rows_sealed",
        *("review_reminded", "review_stuck", "substitute_asked", "review_rated"),
    }
)
POINTS = frozenset({"point_settled", "condition_met"})


@dataclass(frozen=True)
class Told:
    """One act, told; ``agreed`` says which draft came into force with it."""

    at: datetime
    words: str
    icon: str
    seq: int
    agreed: str = ""


def _answered(said: Params) -> str:
    kinds = {
        "yes": _("%(name)s said yes to draft %(draft)s (%(title)s)."),
        "yes_suggest": _("%(name)s said yes to draft %(draft)s, with suggestions (%(title)s)."),
        "yes_conditions": _("%(name)s said yes to draft %(draft)s, on conditions (%(title)s)."),
        "yes_change": _("%(name)s said yes to draft %(draft)s with a change (%(title)s)."),
        "revise": _("%(name)s asked for changes to draft %(draft)s (%(title)s)."),
        "not_me": _("%(name)s is not the right person to ask (%(title)s)."),
    }
    return kinds[said["kind"]] % said


def _settled(said: Params) -> str:
    responses = {
        "adopted": _("%(name)s adopted a point."),
        "adapted": _("%(name)s adapted a point."),
        "declined": _("%(name)s declined a point, with a reason."),
    }
    return responses[said["response"]] % said


def _asked(said: Params) -> str:
    if said.get("of"):
        return _("%(name)s asked %(of)s about draft %(draft)s (%(title)s).") % said
    return _("%(name)s asked for a yes to draft %(draft)s (%(title)s).") % said


def _ended(said: Params) -> str:
    return closing_words(said["kind"]) % said


def _shared(said: Params) -> str:
    if said.get("wording_only"):
        return _("%(name)s shared draft %(draft)s: other words, the same meaning.") % said
    return _("%(name)s shared draft %(draft)s.") % said


def _recorded(said: Params) -> str:
    kinds = {
        "meeting": _("%(name)s wrote down that %(of)s said yes in a meeting (%(title)s)."),
        "phone": _("%(name)s wrote down that %(of)s said yes by phone (%(title)s)."),
        "paper": _("%(name)s kept %(of)s’s yes on paper (%(title)s)."),
    }
    return kinds[said["how"]] % said


def _passed_on(said: Params) -> str:
    if said.get("once"):
        return _("%(name)s passed the question on to %(to)s, for once (%(title)s).") % said
    return _("%(name)s passed the question on to %(to)s (%(title)s).") % said


def _dispute_settled(said: Params) -> str:
    if said["how"] == "stands":
        return _("%(name)s settled the dispute: the yes stands (%(title)s).") % said
    return _("%(name)s settled the dispute: there was no yes (%(title)s).") % said


def _plain(words: str) -> Callable[[Params], str]:
    return lambda said: words % said


Sentences = dict[str, tuple[str, Callable[[Params], str]]]


def _acts_of_the_set() -> Sentences:
    return {
        "commented": ("talk", _plain(_("%(name)s commented."))),
        "replied": ("talk", _plain(_("%(name)s replied to a comment."))),
        "comment_resolved": ("check", _plain(_("%(name)s closed a comment."))),
        "reviews_asked": ("people", _plain(_("The set was asked to review draft %(draft)s."))),
        "review_given": ("check", _plain(_("%(name)s gave a review of draft %(draft)s."))),
        "review_waived": (
            "flag",
            _plain(_("%(name)s went on without a review of draft %(draft)s.")),
        ),
        "suggestions_settled": ("check", _plain(_("%(name)s settled what others suggested."))),
        "comment_reopened": ("talk", _plain(_("%(name)s opened a comment again."))),
    }


def _acts_by_link() -> Sentences:
    """Of the workplace's emails and links."""
    return {
        "ask_undelivered": (
            "triangle",
            _plain(_("The question to %(of)s could not be delivered (%(title)s).")),
        ),
        "link_attacked": (
            "triangle",
            _plain(_("Many wrong codes were typed for the link that %(of)s has (%(title)s).")),
        ),
        "turned_down": (
            "flag",
            _plain(_("%(name)s could not confirm who %(of)s is (%(title)s).")),
        ),
        "left_alone": ("lock", _plain(_("%(name)s asked for no more emails."))),
        "code_sent": ("key", _plain(_("%(name)s asked for a fresh code."))),
        "letter_again": ("letter", _plain(_("%(name)s had the question mailed again."))),
        "person_erased": (
            "shield",
            _plain(
                _("Somebody who took part was erased. What they did stays, without their name.")
            ),
        ),
    }


def acts() -> Sentences:
    """Each act with its icon and its sentence."""
    return (
        _acts_of_the_set()
        | _acts_by_link()
        | {
            "contract_started": ("pen", _plain(_("%(name)s began the contract."))),
            "draft_shared": ("note", _shared),
            "asked": ("letter", _asked),
            "ask_withdrawn": ("undo", _plain(_("%(name)s took the question back (%(title)s)."))),
            "passed_on": ("swap", _passed_on),
            "second_asked": (
                "people",
                _plain(_("%(name)s asked for a second opinion (%(title)s).")),
            ),
            "answered": ("talk", _answered),
            "answer_undone": ("undo", _plain(_("%(name)s undid an answer within ten minutes."))),
            "yes_withdrawn": ("undo", _plain(_("%(name)s took a yes back (%(title)s)."))),
            "yes_recorded": ("pen", _recorded),
            "disputed": (
                "flag",
                _plain(_("%(name)s says that this yes was never given (%(title)s).")),
            ),
            "dispute_settled": ("check", _dispute_settled),
            "workplace_left": ("swap", _plain(_("%(of)s no longer speaks for the workplace."))),
            "objected": ("flag", _plain(_("%(name)s wants to be asked about draft %(draft)s."))),
            "form_adopted": ("note", _plain(_("%(name)s moved to the module’s newer form."))),
            "paused": ("clock", _plain(_("%(name)s paused the contract."))),
            "resumed": ("clock", _plain(_("%(name)s took the contract up again."))),
            "void_proposed": ("flag", _plain(_("%(name)s proposed to declare the contract void."))),
            "void_dropped": ("check", _plain(_("%(name)s kept the contract: it is not void."))),
            "marked_read": ("eye", _plain(_("%(name)s marked draft %(draft)s as read."))),
            "handed_over": ("swap", _plain(_("%(name)s handed the question over to %(to)s."))),
            "talk_proposed": ("talk", _plain(_("%(name)s suggested talking it through."))),
            "waived": ("flag", _plain(_("%(name)s left a yes out, with a reason (%(title)s)."))),
            "vouched": ("shield", _plain(_("%(name)s confirmed who is asked (%(title)s)."))),
            "ended": ("lock", _ended),
            "point_settled": ("check", _settled),
            "condition_met": ("disc", _plain(_("%(name)s confirmed that a condition was met."))),
            "rows_altered": (
                "flag",
                _plain(_("%(name)s found that something had been changed after it was sealed.")),
            ),
            "altered_settled": ("shield", _plain(_("%(name)s looked into what had been changed."))),
        }
    )


@dataclass(frozen=True)
class Ears:
    """What a reader may be told of: parties they may know to be asked, and how much besides."""

    roles: frozenset[str]
    parties: frozenset[str]

    @property
    def inner(self) -> bool:
        return bool(self.roles & (WHOLE | {"placement_officer"}))

    def may_hear(self, act: str, party: str) -> bool:
        if act in INNER and not self.inner:
            return False
        if act in COMMENTS | REVIEWS and not self.roles & SET:
            return False
        return not party or party in self.parties


def _ears(found: Whole, roles: frozenset[str]) -> Ears:
    return Ears(roles, parties_heard(found, roles))


def _parties(found: Whole) -> dict[str, str]:
    """Which party an answer or a point belongs to, by ref."""
    seats = {seat.pk: seat.party for seat in found.seats}
    answers = {a.ref: seats[a.seat_id] for a in found.answers}
    return answers | {p.ref: seats[a.seat_id] for a in found.answers for p in a.points.all()}


def _party(entry: Entry, known: Mapping[str, str]) -> str:
    said = entry.payload
    about = said.get("point") or (said.get("answer") if "party" not in said else "")
    return str(said.get("party") or known.get(str(about), ""))


def told(found: Whole, roles: frozenset[str]) -> list[Told]:
    """Every act this reader may hear of, newest first; three queries."""
    ears, known, kinds = _ears(found, roles), _parties(found), acts()
    titles = {p.key: p.title for p in found.template.parties}
    rows = []
    entries = list(entries_about(found.contract.ref))
    names = names_of(entries)
    for entry in entries:
        party = _party(entry, known)
        hidden = entry.act in POINTS and not party and not ears.inner
        if hidden or entry.act not in kinds or not ears.may_hear(entry.act, party):
            continue
        icon, words = kinds[entry.act]
        said = {"name": _("Somebody"), **read(entry, names), "title": titles.get(party, "")}
        agreed = (entry.payload.get("agreed") or {}).get("draft")
        # An erased payload leaves the act and its time, and no words.
        sentence = words(said) if entry.payload else _("Something that has since been erased.")
        brought = came_into_force(agreed) if agreed else ""
        rows.append(Told(entry.at, sentence, icon, entry.seq, brought))
    return rows[::-1]
