"""What was waived of a party's yes, section by section, and what it still agrees to beside that."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import get_text_list

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Draft, Waiver
from pactwork.contracts.rules.facts import YES, DraftFact
from pactwork.contracts.rules.needed import still_agreed, wanted
from pactwork.contracts.rules.standing import SeatStanding
from pactwork.contracts.rules.waiving import waived_sections
from pactwork.ground.words import gettext as _


def _shorts(dossier: Dossier, keys: frozenset[str]) -> list[str]:
    return [s.short for s in dossier.template.sections if s.key in keys]


def _sections(dossier: Dossier, party: str, draft: DraftFact | None) -> frozenset[str]:
    return waived_sections(dossier.facts, party, draft) & wanted(dossier.facts, party, draft)


def waived_words(dossier: Dossier, party: str) -> str:
    """Beside where a seat stands: the sections that need no yes of it this time."""
    names = _shorts(dossier, _sections(dossier, party, dossier.facts.newest))
    return (
        _("Not needed this time for: %(sections)s.") % {"sections": get_text_list(names, _("and"))}
        if names
        else ""
    )


def kept_beside(dossier: Dossier, draft: Draft, party: str) -> frozenset[str] | None:
    """What a party that was waived as a whole still agrees to; None where none was."""
    named, places = dossier.facts.draft(draft.number), dossier.stands.party(party)
    newest = draft is dossier.newest and named
    if not newest or not places or any(p.state != "waived" for p in places):
        return None
    return still_agreed(dossier.facts, party, newest)


def agreed_beside(dossier: Dossier, place: SeatStanding) -> dict[str, list[str]]:
    """Of a seat that is waived: the sections that its yes is still to, by their names."""
    given, newest = place.answer, dossier.facts.newest
    if place.state != "waived" or newest is None or given is None or given.doubted:
        return {}
    if given.kind not in YES or given.withdrawn_at:
        return {}
    same = {key for key, to in given.covered.items() if newest.digests.get(key) == to}
    names = _shorts(dossier, frozenset(same))
    return {"sections": names} if names else {}


def waived_rows(dossier: Dossier, place: SeatStanding) -> Iterator[dict[str, Any]]:
    """For the record of an agreement: who waived what of this seat, and why."""
    gone = _sections(dossier, place.party, dossier.facts.newest)
    waivers = list(dossier.seat(place.seat).waivers.select_related("by_person").order_by("pk"))
    whole = [w for w in waivers if not w.section][-1:] if place.state == "waived" else []
    for waiver in [*whole, *_latest(waivers, gone)]:
        how = {"name": waiver.by_person.name, "at": waiver.at.isoformat(), "how": "waived"}
        names = _shorts(dossier, frozenset({waiver.section}))
        yield how | {"reason": waiver.reason} | ({"sections": names} if names else {})


def _latest(waivers: list[Waiver], gone: frozenset[str]) -> list[Waiver]:
    return list({w.section: w for w in waivers if w.section in gone}.values())


def only_to(yes: dict[str, Any]) -> str:
    """Of a yes in the record of an agreement that is to some sections only: to which."""
    names = yes.get("sections")
    return _("to %(sections)s only") % {"sections": get_text_list(names, _("and"))} if names else ""


def in_waiver(yes: dict[str, Any]) -> str:
    """Whose yes was waived; where it was for one section, with its name."""
    names, title = yes.get("sections"), str(yes["title"])
    return f"{title} ({get_text_list(names, _('and'))})" if names else title
