"""How much a contract is worth, in the module's own words: as the student chose, where they may choose."""

from dataclasses import replace

from pactwork.contracts.dossier import Dossier
from pactwork.contracts.models import Draft
from pactwork.contracts.rules.kinds.weeks import credits_in


def size_of(dossier: Dossier, draft: Draft | None = None) -> str:
    """``15 credits``; nothing where the module has none. Read from a draft, the newest unless said."""
    size, said = dossier.context.size, draft or dossier.newest
    form = dossier.at(said).template if said else dossier.template
    for section in form.sections:
        if section.kind != "weeks" or said is None:
            continue
        chosen = credits_in(section, said.content.get(section.key) or {})
        if chosen is not None:
            return replace(size, credits=(chosen, chosen)).size
    return size.size
