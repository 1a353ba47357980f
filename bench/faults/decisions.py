"""Eight browsers send a decision about the same ask at once: one wins, seven are told so plainly."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Any

from django.db import connections
from django.test import Client

from bench.faults.consistency import half_done
from bench.faults.scene import Report, one_more, world
from pactwork.contracts.models import Answer
from tests.contracts.plans import forms_in, text_of
from tests.contracts.plans import reader as reader_of
from tests.stories import World

RACERS = 8
FORK = get_context("fork")


@dataclass(frozen=True)
class Contest:
    """One ask, with the form that everybody has open: where it goes and what it carries."""

    party: str
    ref: str
    address: str
    form: dict[str, str]


def contests(found: World, wanted: int) -> Iterator[Contest]:
    """Of each contract two asks: one by link, one by account."""
    helen = found.client("helen")
    for number in range((wanted + 1) // 2):
        key = f"racer-{number:05}"
        one_more(found, key)
        found.share(key)
        found.ask("workplace", key)
        ref, seat = found.contract(key).ref, found.ask("university", key).ref
        carol = reader_of(found, key)
        form = carol.form(carol.open())
        form |= {"name": "Carol Benning", "code": carol.code, "note": "Not in March."}
        yield Contest("workplace", ref, f"{carol.page}answer/", form)
        address = f"/contracts/{ref}/review/{seat}/"
        page = helen.get(f"/contracts/{ref}/review/").content.decode()
        form = next(f["fields"] for f in forms_in(page) if f["action"] == address)
        yield Contest("university", ref, address, form | {"do": "answer"})


def race(number: int, contested: list[Contest], gate: Barrier, told: Any) -> None:
    """One racer through all contests; half of them say yes, half ask for changes."""
    account = world().client(("helen", "owen")[number % 2])
    account.raise_request_exception = False
    said = "revise" if number % 4 > 1 else "yes"
    point = {"point-0-text": "Say how you will pick the calls.", "point-0-section": "signs"}
    for one in contested:
        by_link = one.party == "workplace"
        form = one.form | ({"decision": said} if by_link else {"kind": said})
        form |= point if said == "revise" and not by_link else {}
        browser = Client(raise_request_exception=False) if by_link else account
        gate.wait(60)
        page = browser.post(one.address, form)
        expected = page.status_code in (200, 302, 409)
        told.put((one.party, one.ref, page.status_code, "" if expected else text_of(page)[:200]))


def run(wanted: int) -> Report:
    report, found = Report(), world()
    contested = list(contests(found, wanted))
    connections.close_all()
    gate, told = FORK.Barrier(RACERS), FORK.Queue()
    racers = [FORK.Process(target=race, args=(n, contested, gate, told)) for n in range(RACERS)]
    for racer in racers:
        racer.start()
    ended: dict[tuple[str, str], Counter[int]] = {}
    for _ in range(len(contested) * RACERS):
        party, ref, status, shown = told.get(timeout=120)
        ended.setdefault((party, ref), Counter())[status] += 1
        report.insist(not shown, f"{party} {ref}: {status} {shown}")
    for racer in racers:
        racer.join(60)
    _count(report, ended)
    return report


def _count(report: Report, ended: dict[tuple[str, str], Counter[int]]) -> None:
    # The winner's page: a redirect by account; by link, without the cookie, the receipt at once.
    one = sum((s[200] + s[302], s[409]) == (1, RACERS - 1) for s in ended.values())
    errors = sum(s.total() - s[200] - s[302] - s[409] for s in ended.values())
    report.add(
        contests=len(ended), one_winner=one, told_plainly=sum(s[409] for s in ended.values())
    )
    report.add(errors_shown=errors, answers=Answer.objects.count())
    report.insist(one == len(ended), "some contests had no winner, or two")
    report.insist(Answer.objects.count() == len(ended), "not one answer for each contest")
    report.faults += half_done()
