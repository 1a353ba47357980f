"""``pactwork export OUT``: a pack that proves a contract, or all of an institution, without Pactwork."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from pactwork.commands.installed import Unclear, institution_named
from pactwork.commands.packs import ALL, ONE, README, pack
from pactwork.commands.say import counted, say, step, trouble
from pactwork.contracts.models import Contract
from pactwork.contracts.queries.keys import OPEN
from pactwork.documents.queries.evidence import evidence
from pactwork.ground.canonical import canonical
from pactwork.history.actions import make_checkpoint
from pactwork.history.checkpoints import key_id
from pactwork.history.evidence import (
    CHECKER,
    chain_lines,
    checkpoint_lines,
    end_of,
    names_beside,
    newest_of,
    signed_list,
)
from pactwork.history.models import Checkpoint
from pactwork.history.signing import public_key
from pactwork.people.models import Institution


def _checking(out: Path) -> str:
    """The checker lies in the pack; it reads a zip file as it is, but has to be taken out of it."""
    if out.is_dir():
        return f"python3 {out}/check_evidence.py {out}"
    return f"python3 -m zipfile -e {out} pack && python3 pack/check_evidence.py {out}"


def run(options: Namespace) -> int:
    out = Path(options.out)
    if out.exists() and (out.is_file() or any(out.iterdir())):
        return trouble(f"{out} is there already. Choose another name.")
    try:
        institution, chosen = _chosen(options)
        with step("Reading") as so_far:
            made, found = _still(institution, chosen, so_far)
    except Unclear as unclear:
        return trouble(str(unclear))
    if made is None or (options.contract and not found):  # erased meanwhile
        return trouble("Nothing has happened yet, so there is nothing to prove.")
    one = found[0].contract if options.contract else None
    with step(f"Writing {counted(len(found), 'contract', 'contracts')}"), pack(out) as add:
        add("README.txt", [_readme(made, institution, one)])
        add("check_evidence.py", [CHECKER.read_text()])
        add("chain.jsonl", chain_lines(institution.ref, made.length, one.ref if one else ""))
        add("checkpoints.jsonl", checkpoint_lines(institution.ref, made.length))
        keys = {read.contract.ref: read.contract.key for read in found}
        keys |= {} if one else {"*": institution.key, **OPEN}
        add("keys.json", [canonical(keys).decode()])
        add("names.json", [names_beside(institution.ref, made.length, one.ref if one else "")])
        for read in found:
            add(f"contracts/{read.contract.ref}.json", [read.text])
        add("manifest.json", [signed_list(made, add.digests, _held(found))])
    say(f"✓ {out}: check it with  {_checking(out)}")
    say(f"  {ONE if one else ALL}")
    for read in found:
        if kinds := " and ".join(read.altered):
            trouble(f"  Contract {read.contract.ref}: its {kinds} were altered. The pack says so.")
    return 0


@dataclass(frozen=True)
class Read:
    """One contract as evidence, as it was after its entry of this number."""

    contract: Contract
    newest: int
    text: str
    altered: list[str]
    drafts: int
    sections: int
    answers: int


def _read(contract: Contract, newest: int) -> Read:
    shown = evidence(contract)
    return Read(
        contract,
        newest,
        canonical(shown).decode(),
        shown["altered"],
        len(shown["drafts"]),
        sum(len(draft["sections"]) for draft in shown["drafts"]),
        len(shown["answers"]),
    )


def _held(found: Sequence[Read]) -> dict[str, int]:
    parts = ("drafts", "sections", "answers")
    return {"contracts": len(found)} | {p: sum(getattr(r, p) for r in found) for p in parts}


def _still(
    institution: Institution, chosen: QuerySet[Contract], so_far: Callable[[str], None]
) -> tuple[Checkpoint | None, list[Read]]:
    """Contracts and the end of the history as they were at one moment, while others go on acting.

    What was acted on meanwhile is read once more, until nothing happened in between.
    """
    known: dict[str, Read] = {}
    while True:
        before, newest = end_of(institution.ref), newest_of(institution.ref)
        found = []
        for contract in chosen.all():
            read, last = known.get(contract.ref), newest.get(contract.ref, 0)
            if read is None or read.newest != last:
                read = known[contract.ref] = _read(contract, last)
            found.append(read)
            so_far(counted(len(found), "contract", "contracts"))
        if end_of(institution.ref) == before:
            made = make_checkpoint(institution.ref)
            if made is None or made.length == before:
                return made, found


def _chosen(options: Namespace) -> tuple[Institution, QuerySet[Contract]]:
    known = Contract.objects.select_related("institution", "student", "run").order_by("pk")
    if options.contract:
        chosen = known.filter(ref=options.contract)
        found = chosen.first()
        if found is None:
            raise Unclear(
                f"There is no contract {options.contract}. It is the name in its address."
            )
        return found.institution, chosen
    institution = institution_named(options.institution)
    return institution, known.filter(institution=institution)


def _readme(made: Checkpoint, institution: Institution, one: Contract | None) -> str:
    key = public_key()
    what = f"The contract {one.ref} of {one.student}, {one.run}." if one else "All contracts."
    return README % {
        "what": what,
        "institution": institution.name,
        "length": counted(made.length, "entry", "entries"),
        "at": f"{made.at:%d %B %Y, %H:%M}",
        "key": f"{key[:16]} ({key_id(key)})",
        "private": ONE if one else ALL,
    }
