"""A person is erased: no name or address of theirs is left, every chain holds, every page goes on."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from pactwork.contracts.inconsistencies import amiss
from pactwork.contracts.models import Agreement, Contract
from pactwork.contracts.queries.keys import keys_of_all
from pactwork.ground.refusal import Refused
from pactwork.history.models import Delivery, Entry, Name
from pactwork.history.names import read
from pactwork.history.queries import broken_chains
from pactwork.history.record import record
from pactwork.hotseats.models import Hotseat
from pactwork.people.models import Account, Person
from pactwork.rights.actions.erasing import erase_person
from pactwork.rights.queries.holds import holds
from pactwork.rights.queries.mentions import mentions
from pactwork.rights.who import who_at
from tests.conftest import Clock
from tests.contracts.test_erasure import holding
from tests.contracts.test_who_the_workplace_is import confirm, named, turn_down
from tests.marks import plant
from tests.stories import CAROL, World
from tests.test_commands import Run, run

__all__ = ["run"]
pytestmark = pytest.mark.django_db
WHY = "Asked for under article 17."


@pytest.fixture(autouse=True)
def place(settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def long_after(clock: Clock) -> None:
    """The module has ended, and nobody has a rule."""
    clock.set(datetime(2029, 1, 8, 9, tzinfo=UTC))


def roles_over(world: World) -> None:
    from pactwork.modules.models import Role  # late: as in conftest

    Role.objects.filter(run=world.run).update(ends_on="2027-12-31")


def words_of(world: World, name: str) -> list[str]:
    person = world.people[name]
    return [person.name, person.email]


def test_the_workplace_is_erased_and_nothing_names_her(world: World, clock: Clock) -> None:
    world.agreed()
    long_after(clock)
    who = who_at(world.institution, CAROL["email"])
    erase_person(who, by="system", reason=WHY)
    assert holding(CAROL["name"], CAROL["email"]) == set()
    assert list(broken_chains(keys_of_all())) == []
    assert list(amiss()) == []
    ref = world.contract().ref
    said = [read(e)["name"] for e in Entry.objects.filter(subject=ref, act="answered")]
    assert said == ["A person who was erased", "Dr Helen Marsh"]
    assert not Name.objects.filter(of__in=who.refs).exists()
    page = world.client("helen").get(f"/contracts/{ref}/agreement/", follow=True)
    assert page.status_code in (200, 404)


def test_a_student_is_erased_with_their_contract(world: World, clock: Clock) -> None:
    world.agreed()
    world.agreed("tomasz")
    long_after(clock)
    words = words_of(world, "nadine")
    entries = erase_person(who_at(world.institution, words[1]), by="system", reason=WHY)
    assert [e.act for e in entries] == ["erased", "person_erased"]
    assert holding(*words) == set()
    assert Contract.objects.count() == 1
    assert list(broken_chains(keys_of_all())) == []
    assert not Account.objects.filter(email=words[1]).exists()
    person = Person.objects.get(pk=world.people["nadine"].pk)
    assert (person.name, person.email, person.active) == ("A person who was erased", "", False)
    assert not Delivery.objects.filter(to__iexact=words[1]).exists()


def test_a_facilitator_who_left_is_erased_and_what_she_agreed_to_stays(
    world: World, clock: Clock
) -> None:
    world.agreed()
    long_after(clock)
    roles_over(world)
    words = words_of(world, "helen")
    agreement = world.contract().agreements.get()
    before = agreement.draft.digest
    erase_person(who_at(world.institution, words[1]), by="system", reason=WHY)
    assert holding(*words) == set()
    agreement.refresh_from_db()
    assert [yes["name"] for yes in agreement.yeses] == [
        "Nadine Brooks",
        CAROL["name"],
        "A person who was erased",
    ]
    assert agreement.draft.digest == before
    assert list(amiss()) == []
    assert list(broken_chains(keys_of_all())) == []


def test_with_everything_planted_nobody_who_is_erased_is_named_but_in_words_of_others(
    world: World, clock: Clock
) -> None:
    *_, _planted = plant(world, clock)
    long_after(clock)
    roles_over(world)
    seat = Hotseat.objects.exclude(guest_email="").earliest("pk")
    erased = [words_of(world, name) for name in ("tomasz", "helen", "nadine", "samir")]
    erased += [[CAROL["name"], CAROL["email"]], [seat.guest_name, seat.guest_email]]
    for words in erased:
        who = who_at(world.institution, words[1])
        assert holds(who) == []
        erase_person(who, by="system", reason=WHY)
        assert set(mentions(words)) <= OTHERS_WORDS, words
        assert list(broken_chains(keys_of_all())) == []
        assert list(amiss()) == []
    for name in ("priya", "ruth", "moira", "colin"):
        client: Client = world.client(name)
        for page in ("/", "/set/", "/queue/", f"/modules/{world.run.ref}/", "/because-of-you/"):
            assert client.get(page, follow=True).status_code in (200, 404), (name, page)


# Places in which others may write whatever they like; none of them says who did anything.
OTHERS_WORDS = {
    "conversations.Post.text",
    "conversations.Wording.text",
    "conversations.Findable.words",
    "conversations.Spelling.word",
    "conversations.Spelling.variant",
}


def test_whoever_has_something_open_is_not_erased(world: World, clock: Clock) -> None:
    world.agreed()
    for email in (CAROL["email"], words_of(world, "nadine")[1], words_of(world, "helen")[1]):
        who = who_at(world.institution, email)
        assert holds(who)
        with pytest.raises(Refused, match="person_is_held"):
            erase_person(who, by="system", reason=WHY)
    assert "administrator" in str(holds(who_at(world.institution, "moira@midshire.example"))[0])
    assert holding(CAROL["name"])


def test_a_rule_keeps_who_agreed_until_its_day(world: World, clock: Clock) -> None:
    from pactwork.rights.actions.retaining import set_rule  # late: as in conftest

    world.agreed()
    set_rule(world.institution, months=120, by="system")
    long_after(clock)
    (hold,) = holds(who_at(world.institution, CAROL["email"]))
    assert hold.until is not None
    assert hold.until.year == 2036
    assert "kept by rule" in str(hold)


def test_no_reason_no_erasure(world: World, clock: Clock) -> None:
    long_after(clock)
    with pytest.raises(Refused, match="reason_missing"):
        erase_person(
            who_at(world.institution, "nadine@student.midshire.example"), by="x", reason=" "
        )


def test_another_institution_keeps_what_it_has(world: World, clock: Clock) -> None:
    from tests.stories import make_world  # late: as in conftest

    other = make_world("Northshire University", mail="northshire.example")
    world.agreed()
    other.agreed()
    long_after(clock)
    erase_person(who_at(world.institution, CAROL["email"]), by="system", reason=WHY)
    assert other.seat("workplace").holders.get().name == CAROL["name"]
    assert len(holding(CAROL["name"])) > 1


def test_a_name_that_goes_without_an_erasure_is_noticed(world: World, clock: Clock) -> None:
    world.agreed()
    row = Name.objects.filter(of=f"person:{world.people['helen'].ref}").get()
    Name.objects.filter(pk=row.pk).update(name="Dr Ellen Marsh")
    (broken,) = broken_chains(keys_of_all())
    assert "a name in it is gone or changed" in broken.why
    Name.objects.filter(pk=row.pk).delete()
    assert len(list(broken_chains(keys_of_all()))) == 1


def test_nobody_can_type_a_mark(world: World, clock: Clock) -> None:
    """Words that look like one are words."""
    world.share(note='{"named":"' + "ab" * 32 + '"}')
    assert list(broken_chains(keys_of_all())) == []


def test_a_chain_from_before_still_holds_and_says_what_stays(
    run: Run, world: World, clock: Clock
) -> None:
    """Entries that hold the name itself, as they were written before."""
    world.agreed()
    house = world.institution
    old = {"name": "Dr Helen Marsh", "letters": 3}
    record("old", chain=house.ref, subject=house.ref, by="system", key=house.key, payload=old)
    long_after(clock)
    roles_over(world)
    email = words_of(world, "helen")[1]
    said = run("erase-person", email, "--reason", WHY, "--dry-run")[1]
    assert "1 entry of the history contain" in said
    assert holding(email)
    code, said, _ = run("erase-person", email, "--reason", WHY, "--yes")
    assert (code, "✓ Erased" in said) == (0, True)
    assert "1 row of history.Entry.payload" in said
    assert run("verify")[0] == 0


def test_the_command_shows_what_stands_against_it_and_certifies(
    run: Run, world: World, clock: Clock
) -> None:
    world.agreed()
    code, said, complained = run("erase-person", CAROL["email"], "--reason", WHY, "--yes")
    assert (code, "is open" in said, "Deal with these first" in complained) == (1, True, True)
    long_after(clock)
    code, said, _ = run("erase-person", CAROL["email"], "--reason", WHY)
    assert (code, "Nothing was erased" in said) == (1, True)
    assert run("erase-person", "nobody@x.example", "--reason", WHY)[0] == 1
    code, said, _ = run("erase-person", CAROL["email"], "--reason", WHY, "--yes")
    assert (code, "still stands" in said) == (0, False)
    path = said.partition("certificate is ")[2].partition("\n")[0]
    assert CAROL["name"] not in Path(path).read_text()
    assert run("verify", "--certificate", path)[0] == 0
    assert run("verify")[0] == 0
    assert not Entry.objects.filter(payload__icontains="Carol").exists()


def test_who_confirmed_somebody_who_was_turned_down_later_is_not_named(
    world: World, clock: Clock
) -> None:
    named(world)
    confirm(world)
    clock.forward(minutes=5)
    turn_down(world, by="ruth")
    clock.forward(minutes=5)
    confirmed = [yes.get("confirmed_by") for yes in Agreement.objects.get().yeses]
    grace = words_of(world, "grace")
    assert grace[0] in confirmed
    long_after(clock)
    roles_over(world)
    erase_person(who_at(world.institution, grace[1]), by="system", reason=WHY)
    assert holding(*grace) == set()
    assert "A person who was erased" in [
        y.get("confirmed_by") for y in Agreement.objects.get().yeses
    ]
    assert list(amiss()) == []


def test_another_of_the_same_name_who_confirmed_keeps_theirs(world: World, clock: Clock) -> None:
    named(world)
    confirm(world)
    grace = world.people["grace"]
    Person.objects.filter(pk=world.people["anil"].pk).update(name=grace.name)
    long_after(clock)
    roles_over(world)
    erase_person(who_at(world.institution, words_of(world, "anil")[1]), by="system", reason=WHY)
    assert grace.name in [yes.get("confirmed_by") for yes in Agreement.objects.get().yeses]


def test_an_erasure_without_a_certificate_is_certified_the_next_time(
    run: Run, world: World, clock: Clock, place: Path
) -> None:
    """Cut short before it was written: whoever asks again about anybody, erased or not, gets it."""
    world.agreed()
    long_after(clock)
    (place / "certificates").write_text("a file where the folder should be")
    code, _, complained = run("erase-person", CAROL["email"], "--reason", WHY, "--yes")
    assert (code, "Nothing was erased: no certificate can be written" in complained) == (1, True)
    assert who_at(world.institution, CAROL["email"]).known
    (place / "certificates").unlink()
    said = erase_person(who_at(world.institution, CAROL["email"]), by="system", reason=WHY)
    code, told, _ = run("erase-person", CAROL["email"], "--reason", WHY, "--yes")
    assert code == 1  # she is not known any more
    path = told.partition("has one now: ")[2].partition("\n")[0]
    assert run("verify", "--certificate", path)[0] == 0
    assert f"Entry {said[-1].seq}:" in Path(path).read_text()


def test_a_pack_made_afterwards_holds_and_names_nobody_who_was_erased(
    run: Run, world: World, clock: Clock, tmp_path: Path
) -> None:
    from tests.history.test_evidence import checked  # late: as in conftest

    world.agreed()
    long_after(clock)
    assert run("erase-person", CAROL["email"], "--reason", WHY, "--yes")[0] == 0
    for out, chosen in (
        ("one", ("--contract", world.contract().ref)),
        ("all", ("--institution", world.institution.ref)),
    ):
        assert run("export", *chosen, str(tmp_path / out))[0] == 0
        code, said = checked(tmp_path / out)
        assert (code, said.splitlines()[-1]) == (0, "Nothing is wrong.")
        whole = "".join(p.read_text() for p in (tmp_path / out).rglob("*.json*"))
        assert CAROL["name"] not in whole
        assert CAROL["email"] not in whole
        assert "Dr Helen Marsh" in whole
