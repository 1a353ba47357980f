"""The log of what happened: every sign-in, refusal and act, and in it no word of anybody's."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from pactwork import environment
from pactwork.ground.clock import now
from pactwork.ground.log_lines import NAME, PLAIN, Lines, told
from pactwork.history.models import Entry
from pactwork.links.actions import PER_CLIENT, PER_LINK, check_code, make_link, signing_in
from pactwork.links.models import Try
from pactwork.links.secrets import code_for, sealed
from pactwork.people.models import Person, Tally
from tests.conftest import Clock
from tests.programs import finished
from tests.stories import World, make_world
from tests.test_backup import MODULE
from tests.web.test_signin import answer, ask, mailed_code

PROSE = 'Ann "said"\n{"event": "forged"}'


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(Lines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    @property
    def found(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.lines]

    def events(self, name: str) -> list[dict[str, object]]:
        return [line for line in self.found if line.get("event") == name]


@pytest.fixture
def log() -> Iterator[Kept]:
    """As PACTWORK_LOG=json has it."""
    logger, kept = logging.getLogger(NAME), Kept()
    before = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(kept)
    yield kept
    logger.removeHandler(kept)
    logger.setLevel(before)


@pytest.mark.asvs("V16.2.1", "V16.2.2", "V16.2.4")
@pytest.mark.django_db(transaction=True)
def test_every_act_of_a_whole_story_is_told_in_refs_alone(log: Kept, clock: Clock) -> None:
    world = make_world()
    world.agreed()
    acts = [(line["act"], line["seq"]) for line in log.events("act")]
    assert acts == list(Entry.objects.order_by("pk").values_list("act", "seq"))
    said = "\n".join(log.lines)
    for person in Person.objects.all():
        assert person.email not in said
        assert person.name not in said
    for line in log.found:
        for name, value in line.items():
            assert name == "at" or PLAIN.fullmatch(str(value)), line
    assert all(line["by"] for line in log.events("act"))


@pytest.mark.django_db
def test_an_act_that_was_taken_back_is_not_told(log: Kept, world: World) -> None:
    """It tells what is in the database, and of a transaction that failed nothing."""
    assert log.events("act") == []  # the world of a test is never committed


@pytest.mark.asvs("V16.3.1")
@pytest.mark.django_db
def test_signing_in_and_out_are_told_without_the_address(log: Kept, world: World) -> None:
    client, account = Client(), world.people["nadine"].account
    assert account
    ask(client, account.email)
    answer(client, mailed_code())
    client.post(reverse("account_logout"))
    for event in ("signed_in", "signed_out"):
        assert [line["account"] for line in log.events(event)] == [account.pk]
    said = "".join(log.lines)
    assert account.email not in said
    assert mailed_code() not in said


@pytest.mark.asvs("V16.3.2")
@pytest.mark.django_db
def test_what_is_refused_is_told_by_the_name_of_the_address(log: Kept, world: World) -> None:
    ref = world.contract().ref
    world.client("colin").get(reverse("contracts:history", args=[ref]))
    found = log.events("refused")[-1]
    assert (found["route"], found["status"]) == ("contracts:history", 404)
    assert (found["by"], found["ref"]) == (world.people["colin"].ref, ref)


@pytest.mark.django_db
def test_the_half_of_a_link_that_opens_it_is_never_told(log: Kept, client: Client) -> None:
    client.get("/plan/bcdfghjkmn.secret-half/")
    client.get("/nowhere/secret-half/?q=secret-half")
    assert len(log.events("refused")) == 2
    assert "secret-half" not in "".join(log.lines)


@pytest.mark.asvs("V16.3.1", "V16.3.3")
@pytest.mark.django_db
def test_a_limit_that_was_reached_is_told(log: Kept) -> None:
    for _ in range(signing_in.OWN_EMAILS + 2):
        Client().post(reverse("account_request_login_code"), {"email": "ann@midshire.example"})
    for _ in range(signing_in.PER_CLIENT):
        signing_in.owe_sign_in_code("", source=sealed("client", "192.0.2.7"))
    address = {"email": "bob@midshire.example"}
    Client().post(reverse("account_request_login_code"), address, REMOTE_ADDR="192.0.2.7")
    found = [line["why"] for line in log.events("sign_in_refused")]
    assert found == ["sign_in_shared"] * 2 + ["sign_in_wait"]
    assert Tally.objects.get(kind="sign_in").times == 3
    assert "@midshire" not in "".join(log.lines)
    assert "192.0.2.7" not in "".join(log.lines)


@pytest.mark.asvs("V16.3.1")
@pytest.mark.django_db
def test_every_wrong_code_to_sign_in_is_told(log: Kept, world: World) -> None:
    client, account = Client(), world.people["nadine"].account
    assert account
    ask(client, account.email)
    answer(client, str((int(mailed_code()) + 1) % 10**8).zfill(8))
    assert [line["why"] for line in log.events("sign_in_refused")] == ["sign_in_wrong"]
    assert log.events("signed_in") == []


@pytest.mark.asvs("V16.3.3")
@pytest.mark.django_db
def test_a_link_that_is_guessed_at_is_counted(world: World) -> None:
    link = make_link(world.institution, email="carol@anchor.example", name="Carol")
    wrong = str((int(code_for(link.ref)) + 1) % 10**6).zfill(6)
    for _ in range(PER_CLIENT + 2):
        check_code(link, wrong, client="one")
    assert Tally.objects.get(kind="code_of_a_link").times == 2
    for n in range(PER_LINK - PER_CLIENT):
        Try.objects.create(link=link, client=f"robot {n}", at=now())
    check_code(link, wrong, client="another")
    assert Tally.objects.get(kind="code_of_a_link").times == 3


@pytest.mark.asvs("V16.2.5")
def test_no_words_get_into_a_line_even_if_somebody_hands_them_over(log: Kept) -> None:
    told("act", by="ann@midshire.example", subject=PROSE, chain="k7mq2x", seq=3)
    assert log.found == [
        {"at": log.found[0]["at"], "level": "info", "event": "act", "chain": "k7mq2x", "seq": 3}
    ]


@pytest.mark.asvs("V16.4.1")
def test_what_a_record_quotes_cannot_look_like_another_line() -> None:
    record = logging.LogRecord("django", logging.ERROR, "", 0, PROSE, None, None)
    (line,) = Lines().format(record).splitlines()
    assert json.loads(line)["message"] == PROSE


def test_a_command_that_somebody_types_speaks_to_them_and_not_in_json(tmp_path: Path) -> None:
    told_to_programs = {"PACTWORK_LOG": "json"}
    for words in (
        ("migrate",),
        ("module", "load", MODULE, "--institution", "Midshire University"),
        ("institution", "--time-zone", "Europe/Helsinki"),
        ("checkpoint",),
    ):
        code, said = finished(*words, data=tmp_path, **told_to_programs)
        assert (code, '"event"' in said) == (0, False), said
    code, said = finished("work", "--once", data=tmp_path, **told_to_programs)
    assert code == 0, said


def test_nothing_is_told_unless_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PACTWORK_LOG", raising=False)
    assert environment.logs()["loggers"][NAME]["level"] == "CRITICAL"
    monkeypatch.setenv("PACTWORK_LOG", "json")
    assert environment.logs()["loggers"][NAME]["level"] == "INFO"
    monkeypatch.setenv("PACTWORK_LOG", "xml")
    with pytest.raises(SystemExit, match="must be json"):
        environment.logs()


def test_a_form_of_too_many_fields_is_refused_and_no_trouble_of_ours(client: Client) -> None:
    kept = Kept()
    logging.getLogger().addHandler(kept)
    try:
        answer = client.post(reverse("account_login"), {f"f{n}": "" for n in range(10_001)})
    finally:
        logging.getLogger().removeHandler(kept)
    assert (answer.status_code, kept.lines) == (400, [])
