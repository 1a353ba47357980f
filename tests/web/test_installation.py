"""How the installation is: told to a monitor that shows the token, and to administrators."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from pactwork.ground.clock import now
from pactwork.history.models import Delivery
from pactwork.history.outbox import waiting
from pactwork.people import actions
from pactwork.web.installation import condition
from pactwork.web.proxied import ProxiedMiddleware
from tests.conftest import Clock
from tests.stories import World

TOKEN = "a-long-token-of-the-monitors-own"
pytestmark = pytest.mark.django_db


def figures(client: Client) -> dict[str, float]:
    said = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert said.status_code == 200
    assert said["Content-Type"].startswith("text/plain; version=0.0.4")
    found = re.findall(r"(?m)^pactwork_(\w+) (\S+)$", said.content.decode())
    return {name: float(value) for name, value in found}


def asked(world: World) -> None:
    """Two emails are owed, to a facilitator and to a workplace."""
    world.write()
    world.share()
    world.ask("university")
    world.ask("workplace")


@pytest.mark.parametrize("given", ["", "Bearer ", f"Bearer {TOKEN}x", TOKEN, "Bearer é"])
@pytest.mark.parametrize("wanted", ["", TOKEN])
def test_without_the_token_there_is_nothing(
    client: Client, settings, wanted: str, given: str
) -> None:
    settings.PACTWORK_METRICS_TOKEN = wanted
    headers = {"Authorization": given} if given else {}
    assert client.get("/metrics", headers=headers).status_code == 404


def test_a_monitor_reads_every_figure(client: Client, settings, world: World, clock: Clock) -> None:
    settings.PACTWORK_METRICS_TOKEN = TOKEN
    before = figures(client)
    assert "worker_beat_timestamp_seconds" not in before
    assert "backup_timestamp_seconds" not in before
    asked(world)
    actions.beat()
    actions.remember_backup(now(), "/backup/one.tar")
    actions.limit_reached("sign_in")
    actions.limit_reached("sign_in")
    first, second = Delivery.objects.all()[:2]
    for row, why in ((first, "refused: 550 5.1.1 no such user"), (second, "given up: OSError")):
        row.stopped_at, row.stopped_why = now(), why
        row.save()
    found = figures(client)
    assert found["emails_waiting"] == waiting().count()
    assert (found["emails_refused"], found["emails_given_up"]) == (1, 1)
    assert found["sign_in_limits_week"] == 2
    assert found["backup_timestamp_seconds"] == now().timestamp() or clock
    clock.forward(days=8)
    assert figures(client)["sign_in_limits_week"] == 0
    assert figures(client)["emails_late"] == waiting().filter(due_at__lt=now()).count()


def test_a_monitor_may_ask_by_any_name(client: Client, settings) -> None:
    settings.PACTWORK_METRICS_TOKEN, settings.ALLOWED_HOSTS = TOKEN, ["pactwork.example"]
    settings.PACTWORK_URL = "https://pactwork.example"
    headers = {"Authorization": f"Bearer {TOKEN}", "Host": "10.0.0.7:8000"}
    assert client.get("/metrics", headers=headers).status_code == 200
    assert client.get("/healthz", headers={"Host": "node"}).status_code == 200
    assert client.get("/help/", headers={"Host": "node"}).status_code == 400


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (0, "198.51.100.7", "127.0.0.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "unknown", "127.0.0.1"),
        (1, "2001:db8::7", "2001:db8::7"),
    ],
)
def test_only_our_own_proxies_are_believed(rf, settings, proxies, header, expected) -> None:
    settings.PACTWORK_PROXIES = proxies
    asked = rf.get("/", headers={"X-Forwarded-For": header} if header else {})
    ProxiedMiddleware(lambda request: HttpResponse())(asked)
    assert asked.META["REMOTE_ADDR"] == expected


def test_an_administrator_reads_how_it_is(world: World, clock: Clock) -> None:
    page = world.client("moira").get("/installation/").content.decode()
    assert "It has never been started." in page
    assert "None yet." in page
    actions.beat()
    actions.remember_backup(now(), "/backup/one.tar")
    page = world.client("moira").get("/installation/").content.decode()
    assert "It last reported on" in page
    clock.forward(minutes=20)
    late = waiting().filter(due_at__lt=now() - timedelta(minutes=10)).count()
    page = world.client("moira").get("/installation/").content.decode()
    assert f"{late} email" in page if late else "No email is more than ten minutes late." in page


def test_what_another_institution_is_refused_is_not_told(world: World) -> None:
    asked(world)
    row = Delivery.objects.all()[0]
    row.stopped_at, row.stopped_why = now(), "refused: 550 no such user"
    row.save()
    assert (
        "was refused by a mail server"
        in world.client("moira").get("/installation/").content.decode()
    )
    elsewhere = actions.found_institution("Elsewhere")
    other = actions.enter_person(
        elsewhere, key="o", name="Olu Other", email="o@else.example", administrator=True
    )
    client = Client()
    assert other.account
    client.force_login(other.account, backend="pactwork.web.signin.Backend")
    assert "was refused by" not in client.get("/installation/").content.decode()


def test_a_limit_is_counted_when_it_is_reached(world: World) -> None:
    assert condition().sign_in_limits == 0
    for _ in range(30):
        Client().post("/sign-in/", {"email": world.people["nadine"].email})
    assert 0 < condition().sign_in_limits < 30
