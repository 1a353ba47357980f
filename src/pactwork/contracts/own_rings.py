"""Of a party that is one person: the ring of the band that says who that is, or whom to ask for one."""

from typing import NamedTuple

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Answer
from pactwork.contracts.rules.own_person import NamedFact, of_party
from pactwork.contracts.rules.standing import SeatStanding
from pactwork.contracts.seat_states import answer_at
from pactwork.ground.words import gettext as _
from pactwork.modules.rules.specification import Party


class Named(NamedTuple):
    """``line`` stands in the place of where the seat stands; ``after`` behind it."""

    title: str
    line: str = ""
    after: str = ""


def named_ring(dossier: Dossier, party: Party, place: SeatStanding, own: bool) -> Named | None:
    """Nothing for a party that is a team. ``own``: the student reads it."""
    found = of_party(dossier.facts.named, party.key)
    if found is None or place.state == "waived":
        return None
    given = answer_at(dossier, place)
    if place.state == "yes" and given:
        return Named(_of_yes(party, found, given, own))
    if not found.who:
        return Named(party.title, _("Nobody is named yet. %(whom)s") % _whom(dossier, own))
    if found.there:
        deputies = ", ".join(found.deputy_names)
        after = _("Deputy: %(names)s") % {"names": deputies} if deputies else ""
        return Named(_as(party, found.name, own), "", after)
    if found.deputy_names:
        return Named(_deputy(found.deputy_names[0], found.name))
    known = _whom(dossier, own) | {"name": found.name}
    return Named(party.title, _("%(name)s no longer has this role. %(whom)s") % known)


def _of_yes(party: Party, found: NamedFact, given: Answer, own: bool) -> str:
    """Whoever said it, who may not be the student's own by now."""
    if given.deputy_for is not None:
        return _deputy(given.by_name, given.deputy_for.name)
    return _as(party, given.by_name, own and given.by_name == found.name)


def _as(party: Party, name: str, own: bool) -> str:
    known = {"name": name, "person": party.person}
    return (_("%(name)s, your %(person)s") if own else _("%(name)s, %(person)s")) % known


def _deputy(deputy: str, name: str) -> str:
    return _("%(deputy)s, deputy for %(name)s") % {"deputy": deputy, "name": name}


def _whom(dossier: Dossier, own: bool) -> dict[str, str]:
    """The student is told whom to ask for one; staff know."""
    leaders = sorted(role.person.name for role in dossier.staff("module_leader")) if own else []
    return {"whom": _("Ask %(name)s.") % {"name": leaders[0]} if leaders else ""}
