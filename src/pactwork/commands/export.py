"""``pactwork export OUT``: a pack that proves a contract, or all of an institution, without Pactwork."""

import os
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from pactwork.commands.installed import Unclear, institution_named
from pactwork.commands.say import counted, say, step, trouble
from pactwork.contracts.models import Contract
from pactwork.contracts.queries.evidence import evidence
from pactwork.contracts.queries.keys import OPEN
from pactwork.ground.canonical import canonical
from pactwork.history.actions import make_checkpoint
from pactwork.history.checkpoints import key_id
from pactwork.history.evidence import CHECKER, chain_lines, checkpoint_lines, signed_list
from pactwork.history.models import Checkpoint
from pactwork.history.signing import public_key
from pactwork.people.models import Institution

README = """\
Evidence from Pactwork
======================

%(what)s
The history of %(institution)s had %(length)s on %(at)s (UTC).

To check it, with Python 3.11 or newer and nothing else, as a folder or as the zip file that it is:

    python3 check_evidence.py PACK
    python3 check_evidence.py PACK EMAIL.txt

The first says which key signed. Compare that with what the university made known, or name it after
the pack. The second compares the pack with a checkpoint that was emailed at the time, saved as text.
This pack says that it was signed with  %(key)s
Where you doubt the pack, take the script from another place than the pack.

manifest.json       the list of the pack: every other file and how much of everything, signed.
chain.jsonl         every entry of the history. One that is not about this pack shows only its place
                    and a fingerprint, so that nothing could be added, left out or moved.
checkpoints.jsonl   what the university signed, and when.
keys.json           what shows that the words beside an entry are those it was sealed over.
contracts/          the drafts as they were shared, the answers, what became of them later, and what
                    was in force from when. Moments are those of the entries.

What is proved against whom
---------------------------

Whoever has not got the university's signing key can change, add or leave out nothing at all: not a
letter of these files. A zip file's own dates and comments are no part of the pack.

Whoever has it, and so whoever exports, is bound by the history: words, questions, names with an
answer, moments, entry numbers, and that no draft, answer or section is left out. By nothing but
their signature on the list are you assured of

  - what is marked "not_sealed": take it as told. Names of the student, the module and the
    institution are there where the contract's first entry does not say them, or they changed since;
  - "asked_of", who was asked, beside an answer; the entries in chain.jsonl say it too;
  - "not_shown": sections that cannot be proved any more, and are left out; "altered", which says
    what had been changed past Pactwork before this pack was made;
  - whatever is there under a name that is not explained here, a key that no entry needs, this text;
  - that no earlier checkpoint is left out;
  - in the pack of one contract, that the entries shown as fingerprints are about others;
  - all of the history since the last checkpoint that left the university.

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
        held, altered = _contracts(add, contracts)
        add("manifest.json", [signed_list(made, add.digests, held)])
    say(f"✓ {out}: check it with  python3 check_evidence.py {out}")
    say(f"  {ONE if one else ALL}")
    for ref, kinds in altered.items():
        trouble(f"  Contract {ref}: its {' and '.join(kinds)} were altered. The pack says so.")
    return 0


def _contracts(
    add: "Add", contracts: Iterable[Contract]
) -> tuple[dict[str, int], dict[str, list[str]]]:
    """How much of everything was written, and which rows were not as the history sealed them."""
    held = dict.fromkeys(("contracts", "drafts", "sections", "answers"), 0)
    altered = {}
    for contract in contracts:
        shown = evidence(contract)
        add(f"contracts/{contract.ref}.json", [canonical(shown).decode()])
        held["contracts"] += 1
        held["drafts"] += len(shown["drafts"])
        held["sections"] += sum(len(draft["sections"]) for draft in shown["drafts"])
        held["answers"] += len(shown["answers"])
        if shown["altered"]:
            altered[contract.ref] = shown["altered"]
    return held, altered


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


class Add:
    """Writes one file of a pack, piece by piece, and keeps its digest."""

    def __init__(self, out: Path, archive: ZipFile | None) -> None:
        self.out, self.archive = out, archive
        self.digests: dict[str, str] = {}

    def __call__(self, name: str, pieces: Iterable[str]) -> None:
        found = sha256()
        with self._open(name) as file:
            for piece in pieces:
                file.write(piece.encode())
                found.update(piece.encode())
        self.digests[name] = found.hexdigest()

    def _open(self, name: str) -> IO[bytes]:
        if self.archive:
            return self.archive.open(name, "w", force_zip64=True)
        path = self.out / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path.open("wb")


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
