"""A party that is one person: this student's own mentor, tutor or moderator; or their deputy. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pactwork.ground.refusal import Refusal
from pactwork.modules.rules.specification import Template


@dataclass(frozen=True)
class NamedFact:
    """Who answers for a party. ``who`` is an actor ref, blank for nobody; ``there``: has the role today."""

    party: str
    who: str = ""
    name: str = ""
    there: bool = False
    deputies: tuple[str, ...] = ()  # actor refs, of others who stand in for them today
    deputy_names: tuple[str, ...] = ()

    def decides(self, by: str) -> bool:
        return by in self.deputies or (self.there and bool(by) and by == self.who)


def nobody_decides(found: NamedFact | None, title: str) -> Refusal | None:
    """Why nobody can be asked for this party; nothing where somebody can."""
    if found is None or not found.who:
        return Refusal("nobody_named", {"party": title})
    if not found.there and not found.deputies:
        return Refusal("named_left", {"name": found.name, "party": title})
    return None


def not_theirs(found: NamedFact | None, title: str, by: str) -> Refusal | None:
    """Why somebody of the role does not decide for this party; nothing for whom it is."""
    if found is not None and found.decides(by):
        return None
    nobody = nobody_decides(found, title)
    return nobody or Refusal("named_other", {"name": found.name if found else "", "party": title})


def of_party(named: Iterable[NamedFact], party: str) -> NamedFact | None:
    return next((one for one in named if one.party == party), None)


def stands_in(found: NamedFact | None, by: str) -> bool:
    """Whether somebody decides as a deputy, and not as the one who is named."""
    return found is not None and by in found.deputies


def own_ref(form: Template, party: str, named: Mapping[str, str]) -> str | None:
    """Of the one person whose party this is, as the roster names them; blank: nobody, none: a team."""
    found = form.party(party)
    if found is None or found.who != "named":
        return None
    return named.get(found.column or "") or ""
