"""Evidence packs: checked by a short script with no Pactwork; what was tampered with is named."""

import json
import random
import runpy
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import LazySettings

from pactwork.commands import export
from pactwork.contracts.actions import share_draft, undo_answer, withdraw_yes
from pactwork.contracts.actions.erasing import erase_contract
from pactwork.contracts.models import Contract, Holder
from pactwork.documents.queries.evidence import evidence
from pactwork.history.actions import make_checkpoint
from pactwork.history.checkpoints import key_id
from pactwork.history.checkpoints import seen as line_of
from pactwork.history.evidence import CHECKER
from pactwork.history.models import Checkpoint, Entry
from pactwork.people.models import Person
from tests.conftest import Clock
from tests.contracts.test_working_document import again, record
from tests.crawl import marks_in
from tests.marks import plant
from tests.stories import CAROL, World
from tests.test_commands import Run, run

__all__ = ["run"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: LazySettings) -> None:
    settings.DATA = tmp_path / "data"


def checked(pack: Path, *given: str) -> tuple[int, str]:
    """What the script says of a folder or a zip file, run from an empty folder by Python alone."""
    empty = pack.parent / "elsewhere"
    empty.mkdir(exist_ok=True)
    script, named = (CHECKER, [str(pack)]) if given or pack.is_file() else (pack / CHECKER.name, [])
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(script), *named, *given],
        cwd=empty,
        env={},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.fixture
def pack(world: World, run: Run, tmp_path: Path) -> Path:
    """Nadine's contract, agreed, among others'; one checkpoint on the way."""
    world.share("tomasz")
    world.share()
    world.ask("workplace")
    world.answer("workplace")
    world.ask("university")
    world.answer("university", "yes_conditions", note="Ask your team first.")
    make_checkpoint(world.institution.ref)
    world.share("priya")
    out = tmp_path / "pack"
    assert run("export", "--contract", world.contract().ref, str(out))[0] == 0
    return out


def test_the_script_is_short_and_needs_nothing() -> None:
    lines = CHECKER.read_text().splitlines()
    assert len(lines) <= 240  # a fifth of it is Ed25519
    imported = {
        line.split()[1].split(".")[0] for line in lines if line.startswith(("import", "from"))
    }
    assert imported <= sys.stdlib_module_names


def test_the_scripts_own_signatures_agree_with_a_library() -> None:
    """Ed25519 by hand says the same as the library, of whole and of altered bytes."""
    known: dict[str, Any] = runpy.run_path(str(CHECKER), run_name="checker")
    chance = random.Random(25519)
    for n in range(12):
        private = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        key, message = private.public_key().public_bytes_raw(), chance.randbytes(n * 7)
        signature = private.sign(message)
        assert known["signed"](message, signature, key)
        assert not known["signed"](message + b"x", signature, key)
        place, bit = chance.randrange(64), 1 << chance.randrange(8)
        other = bytearray(signature)
        other[place] ^= bit
        assert not known["signed"](message, bytes(other), key)
        assert not known["signed"](message, signature + b"\0", key)


def test_a_pack_proves_itself_without_pactwork(pack: Path, world: World) -> None:
    code, said = checked(pack)
    assert (code, said.splitlines()[-1]) == (0, "Nothing is wrong.")
    assert f"{Entry.objects.count()} entries" in said
    assert {p.name for p in pack.iterdir()} == {
        "README.txt",
        "chain.jsonl",
        "check_evidence.py",
        "checkpoints.jsonl",
        "contracts",
        "keys.json",
        "manifest.json",
        "names.json",
    }
    shown = json.loads((pack / "contracts" / f"{world.contract().ref}.json").read_text())
    assert [d["sealed"]["draft"] for d in shown["drafts"]] == [1]
    assert shown["drafts"][0]["not_shown"] == []
    proved = [(a["sealed"]["party"], a["sealed"]["name"]) for a in shown["answers"]]
    assert proved == [("workplace", "Carol Benning"), ("university", "Dr Helen Marsh")]
    assert [a["sealed"]["agreed"]["draft"] for a in shown["in_force"]] == [1]
    sealed = shown["answers"][1]["sealed"]
    assert sealed["note"] == "Ask your team first."
    assert sealed["points"][0]["text"] == "Say how you will pick the calls."


def test_one_contracts_pack_shows_nothing_of_another(
    world: World, clock: Clock, run: Run, tmp_path: Path
) -> None:
    *_, planted = plant(world, clock)
    world.agreed("tomasz")
    others = {m for m, what in planted.what.items() if what.startswith("Colin's")}
    for name, seen in (
        ("tomasz", set()),
        ("colin", {m for m in others if "shared" in planted.what[m]}),
    ):
        out = tmp_path / name
        assert run("export", "--contract", world.contract(name).ref, str(out))[0] == 0
        text = "".join(p.read_text() for p in out.rglob("*") if p.is_file())
        assert marks_in(text) == seen
        assert world.contract("nadine").ref not in text
        assert world.people["nadine"].ref not in text
        assert world.people["nadine"].name not in text
        assert checked(out)[0] == 0
    out = tmp_path / "nadine"
    run("export", "--contract", world.contract("nadine").ref, str(out))
    text = "".join(p.read_text() for p in out.rglob("*") if p.is_file())
    assert not marks_in(text) & others
    assert checked(out)[0] == 0


def test_a_yes_written_down_is_proved_and_one_carried_over_is_told(
    world: World, clock: Clock, run: Run, tmp_path: Path
) -> None:
    world.share()
    record(world)
    world.ask("university")
    world.answer("university")
    clock.forward(days=30)
    later = again(world)
    share_draft(later, by=world.actor("nadine"))
    found: dict[str, Any] = {}
    for ref in (world.contract().ref, later.ref):
        assert run("export", "--contract", ref, str(tmp_path / ref))[0] == 0
        assert checked(tmp_path / ref)[0] == 0
        shown = json.loads((tmp_path / ref / "contracts" / f"{ref}.json").read_text())
        found[ref] = shown["answers"]
    first, second = found[world.contract().ref], found[later.ref]
    assert (first[0]["sealed"]["how"], first[0]["sealed"]["of"]) == ("meeting", CAROL["name"])
    assert {a["not_sealed"]["how"] for a in second} == {"carried"}


def test_a_yes_undone_or_taken_back_is_in_the_pack_with_what_became_of_it(
    world: World, clock: Clock, run: Run, tmp_path: Path
) -> None:
    world.agreed()
    given = world.contract().seats.get(party="university").answers.get()
    undo_answer(world.contract(), given.ref, by=world.actor("helen"))
    clock.forward(minutes=20)
    world.answer("university")
    withdraw_yes(world.contract(), world.seat("workplace").ref, by=world.carol(), reason="We move.")
    out = tmp_path / "pack"
    assert run("export", "--contract", world.contract().ref, str(out))[0] == 0
    assert checked(out)[0] == 0
    shown = json.loads((out / "contracts" / f"{world.contract().ref}.json").read_text())
    assert [a["sealed"]["party"] for a in shown["answers"]] == ["workplace", *["university"] * 2]
    assert [a["sealed"]["answer"] for a in shown["later"]] == [
        given.ref,
        shown["answers"][0]["sealed"]["answer"],
    ]
    assert len(shown["in_force"]) == 2  # the first until it was undone
    contract(lambda c: c["later"].pop())(out)
    assert "is left out" in checked(out)[1]


def test_whose_it_is_is_what_its_first_entry_says_and_else_is_marked_as_told(
    pack: Path, world: World, run: Run, tmp_path: Path
) -> None:
    ref = world.contract().ref
    shown = json.loads((pack / "contracts" / f"{ref}.json").read_text())
    (begun,) = shown["begun"]
    assert (begun["sealed"]["name"], begun["sealed"]["module"], begun["sealed"]["institution"]) == (
        world.people["nadine"].name,
        str(world.run),
        "Midshire University",
    )
    assert shown["not_sealed"] == {}
    Person.objects.filter(pk=world.people["nadine"].pk).update(name="Nadine Married")
    run("export", "--contract", ref, str(tmp_path / "renamed"))
    later = json.loads((tmp_path / "renamed" / "contracts" / f"{ref}.json").read_text())
    assert later["not_sealed"] == {"student": "Nadine Married"}
    assert checked(tmp_path / "renamed")[0] == 0


def test_rows_altered_past_pactwork_are_told_when_exporting_and_by_the_checker(
    world: World, run: Run, tmp_path: Path
) -> None:
    world.agreed()
    Holder.objects.update(name="Somebody Else")
    code, _, said = run("export", "--contract", world.contract().ref, str(tmp_path / "pack"))
    assert (code, "its holders were altered" in said) == (0, True)
    assert checked(tmp_path / "pack")[0] == 1
    assert "its holders were altered before it came here" in checked(tmp_path / "pack")[1]


def line(name: str, n: int, change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    """A change to one line of a file of JSON lines."""

    def tamper(pack: Path) -> None:
        lines = (pack / name).read_text().splitlines()
        one = json.loads(lines[n])
        change(one)
        lines[n] = json.dumps(one)
        (pack / name).write_text("\n".join(lines) + "\n")

    return tamper


def own(pack: Path, act: str) -> int:
    """Which line of the chain holds the contract's own entry of this act."""
    entries = [json.loads(one) for one in (pack / "chain.jsonl").read_text().splitlines()]
    return next(n for n, e in enumerate(entries) if e.get("act") == act)


def entry(act: str, change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    return lambda pack: line("chain.jsonl", own(pack, act), change)(pack)


def contract(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def tamper(pack: Path) -> None:
        (path,) = (pack / "contracts").iterdir()
        shown = json.loads(path.read_text())
        change(shown)
        path.write_text(json.dumps(shown))

    return tamper


def without(n: int) -> Callable[[Path], None]:
    def tamper(pack: Path) -> None:
        lines = (pack / "chain.jsonl").read_text().splitlines(keepends=True)
        del lines[n]
        (pack / "chain.jsonl").write_text("".join(lines))

    return tamper


def swapped(pack: Path) -> None:
    lines = (pack / "chain.jsonl").read_text().splitlines(keepends=True)
    lines[1], lines[2] = lines[2], lines[1]
    (pack / "chain.jsonl").write_text("".join(lines))


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (entry("answered", lambda e: e["payload"].update(kind="revise")), "its words were changed"),
        (entry("answered", lambda e: e["payload"].update(points=[1])), "its words were"),
        (entry("answered", lambda e: e.update(by="person:x")), "an entry up to there was changed"),
        (entry("answered", lambda e: e.update(at=e["at"][:-7] + "1+00:00")), "entry up to there"),
        (entry("asked", lambda e: e.update(commitment="00" * 32)), "its words were changed"),
        (line("chain.jsonl", 0, lambda e: e.update(body="00" * 32)), "entry up to there was changed"),
        (line("checkpoints.jsonl", 0, lambda c: c.update(hash="00" * 32)), "signature is wrong"),
        (line("checkpoints.jsonl", 0, lambda c: c.update(at="2020-01-01")), "signature is wrong"),
        (line("checkpoints.jsonl", 1, lambda c: c.update(key=c["key"][::-1])), "WRONG"),
        (without(-1), "end of the history: it is not where it was signed"),
        (without(0), "entry 1: one is missing"),
        (swapped, "out of order"),
        (contract(lambda c: c["drafts"][0]["sections"][1]["material"].update(bothers="No.")), "of bothers"),
        (contract(lambda c: c["drafts"][0]["digests"].update(bothers="0")), "not the draft"),
        (contract(lambda c: c["templates"][0]["sections"][0].update(title="X")), "template was changed"),
        (contract(lambda c: c["answers"][0]["sealed"].update(kind="yes_change")), "says something else"),
        (contract(lambda c: c["answers"][1]["sealed"].update(note="No.")), "says something else"),
        (contract(lambda c: c["answers"][0]["sealed"].update(name="Ian")), "says something else"),
        (contract(lambda c: c["in_force"][0]["sealed"]["agreed"].update(draft=2)), "says something else"),
        (contract(lambda c: c["drafts"].append(c["drafts"][0] | {"entry": 2})), "drafts: entry 2 is"),
        (lambda pack: (pack / "keys.json").write_text("{}"), "contracts: one is left out"),
        (contract(lambda c: c["drafts"][0]["sections"].pop()), "a section is left out"),
        (contract(lambda c: c["drafts"][0]["sections"][0].update(title="X")), "has another title"),
        (contract(lambda c: c["drafts"].clear()), "drafts: entry"),
        (contract(lambda c: c["answers"].pop()), "answers: entry"),
        (contract(lambda c: c["answers"][0].update(entry=1)), "answers: entry"),
        (contract(lambda c: c["answers"][0].update(at="2026-01-01")), "says something else"),
        (contract(lambda c: c["begun"][0]["sealed"].update(module="X")), "begun: entry"),
        (contract(lambda c: c["not_sealed"].update(student="X")), "it is not as it was signed"),
        (lambda pack: next((pack / "contracts").iterdir()).unlink(), "contracts: one is left out"),
        (lambda pack: (pack / "more.txt").write_text("More."), "more.txt: it is not of this pack"),
        (lambda pack: (pack / "README.txt").write_text("Less."), "README.txt: it is not as it was"),
        (lambda pack: (pack / "README.txt").unlink(), "README.txt: it is missing"),
        (lambda pack: (pack / "manifest.json").unlink(), "An older one has its own script"),
        (lambda pack: (pack / "out").symlink_to("/etc/hosts"), "out has no place in a pack"),
    ],
)  # fmt: skip
def test_what_was_tampered_with_is_named(
    pack: Path, tamper: Callable[[Path], None], named: str
) -> None:
    tamper(pack)
    code, said = checked(pack)
    assert code == 1
    assert named in said


def test_everything_as_a_zip_with_an_erased_contract_in_it_is_read_as_it_is(
    world: World, run: Run, tmp_path: Path
) -> None:
    world.agreed()
    world.share("tomasz")
    erase_contract(world.contract(), by="system", reason="Asked for.")
    out = tmp_path / "all.zip"
    code, said, _ = run("export", str(out))
    assert (code, "as safe as a backup" in said) == (0, True)
    assert out.stat().st_mode & 0o077 == 0
    before = sorted(tmp_path.iterdir())
    code, said = checked(out)
    assert (code, said.splitlines()[-1]) == (0, "Nothing is wrong.")
    assert "1 contracts, 1 drafts" in said
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "elsewhere"])
    with zipfile.ZipFile(out) as archive:
        archive.extractall(tmp_path / "all")
    assert checked(tmp_path / "all")[0] == 0
    assert world.contract("tomasz").ref in (tmp_path / "all" / "keys.json").read_text()
    line("chain.jsonl", 3, lambda e: e["payload"].update(reason="Other"))(tmp_path / "all")
    assert checked(tmp_path / "all")[0] == 1


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_that_plays_tricks_is_refused(pack: Path, tmp_path: Path) -> None:
    files = [p for p in pack.rglob("*") if p.is_file()]

    def zipped(*more: tuple[str, str]) -> Path:
        out = tmp_path / "tricks.zip"
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in files:
                archive.write(path, path.relative_to(pack).as_posix())
            for name, text in more:
                archive.writestr(name, text)
        return out

    assert checked(zipped())[0] == 0
    for name in ("../up.txt", "/etc/up", "contracts/../up", "C:/up", "..\\up", "a//b", "./a"):
        code, said = checked(zipped((name, "x")))
        assert (code, "has no place in a pack" in said) == (1, True), name
    code, said = checked(zipped(("README.txt", "Another.")))
    assert (code, "two files of one name" in said) == (1, True)
    assert "not of this pack" in checked(zipped(("contracts/x.txt", "x")))[1]
    small = checked(zipped(("more.json", "0" * 30_000_000)))  # thirty kilobytes, packed
    assert "so much has no place in a pack" in small[1]
    (tmp_path / "no.zip").write_text("no zip")
    assert checked(tmp_path / "no.zip")[0] == 1


def test_the_pack_is_compared_with_a_key_or_an_emailed_checkpoint(
    pack: Path, world: World, tmp_path: Path
) -> None:
    point = Checkpoint.objects.order_by("length").first()
    assert point
    letter = tmp_path / "letter.txt"
    letter.write_text(f"Please keep this email.\n\n{line_of(point).line}\n")
    for given in (str(letter), point.key, point.key[:16], key_id(point.key)):
        assert checked(pack, given)[0] == 0, given
    for given in (point.key[:15], point.key[::-1]):
        code, said = checked(pack, given)
        assert (code, "signed with another key" in said) == (1, True), given
        assert "the one you named" not in said
    code, said = checked(pack, str(tmp_path / "nothing.txt"))  # mistyped, and no sign of a forgery
    assert (code, "no file here, and no key" in said, "another key" in said) == (1, True, False)
    (tmp_path / "empty.txt").write_text("")
    assert checked(pack, str(tmp_path / "empty.txt"))[0] == 1
    letter.write_text(replace(line_of(point), length=10_000).line)
    assert "the pack ends before it" in checked(pack, str(letter))[1]


def test_what_happens_while_a_pack_is_made_is_in_it_or_after_it(
    world: World, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others act between the reading of two contracts, and begin a third."""
    world.share("tomasz")
    world.share("priya")
    acts = [lambda: world.share(), lambda: world.ask("university", "tomasz")]

    def read_beside_others(contract: Contract) -> dict[str, Any]:
        shown = evidence(contract)
        if acts:
            acts.pop()()
        return shown

    monkeypatch.setattr(export, "evidence", read_beside_others)
    for name, said in (("all", ()), ("one", ("--contract", world.contract("tomasz").ref))):
        assert run("export", *said, str(tmp_path / name))[0] == 0
        code, told = checked(tmp_path / name)
        assert (code, told.splitlines()[-1]) == (0, "Nothing is wrong.")
    assert len(list((tmp_path / "all" / "contracts").iterdir())) == 3
    assert not acts


def test_a_pack_is_never_written_over_another(pack: Path, world: World, run: Run) -> None:
    assert "there already" in run("export", "--contract", world.contract().ref, str(pack))[2]
    assert "no contract nothing" in run("export", "--contract", "nothing", str(pack / "x"))[2]
