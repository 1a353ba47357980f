"""Every sentence about one's own answer by link, read again however much later."""

from dataclasses import dataclass

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.doubt import is_altered
from pactwork.contracts.models import Answer
from pactwork.contracts.rules.needed import told_only
from pactwork.contracts.rules.state import Fate, fate_of
from pactwork.contracts.unasked import listed, unasked
from pactwork.ground.dates import day
from pactwork.ground.words import gettext as _


@dataclass(frozen=True)
class Own:
    """What became of the reader's own answer: a pill and a sentence; ``word`` is empty without a yes."""

    fate: Fate
    state: str = ""
    word: str = ""
    words: str = ""


def own_words(dossier: Dossier, answer: Answer) -> Own:
    """One's own answer by link, read again however much later."""
    fate = fate_of(dossier.facts, dossier.stands, answer.pk)
    if is_altered(dossier):
        return Own(fate, "stop", _("In doubt"), _("This may not be the answer you gave."))
    if fate in ("holds", "unconfirmed") and dossier.state.ended_at:
        return Own(fate, "idle", _("On record"), _("Your yes was to exactly this wording."))
    state, word, words = {
        "no_yes": ("", "", ""),
        "unconfirmed": (
            "slow",
            _("Not confirmed yet"),
            _(
                "Your yes is to exactly this wording. It counts once %(house)s has confirmed "
                "who you are."
            )
            % {"house": dossier.contract.institution.name},
        ),
        "holds": ("go", _("Still valid"), _holds(dossier, answer)),
        "lapsed": ("slow", _("Wording has changed"), _("Your yes was to the wording below.")),
        "asked_again": ("slow", _("Asked again"), ""),
        "unused": (
            "slow",
            _("Wording not used yet"),
            _("Your yes counts once a draft uses exactly the wording you wrote."),
        ),
        "answered_again": ("idle", _("Later answer given"), ""),
        "waived": (
            "idle",
            _("Not needed this time"),
            _("The university is going ahead without this yes, and has given a reason."),
        ),
        "not_needed": ("idle", _("Not needed"), _not_needed(dossier, answer)),
        "not_counted": ("stop", _("Withdrawn"), ""),
        "disputed": ("stop", _("Disputed"), _("It does not count until the dispute is settled.")),
    }[fate]
    return Own(fate, state, word, " ".join(filter(None, [words, _since(dossier, answer, fate)])))


def _holds(dossier: Dossier, answer: Answer) -> str:
    alone = unasked(dossier, answer.seat_id)
    if not alone:
        return _("Your yes is to exactly this wording.")
    words = _(
        "The wording of %(sections)s has changed since: such changes do not need your yes, and we email "
        "you when one is agreed. Your yes to the other sections still counts."
    )
    return words % {"sections": listed(alone)}


def _not_needed(dossier: Dossier, answer: Answer) -> str:
    facts, party = dossier.facts, dossier.seat(answer.seat_id).party
    if told_only(facts, party, facts.newest):
        return _(
            "What was agreed then included your yes. Changes to it do not need one; "
            "we email you when a change is agreed."
        )
    return _("Nothing in the newest draft needs your yes.")


def _since(dossier: Dossier, answer: Answer, fate: Fate) -> str:
    """Who is asked, or has answered, since an answer that is no longer the latest word."""
    state, seat, mine = dossier.state, answer.seat_id, answer.ask.holder
    over = state.ended_at or state.paused_at
    if fate == "lapsed" and not over:
        if mine and mine.until_at:
            return _("Someone else will be asked about the new wording.")
        return _("You will be asked about the new wording.")
    if fate == "asked_again":
        ask = dossier.open_ask(seat)
        who = (
            _("You were asked about the newest wording on %(day)s, in an email with its own link.")
            if ask and mine and ask.holder_id == mine.pk
            else _("Someone else was asked about the newest wording on %(day)s.")
        )
        return who % {"day": day(ask.asked_at if ask else None)}
    if fate == "answered_again":
        last = next(a for a in reversed(dossier.answers) if a.seat_id == seat)
        who = (
            _("You answered again on %(day)s.")
            if mine and last.ask.holder_id == mine.pk
            else _("Someone else gave a later answer on %(day)s.")
        )
        return who % {"day": day(last.at)}
    return ""
