"""Erasing a contract for good. The history keeps that things happened and when, and no words."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction

from pactwork.contracts.actions.base import lock
from pactwork.contracts.models import Ask, Contract, Holder, Recording
from pactwork.contracts.rules.answers import reason_problem
from pactwork.files.blobs import path_of
from pactwork.ground.installed import erased
from pactwork.ground.refusal import insist
from pactwork.history.actions import erase_words
from pactwork.history.models import Name
from pactwork.history.queries import ERASED
from pactwork.history.record import record
from pactwork.links.models import Link
from pactwork.modules.models import Blob, Run


def to_erase(contract: Contract) -> dict[str, int]:
    """How many rows of each kind there are to erase."""
    found: Counter[str] = Counter()
    for one in erased():
        found[one.name] += one.of(contract).count()
    return {name: count for name, count in found.items() if count}


@transaction.atomic
def erase_contract(contract: Contract, *, by: str, reason: str) -> dict[str, int]:
    """Take away every row of a contract, its key, links and files, and its words in the history.

    The entry that says so is about the institution and under its key, for the contract's own is gone.
    """
    insist(reason_problem(reason))
    lock(contract)
    house, ref, gone = contract.institution, contract.ref, to_erase(contract)
    asks = Ask.objects.filter(seat__contract=contract, link__isnull=False)
    recordings = Recording.objects.filter(answer__seat__contract=contract, file__isnull=False)
    links = list(asks.values_list("link", flat=True))
    older = links
    while older := list(Link.objects.filter(renewed_as__in=older).values_list("pk", flat=True)):
        links += older
    files = list(recordings.values_list("file", flat=True))
    _forget_names(contract)
    for one in erased():
        one.of(contract).delete()
    Link.objects.filter(pk__in=links).delete()
    gone |= {"links": len(links), "files": forget_files(files)} | erase_words(house.ref, ref)
    payload = {"subject": ref, "reason": reason.strip(), "rows": gone}
    record(ERASED, chain=house.ref, subject=house.ref, by=by, key=house.key, payload=payload)
    return gone


def _forget_names(contract: Contract) -> None:
    """Whoever held a seat here is called so in this contract's entries alone."""
    held = Holder.objects.filter(seat__contract=contract).values_list("pk", flat=True)
    refs = [f"holder:{pk}" for pk in held]
    Name.objects.filter(chain=contract.institution.ref, of__in=refs).delete()


def forget_files(files: Sequence[Any]) -> int:
    """Take away files that nothing else uses; the bytes go once it is certain."""
    gone = 0
    for blob in Blob.objects.filter(pk__in=files):
        used = Recording.objects.filter(file=blob).exists()
        briefs = Run.objects.filter(institution=blob.institution_id).values_list("files", flat=True)
        if used or any(blob.ref in named.values() for named in briefs):
            continue
        blob.delete()
        gone += 1
        if not Blob.objects.filter(digest=blob.digest).exists():
            transaction.on_commit(partial(path_of(blob.digest).unlink, missing_ok=True))
    return gone
