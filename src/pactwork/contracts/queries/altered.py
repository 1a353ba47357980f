"""Which contracts of a list were changed past Pactwork: what the last check named, looked at again.

A page about one contract looks for itself; a list of fifty goes by the check of last night.
"""

from pactwork.contracts.dossier import load_dossier
from pactwork.contracts.doubt import is_altered
from pactwork.contracts.models import Contract
from pactwork.contracts.visibility import one_seen_by
from pactwork.people.actors import Actor
from pactwork.people.models import found_amiss


def _named() -> list[str]:
    """Refs, as the check names contracts: ``contract abc: its answers are not ...``."""
    found = (sentence.split(":")[0].split(" ") for sentence in found_amiss())
    return list(dict.fromkeys(words[1] for words in found if words[0] == "contract" and words[1:]))


def altered_for(actor: Actor) -> list[Contract]:
    """Those that this actor may see and that are still altered; one query while there are none."""
    seen = (one_seen_by(actor, ref) for ref in _named())
    return [contract for contract in seen if contract and is_altered(load_dossier(contract))]
