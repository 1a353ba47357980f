"""Everybody at once on a handful of contracts: no lock, deadlock or serialization error is ever shown."""

from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

from django.db import connections
from django.test import Client

from bench.faults import life
from bench.faults.consistency import half_done
from bench.faults.scene import Report, world
from pactwork.ground.refusal import Refused
from pactwork.history.models import Delivery
from pactwork.history.outbox import deliver_due
from pactwork.people.actions import beat
from pactwork.wiring.emails import EMAILS

FORK = get_context("fork")
STUDENTS = 3  # and twice as many who act for them


def acts(number: int) -> Callable[[], object]:
    """Two browsers of the same student, who also answer for whoever was asked."""
    found = world()
    return lambda: life.one_act(found, life.alive(found, f"storm{number % STUDENTS}"))


def posts(_number: int) -> Callable[[], object]:
    """A worker, of which there is a second one."""

    def rounds() -> None:
        beat()
        deliver_due(EMAILS, most=3)

    return rounds


def signs_in(number: int) -> Callable[[], object]:
    """Asks for a code, with a new session each time; counts of tries are kept in the database."""

    def asks() -> None:
        address = {"email": f"nobody{number}@midshire.example"}
        page = Client(raise_request_exception=True).post("/sign-in/", address)
        if page.status_code >= 500:
            raise AssertionError(page.status_code)

    return asks


PARTS = [acts] * (2 * STUDENTS) + [posts, posts, signs_in]


def plays(number: int, times: int, told: Any) -> None:
    act, ended = PARTS[number](number), Counter[str]()
    for _ in range(times):
        try:
            act()
            ended["done"] += 1
        except Refused as no:
            ended[f"refused: {no.refusal.code}"] += 1
        except Exception as error:
            ended[f"error: {type(error).__name__}: {str(error)[:100]}"] += 1
    told.put(ended)


def run(times: int) -> Report:
    """So many acts by each of nine."""
    report, told, ended = Report(), FORK.Queue(), Counter[str]()
    connections.close_all()
    players = [FORK.Process(target=plays, args=(n, times, told)) for n in range(len(PARTS))]
    for player in players:
        player.start()
    for _ in players:
        ended += told.get(timeout=300)
    for player in players:
        player.join(60)
    refused = sum(n for said, n in ended.items() if said.startswith("refused"))
    errors = {said: n for said, n in ended.items() if said.startswith("error")}
    report.add(acts=ended.total(), done=ended["done"], refused_plainly=refused)
    report.add(errors=sum(errors.values()))
    report.faults += [f"{said} ({n} times)" for said, n in errors.items()]
    twice = Delivery.objects.filter(attempts__gt=1).count()
    report.insist(not twice, f"{twice} letters were taken up twice")
    report.faults += half_done()
    return report
