"""Contracts are kept for as long as a rule says; then shown, erased when told, and certified."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.contracts.actions.erasing import erase_contract
from pactwork.contracts.models import Contract
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.ground.refusal import Refused
from pactwork.history.checkpoints import read
from pactwork.history.models import Entry
from pactwork.history.queries import broken_chains
from pactwork.modules.models import Enrolment
from pactwork.rights.actions.retaining import go_by_itself, retain, retain_nightly, set_rule
from pactwork.rights.certificate import doubts
from pactwork.rights.models import Rule
from pactwork.rights.queries.due import due, ended_on
from pactwork.rights.rules.keeping import months_after, steady_since
from tests.conftest import Clock
from tests.stories import World
from tests.test_commands import Run, run

__all__ = ["run"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def end_of(world: World, name: str = "nadine") -> date:
    return ended_on(Enrolment.objects.select_related("run").get(pk=world.enrolments[name].pk))


def at(clock: Clock, day: date) -> None:
    clock.set(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def test_without_a_rule_nothing_is_ever_due(world: World, clock: Clock) -> None:
    world.agreed()
    at(clock, date(2090, 1, 1))
    assert due(world.institution) == []
    assert retain(world.institution, by="system") is None
    with pytest.raises(Refused, match="no_rule_yet"):
        go_by_itself(world.institution, on=True, by="system")


def test_a_contract_is_due_the_day_after_its_last(world: World, clock: Clock) -> None:
    world.agreed()
    set_rule(world.institution, months=6, by="system")
    last = months_after(end_of(world), 6)
    at(clock, last)
    assert due(world.institution) == []
    at(clock, last + timedelta(days=1))
    assert [kept.until for kept in due(world.institution)] == [last]


def test_a_run_may_have_a_rule_of_its_own_and_a_place_may_last_longer(
    world: World, clock: Clock
) -> None:
    world.agreed()
    last = end_of(world)
    set_rule(world.institution, months=60, by="system")
    set_rule(world.institution, months=1, run=world.run, by="system")
    at(clock, months_after(last, 1) + timedelta(days=1))
    assert len(due(world.institution)) == 1
    longer = last + timedelta(days=40)
    Enrolment.objects.filter(pk=world.enrolments["nadine"].pk).update(ends_on=longer)
    assert due(world.institution) == []


@pytest.mark.asvs("V14.2.7")
def test_what_is_due_goes_one_entry_each_and_the_certificate_holds(
    world: World, clock: Clock, place: Path
) -> None:
    world.agreed()
    world.agreed("tomasz")
    refs = set(Contract.objects.values_list("ref", flat=True))
    set_rule(world.institution, months=6, by="system")
    at(clock, months_after(end_of(world), 6) + timedelta(days=1))
    before = Entry.objects.count()
    path = retain(world.institution, by="system")
    assert path is not None
    assert not Contract.objects.exists()
    assert Entry.objects.count() == before + 2
    assert {e.payload["subject"] for e in Entry.objects.filter(act="erased")} == refs
    assert list(broken_chains(keys_of_all())) == []
    text = path.read_text()
    assert list(doubts(text)) == []
    assert [seen.length for seen in read(text)] == [
        before + 2
    ]  # a checkpoint, for `verify --against`
    assert path.stat().st_mode & 0o077 == 0
    assert not [p.name for p in world.people.values() if p.name in text]
    assert list(doubts(text.replace(min(refs), max(refs)))) != []
    assert list(doubts("nothing")) == ["it is no certificate"]


def test_an_erasure_that_was_cut_short_is_certified_the_next_time(
    run: Run, world: World, clock: Clock, place: Path
) -> None:
    """Killed between two contracts, or before the certificate was on the disk: also without --apply."""
    world.agreed()
    world.agreed("tomasz")
    set_rule(world.institution, months=6, by="system")
    at(clock, months_after(end_of(world), 6) + timedelta(days=1))
    first = due(world.institution)[0].contract
    erase_contract(first, by="system", reason="Ready to be erased.")
    assert not (place / "certificates").exists()
    code, said, _ = run("retain")
    path = Path(said.partition("has one now: ")[2].partition("\n")[0])
    assert (code, list(doubts(path.read_text()))) == (0, [])
    assert first.ref in path.read_text()
    assert "has one now" not in run("retain")[1]
    path.write_text(path.read_text().replace("afterwards", "forged"))
    assert "has one now" in run("retain")[1]  # what proves nothing is no certificate
    assert run("retain", "--apply", "--yes")[0] == 0
    assert len(list((place / "certificates").iterdir())) == 2
    assert "has one now" not in run("retain")[1]


def test_where_no_certificate_can_be_written_nothing_is_erased(
    run: Run, world: World, clock: Clock, place: Path
) -> None:
    world.agreed()
    set_rule(world.institution, months=6, by="system")
    at(clock, months_after(end_of(world), 6) + timedelta(days=1))
    (place / "certificates").write_text("a file where the folder should be")
    code, _, complained = run("retain", "--apply", "--yes")
    assert (code, "Nothing was erased: no certificate can be written" in complained) == (1, True)
    assert "Traceback" not in complained
    with pytest.raises(Refused, match="no_certificates"):
        retain(world.institution, by="system")
    assert Contract.objects.exists()


def test_where_no_certificate_can_be_written_nothing_goes_by_itself(
    world: World, clock: Clock, place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    set_rule(world.institution, months=6, by="system")
    go_by_itself(world.institution, on=True, by="system")
    (place / "certificates").write_text("a file where the folder should be")
    retain_nightly()
    assert "Nothing is erased by rule" in caplog.text
    assert Rule.objects.get().looked_on is None  # today's look was not taken


def test_the_command_shows_first_and_erases_when_told(run: Run, world: World, clock: Clock) -> None:
    world.agreed()
    assert "has no rule" in run("retain")[1]
    assert "from 1 to" in run("retain", "--months", "0")[2]
    code, said, _ = run("retain", "--months", "6")
    assert (code, "for 6 months" in said, "0 contracts are" in said) == (0, True, True)
    at(clock, months_after(end_of(world), 6) + timedelta(days=1))
    said = run("retain")[1]
    assert "Nadine Brooks" in said
    assert "Nothing was erased" in said
    assert Contract.objects.exists()
    code, said, complained = run("retain", "--apply")
    assert (code, "add --yes" in complained) == (1, True)  # nobody is there to be asked
    assert Contract.objects.exists()
    said = run("retain", "--apply", "--yes")[1]
    assert "✓ Erased" in said
    assert "Backups" in said
    assert not Contract.objects.exists()
    path = said.partition("certificate is ")[2].partition("\n")[0]
    assert run("verify", "--certificate", path)[0] == 0
    assert run("verify", "--against", path)[0] == 0
    forged = Path(path).with_name("forged.txt")
    forged.write_text(Path(path).read_text().replace('"why":"Contracts', '"why":"No contracts'))
    assert "signature is wrong" in run("verify", "--certificate", str(forged))[2]
    assert run("retain", "--apply", "--yes")[1].endswith("0 contracts are past their time.\n")


def test_nothing_goes_by_itself_until_it_is_switched_on_and_two_weeks_have_passed(
    world: World, clock: Clock
) -> None:
    world.agreed()
    set_rule(world.institution, months=6, by="system")
    day = months_after(end_of(world), 6) + timedelta(days=1)
    for n in range(20):
        at(clock, day + timedelta(days=n))
        retain_nightly()
    assert Contract.objects.exists()
    go_by_itself(world.institution, on=True, by="system")
    for n in range(20, 34):
        at(clock, day + timedelta(days=n))
        retain_nightly()
        assert Contract.objects.exists(), n
    at(clock, day + timedelta(days=34))
    retain_nightly()
    assert not Contract.objects.exists()


def test_a_rule_that_is_changed_is_looked_at_for_two_weeks_too(world: World, clock: Clock) -> None:
    """A mistyped number of months erases nothing in the night that follows."""
    world.agreed()
    set_rule(world.institution, months=72, by="system")
    go_by_itself(world.institution, on=True, by="system")
    day = months_after(end_of(world), 6) + timedelta(days=1)
    for n in range(30):
        at(clock, day + timedelta(days=n))
        retain_nightly()
    for part in (None, world.run):
        set_rule(world.institution, months=1, run=part, by="system")
        for n in range(30, 44):
            at(clock, day + timedelta(days=n))
            retain_nightly()
            assert Contract.objects.exists(), n
    at(clock, day + timedelta(days=44))
    retain_nightly()
    assert not Contract.objects.exists()


def test_a_clock_that_jumps_erases_nothing(world: World, clock: Clock) -> None:
    world.agreed()
    set_rule(world.institution, months=6, by="system")
    go_by_itself(world.institution, on=True, by="system")
    today = date(2026, 10, 5)
    for n in range(30):
        at(clock, today + timedelta(days=n))
        retain_nightly()
    for n in range(10):  # ten days with a clock that is ten years ahead
        at(clock, today + timedelta(days=3650 + n))
        retain_nightly()
    at(clock, today + timedelta(days=41))
    retain_nightly()
    assert Contract.objects.exists()
    assert Rule.objects.get().steady_since == today + timedelta(days=41)


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(1, 1200))
def test_months_after_never_skips_a_month(day: date, months: int) -> None:
    then = months_after(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then + timedelta(days=1)).day == 1


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(-4000, 4000))
def test_looks_that_lie_apart_begin_anew(today: date, gap: int) -> None:
    before = date(2019, 1, 1)
    looked = today - timedelta(days=gap)
    assert (steady_since(today, looked, before) == before) == (0 <= gap <= 2)


def test_the_administrator_sees_what_is_due_and_nobody_else(world: World, clock: Clock) -> None:
    world.agreed()
    set_rule(world.institution, months=6, by="system")
    at(clock, months_after(end_of(world), 6) + timedelta(days=1))
    page = world.client("moira").get("/retention/").content.decode()
    assert "Nadine Brooks" in page
    assert "for 6 months" in page
    assert world.client("ruth").get("/retention/").status_code == 404
    assert "for 6 months" in world.client("ruth").get("/privacy/").content.decode()
