"""``pactwork export OUT``: a pack that proves a contract, or all of an institution, without Pactwork."""

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from pactwork.commands.installed import Unclear, institution_named
from pactwork.commands.say import counted, say, step, trouble
from pactwork.contracts.models import Contract
from pactwork.contracts.queries.evidence import evidence
from pactwork.contracts.queries.keys import OPEN
from pactwork.ground.canonical import canonical
from pactwork.history.actions import make_checkpoint
from pactwork.history.checkpoints import key_id
from pactwork.history.evidence import CHECKER, chain_lines, checkpoint_lines
from pactwork.history.models import Checkpoint
from pactwork.people.models import Institution

README = """\
Evidence from Pactwork
======================

%(what)s
The history of %(institution)s had %(length)s on %(at)s (UTC).

To check it, with Python 3.11 or newer and nothing else:

    python3 check_evidence.py

It says which key signed. Compare that with a checkpoint that was mailed at the time, or ask the
university. This pack says it was  %(key)s

chain.jsonl         every entry of the history. One that is not about this pack shows only its place
                    and a fingerprint, so that nothing could be added, left out or moved.
checkpoints.jsonl   what the university signed, and when.
keys.json           what shows that the words beside an entry are those it was sealed over.
contracts/          the drafts as they were shared, the answers, and what was in force from when.
                    What is marked "not_sealed" no entry says: take it as told, not as proved.

%(private)s
"""
ONE = "It holds one contract. Nobody else's words, name or acts are in it."
ALL = "It holds everybody's words and every key: keep it as safe as a backup."


def run(options: Namespace) -> int:
    out = Path(options.out)
    if out.exists() and (out.is_file() or any(out.iterdir())):
        return trouble(f"{out} is there already. Choose another name.")
    try:
        contracts, institution = _chosen(options)
    except Unclear as unclear:
        return trouble(str(unclear))
    made = make_checkpoint(institution.ref)
    if made is None:
        return trouble("Nothing has happened yet, so there is nothing to prove.")
    one = contracts[0] if options.contract else None
    with step(f"Writing {counted(len(contracts), 'contract', 'contracts')}"), _pack(out) as add:
        add("README.txt", [_readme(made, institution, one)])
        add("check_evidence.py", [CHECKER.read_text()])
        add("chain.jsonl", chain_lines(institution.ref, made.length, one.ref if one else ""))
        add("checkpoints.jsonl", checkpoint_lines(institution.ref, made.length))
        keys = {c.ref: c.key for c in contracts}
        keys |= {} if one else {"*": institution.key, **OPEN}
        add("keys.json", [canonical(keys).decode()])
        for contract in contracts:
            add(f"contracts/{contract.ref}.json", [canonical(evidence(contract)).decode()])
    say(f"✓ {out}: check it with  python3 check_evidence.py")
    say(f"  {ONE if one else ALL}")
    return 0


def _chosen(options: Namespace) -> tuple[list[Contract], Institution]:
    known = Contract.objects.select_related("institution", "student", "run").order_by("pk")
    if options.contract:
        found = known.filter(ref=options.contract).first()
        if found is None:
            raise Unclear(
                f"There is no contract {options.contract}. It is the name in its address."
            )
        return [found], found.institution
    institution = institution_named(options.institution)
    return list(known.filter(institution=institution)), institution


def _readme(made: Checkpoint, institution: Institution, one: Contract | None) -> str:
    what = f"The contract {one.ref} of {one.student}, {one.run}." if one else "All contracts."
    return README % {
        "what": what,
        "institution": institution.name,
        "length": counted(made.length, "entry", "entries"),
        "at": f"{made.at:%d %B %Y, %H:%M}",
        "key": f"{made.key[:16]} ({key_id(made.key)})",
        "private": ONE if one else ALL,
    }


class Add:
    """Writes one file of a pack, piece by piece."""

    def __init__(self, out: Path, archive: ZipFile | None) -> None:
        self.out, self.archive = out, archive

    def __call__(self, name: str, pieces: Iterable[str]) -> None:
        if self.archive:
            with self.archive.open(name, "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece.encode())
            return
        path = self.out / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("wb") as file:
            for piece in pieces:
                file.write(piece.encode())


@contextmanager
def _pack(out: Path) -> Iterator[Add]:
    """A folder, or a zip file where the name says so; for nobody else's eyes."""
    old = os.umask(0o077)
    try:
        if out.suffix == ".zip":
            with ZipFile(out, "w", ZIP_DEFLATED) as archive:
                yield Add(out, archive)
        else:
            yield Add(out, None)
    finally:
        os.umask(old)
