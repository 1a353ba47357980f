"""Under which key the history committed to the words of each subject."""

from pactwork.contracts.models import Contract
from pactwork.history.models import Entry
from pactwork.history.queries import ERASED, Keys
from pactwork.people.models import Institution

OPEN = {"history": "00" * 32}  # what a chain says about itself is no secret


def erased_subjects() -> set[tuple[str, str]]:
    """Chain and subject of whatever the history says was erased."""
    told = Entry.objects.filter(act=ERASED).values_list("chain", "payload")
    return {(chain, str(said.get("subject"))) for chain, said in told}


def keys_of_all() -> Keys:
    """A contract's words were sealed under its own key, all others under their institution's."""
    own = dict(Contract.objects.values_list("ref", "key").iterator())
    houses = dict(Institution.objects.values_list("ref", "key"))
    erased = erased_subjects()

    def key(chain: str, subject: str) -> str | None:
        if (chain, subject) in erased:
            return ""
        return own.get(subject) or OPEN.get(subject) or houses.get(chain)

    return key
