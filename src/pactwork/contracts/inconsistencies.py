"""What is not as it should be in the tables of contracts: for ``pactwork verify``, restore and the night."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import OperationalError
from django.db.models import Exists, OuterRef, QuerySet

from pactwork.contracts.dossier import Dossier, load_dossier
from pactwork.contracts.models import Contract
from pactwork.contracts.rows import ALTERED, PEOPLE, SEALED, altered
from pactwork.contracts.told_otherwise import told_otherwise
from pactwork.contracts.turns import turns_differ
from pactwork.contracts.visibility import joined
from pactwork.ground.canonical import digest
from pactwork.history.models import Entry
from pactwork.history.queries import entries_about
from pactwork.modules.models import PinnedTemplate, Run
from pactwork.modules.queries.altered import altered as altered_run
from pactwork.people.models import Institution
from pactwork.people.named import called_otherwise

TOGETHER = 200


@dataclass(frozen=True)
class Amiss:
    """A contract's ref, or a form's, and a clause that says what is wrong with it."""

    what: str
    why: str


def amiss() -> Iterator[Amiss]:
    """Every form, module, person and contract of which something differs, in the order they were made."""
    for form in PinnedTemplate.objects.order_by("pk").iterator(chunk_size=TOGETHER):
        if digest(form.body) != form.digest:
            yield Amiss(
                f"form {form.key} {form.digest[:12]}", "its words are not those it was pinned with"
            )
    for run in Run.objects.order_by("pk").iterator(chunk_size=TOGETHER):
        if why := altered_run(run):
            yield Amiss(f"module {run.ref}", why)
    for house in Institution.objects.order_by("pk"):
        for person in called_otherwise(house):
            yield Amiss(f"person {person.ref}", "the history has another name for them")
    for contract in joined().prefetch_related("turns").order_by("pk").iterator(chunk_size=TOGETHER):
        for why in _of(contract):
            yield Amiss(f"contract {contract.ref}", why)


def _of(contract: Contract) -> list[str]:
    try:
        dossier = load_dossier(contract)
        return list(_differences(dossier))
    except OperationalError:  # the database went away: no finding about a contract
        raise
    except Exception as error:  # whatever was written into its rows, the other contracts are read
        return [f"it cannot be read ({type(error).__name__})"]


def _differences(dossier: Dossier) -> Iterator[str]:
    last = dossier.sealed
    if last and (kinds := altered(dossier)):
        yield f"its {' and '.join(kinds)} are not as entry {last.seq} sealed them"
    elif last and (kinds := last.payload.get(ALTERED)):
        yield f"its {' and '.join(kinds)} were found altered, and nobody has looked into it"
    yield from told_otherwise(dossier, entries_about(dossier.contract.ref))
    if turns_differ(dossier):
        yield "its cached turns differ from what its facts say"


def unsealed() -> QuerySet[Contract]:
    """Contracts whose rows, or people, no entry seals: they were last acted on before that began."""
    kept = {f"payload__{SEALED}__has_key": PEOPLE}
    sealed = Entry.objects.filter(subject=OuterRef("ref"), **kept)
    return joined().filter(~Exists(sealed)).order_by("pk")
