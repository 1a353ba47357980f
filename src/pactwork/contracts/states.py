"""Every sentence about the state of a contract, made from its standing, for whoever reads it.

No page, mail or paper says by itself that something is agreed, in force, on hold or over:
docs/states.md lists who asks here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import get_text_list

from pactwork.contracts.conditions import unmet
from pactwork.contracts.dossier import Dossier
from pactwork.contracts.doubt import changed_since, is_altered
from pactwork.contracts.models import Agreement, Draft, Point
from pactwork.contracts.rules.facts import AgreementFact
from pactwork.contracts.rules.moves import UNDO_FOR
from pactwork.contracts.seat_states import answer_at
from pactwork.contracts.vocabulary import ending_words, in_a_sentence, seat_title, stage_words
from pactwork.ground import clock as now
from pactwork.ground.dates import clock, day
from pactwork.ground.words import gettext as _


@dataclass(frozen=True)
class Knows:
    """What a reader may be told: the parties they may know of, and how a contract ended.

    ``seat`` is the reader's own, who is then spoken to as *you*.
    """

    parties: Collection[str]
    seat: int | None = None
    endings: bool = True
    names: bool = True  # of people at work


def _said(agreed: AgreementFact) -> dict[str, object]:
    return {"number": agreed.draft, "day": day(agreed.from_at)}


def owing_names(dossier: Dossier, knows: Knows) -> list[str]:
    """Who has still to say yes to the newest draft; a party one may not know of is *the university*."""
    names, inside, hidden = [], False, False
    for place in dossier.state.owing:
        party = dossier.template.party(place.party)
        known = place.party in knows.parties
        inside = inside or bool(known and party and party.by != "link")
        if place.seat == knows.seat:
            names.append(_("you"))
        elif party and known:
            any_is_enough = party.enough == "any"
            title = party.title if any_is_enough else seat_title(party, place.n)
            names.append(in_a_sentence(title))
        else:
            hidden = True
    if hidden and not inside:
        names.append(_("the university"))
    return list(dict.fromkeys(names))


def owing_words(dossier: Dossier, knows: Knows) -> str:
    """Who has still to say yes, and to which draft; nothing where nobody has."""
    names = owing_names(dossier, knows)
    if not names or dossier.newest is None:
        return ""
    said = {"number": dossier.newest.number, "who": get_text_list(names, _("and"))}
    if dossier.state.proposed and dossier.state.agreed:
        return _("Still to say yes to the new wording, draft %(number)s: %(who)s.") % said
    return _("Still to say yes to draft %(number)s: %(who)s.") % said


def confirm_words(dossier: Dossier, knows: Knows) -> list[str]:
    """Whose yes waits until staff have confirmed who they are; of parties one may know of."""
    house, said = dossier.contract.institution.name, []
    for place in dossier.state.to_confirm:
        given = answer_at(dossier, place)
        who = given.ask.holder.name if given and given.ask.holder else ""
        if place.seat == knows.seat:
            said.append(_("%(house)s still has to confirm who you are.") % {"house": house})
        elif place.party in knows.parties:
            party = dossier.template.party(place.party)
            words = (
                _("Waiting for %(house)s to confirm who %(name)s is.")
                if knows.names
                else _("Waiting for %(house)s to confirm who said yes: %(party)s.")
            )
            known = {"house": house, "name": who, "party": party.title if party else ""}
            said.append(words % known)
    return list(dict.fromkeys(said))


def undone_until(made: Agreement | None) -> datetime | None:
    """Until when a member of staff can still undo the yes that completed it; none once that is past."""
    latest = made.yeses if made else []
    last = max(latest, key=lambda y: (y["at"], y["how"] == "account"), default=None)
    if made is None or last is None or last["how"] != "account":
        return None
    until = (
        datetime.fromisoformat(last["at"]) + UNDO_FOR
    )  # it may have waited to be confirmed since
    return until if until > now.now() else None


def just_agreed(until: datetime) -> str:
    """What stands in the place of *in force* and *agreed* while it can still be undone."""
    return _("Agreed just now; can still be undone until %(time)s") % {"time": clock(until)}


def stage_named(dossier: Dossier) -> tuple[str, str]:
    """A stage's mark and word; while the last yes can still be undone, that."""
    if is_altered(dossier):
        return "stop", _("In doubt")
    until = undone_until(dossier.agreements[-1]) if dossier.agreements else None
    if until and dossier.state.everybody:
        return "go", just_agreed(until)
    return stage_words()[dossier.stands.stage]


def agreed_words(dossier: Dossier) -> str:
    """Whether anything is agreed: which draft, since when, and whether it is in force."""
    state, agreed = dossier.state, dossier.state.agreed
    if agreed is None:
        return _("Nothing was agreed.") if state.ended_at else _("Nothing is agreed yet.")
    if state.in_force and (until := undone_until(dossier.agreements[-1])):
        said = (
            _("Everybody whose yes is needed has said yes to draft %(number)s. %(state)s.")
            if state.everybody
            else _("The agreed draft is draft %(number)s. %(state)s.")
        )
        return said % (_said(agreed) | {"state": just_agreed(until)})
    if state.everybody:
        words = _(
            "Everybody whose yes is needed has said yes to draft %(number)s. In force since %(day)s."
        )
    elif state.in_force:
        words = _("The agreed draft is draft %(number)s, in force since %(day)s.")
    elif state.ended_how == "void":
        words = _("Draft %(number)s was agreed on %(day)s. It is no longer in force.")
    else:
        words = _("Draft %(number)s was agreed on %(day)s.")
    return words % _said(agreed)


def hold_words(dossier: Dossier) -> list[str]:
    """Why a contract is on hold, where it is."""
    state, said = dossier.state, []
    if state.ended_at:
        return []
    if state.paused_at:
        words = _("On hold: paused since %(day)s. Nobody is asked anything until it is resumed.")
        said.append(words % {"day": day(state.paused_at)})
    if state.agreed and state.broken_at:
        known = {"number": state.agreed.draft, "day": day(state.broken_at)}
        words = (
            _("On hold since %(day)s: a yes to draft %(number)s is disputed and does not count.")
            if state.disputed
            else _("On hold since %(day)s: a yes to draft %(number)s no longer counts.")
        )
        said.append(words % known)
    return said


def ending(dossier: Dossier, knows: Knows) -> str:
    """How and when it ended, as far as this reader may know; nothing while it goes on."""
    state = dossier.state
    if state.ended_at is None:
        return ""
    told = state.ended_how if knows.endings or state.ended_how == "void" else ""
    return ending_words(told) % {"day": day(state.ended_at)}


def blocked_words(dossier: Dossier) -> list[str]:
    """What may not happen before conditions are met, for everybody: what they say is not in it."""
    if dossier.state.ended_at:
        return []
    points = unmet(dossier)
    held = ((b, [p for p in points if p.blocks == b]) for b in ("start", "submission"))
    return [_held_up(blocks, those) for blocks, those in held if those]


def _held_up(blocks: str, points: list[Point]) -> str:
    start = blocks == "start"
    if len(points) > 1:
        words = (
            _("The university has set conditions: nothing can start until they are met.")
            if start
            else _(
                "The university has set conditions: nothing can be submitted until they are met."
            )
        )
    else:
        words = (
            _("The university has set a condition: nothing can start until it is met.")
            if start
            else _("The university has set a condition: nothing can be submitted until it is met.")
        )
    due = max((p.due_on for p in points if p.due_on), default=None)
    return f"{words} {_('By %(day)s at the latest.') % {'day': day(due)}}" if due else words


def may_start(dossier: Dossier) -> bool:
    """Agreed by everybody, beyond doubt, and no condition stands before the start."""
    if is_altered(dossier):
        return False
    return dossier.state.everybody and not any(p.blocks == "start" for p in unmet(dossier))


def state_words(dossier: Dossier, knows: Knows) -> list[str]:
    """The whole state of a contract, a sentence to a fact: over, on hold, agreed, still to come."""
    said = [*changed_since(dossier), *_state_words(dossier, knows)]
    return (
        [_("The contract as it is now, including what was changed:"), *said]
        if is_altered(dossier)
        else said
    )


def _state_words(dossier: Dossier, knows: Knows) -> list[str]:
    state = dossier.state
    if state.ended_at:
        return [ending(dossier, knows), agreed_words(dossier)]
    said = [*hold_words(dossier), agreed_words(dossier), *blocked_words(dossier)]
    if dossier.newest is None:
        return [*said, _("No draft has been shared yet.")]
    return [*said, *filter(None, [owing_words(dossier, knows)]), *confirm_words(dossier, knows)]


def in_force_tag(dossier: Dossier, draft: Draft) -> str:
    """The tag of the draft that was agreed last: in force, on hold, or over; of others nothing."""
    made = dossier.state.agreed
    if made is None or made.draft != draft.number:
        return ""
    if is_altered(dossier):
        return _("In doubt")
    if dossier.state.ended_at:
        return _("Was in force")
    if not dossier.state.in_force:
        return _("On hold")
    return _("Agreed just now") if undone_until(dossier.agreements[-1]) else _("In force")


def in_force_until(dossier: Dossier, made: Agreement) -> datetime | None:
    """When an agreement stopped being in force: replaced, on hold or over; none while it is."""
    later = [a.from_at for a in dossier.agreements if a.pk > made.pk]
    state = dossier.state
    return later[0] if later else state.ended_at or state.broken_at or state.paused_at


def agreement_state(dossier: Dossier, made: Agreement) -> str:
    """One agreement as a line on paper: when, and what has become of it since."""
    said = _agreement_state(dossier, made)
    said = _("In doubt: %(said)s") % {"said": said} if is_altered(dossier) else said
    return " ".join([*changed_since(dossier), said])


def _agreement_state(dossier: Dossier, made: Agreement) -> str:
    said = {"day": day(made.from_at)}
    newest, state = dossier.agreements[-1], dossier.state
    if newest.draft_id != made.draft_id:
        said |= {"number": str(newest.draft.number), "then": day(newest.from_at)}
        return _("Agreed %(day)s, replaced by draft %(number)s on %(then)s") % said
    if state.ended_at:
        said["then"] = day(state.ended_at)
        if state.ended_how == "void":
            return _("Agreed %(day)s, void since %(then)s") % said
        return _("Agreed %(day)s, ended %(then)s") % said
    if since := state.broken_at or state.paused_at:
        return _("Agreed %(day)s, on hold since %(then)s") % (said | {"then": day(since)})
    return _("Agreed %(day)s") % said
