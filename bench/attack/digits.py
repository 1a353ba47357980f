"""Guesses at the digits of a workplace's link: at its clean address, and by somebody who has the link."""

import random
import re

from django.test import Client

from bench.attack import scene
from bench.faults.scene import Report, world
from pactwork.contracts.models import Answer
from pactwork.history.models import Delivery
from pactwork.links.actions import PER_CLIENT, PER_LINK
from tests.contracts.plans import Reader, asked, forms_in, text_of
from tests.stories import CAROL

PARTS = ("", "answer/", "code/", "withdrawal/", "objection/", "dispute/", "letter/", "stop/")
NAMES = ("code", "printed", "object_code", "dispute_code")


def run(guesses: int) -> Report:
    report = Report()
    with scene.looked_at():
        found = world()
        carol = asked(found)
        scene.post()
        _at_the_clean_address(report, carol, guesses)
        _by_the_link(report, carol, guesses)
        scene.post()
        concerned = [found.contract().student.email, found.people["helen"].email]
        told = Delivery.objects.filter(kind="link_attacked", sent_at__isnull=False)
        heard = set(told.values_list("to", flat=True))
        report.add(told=len(heard))
        report.insist(set(concerned) <= heard, "student or staff did not hear of it")
        report.insist(carol.link.email not in heard, "the reader was told what only staff need")
        scene.honest(report, "the reader decides", lambda: _decides(carol), bool)
    return report


def _digits(carol: Reader, count: int, right_at: int) -> list[str]:
    """Any but the right ones; those come once, as a lucky guess does."""
    chance, found = random.Random(2026), list[str]()
    while len(found) < count:
        one = f"{chance.randrange(10**6):06d}"
        found += [one] if one != carol.code else []
    found[right_at] = carol.code
    return found


def _at_the_clean_address(report: Report, carol: Reader, guesses: int) -> None:
    """No token, no ticket: right or wrong, nothing is done and nothing is written."""
    before, answers, robot = scene.tables(), Answer.objects.count(), Client()
    for n, code in enumerate(_digits(carol, guesses, guesses // 2)):
        part = PARTS[n % len(PARTS)]
        sent = dict.fromkeys(NAMES, code) | {"decision": "yes", "name": "C", "reason": "So."}
        page = robot.post(f"{carol.page}{part}", sent)
        through = page.status_code != 403
        report.add(guesses=1, got_through=through)
        report.insist(not through, f"{page.status_code} at the clean address: {part}")
    changed = scene.written(before)
    report.add(written=len(changed))
    report.insist(not changed, f"digits alone were written down: {changed}")
    report.insist(Answer.objects.count() == answers, "digits alone have answered")


def _by_the_link(report: Report, carol: Reader, guesses: int) -> None:
    """From as many browsers as it takes; the right ones come after the day's limit, and give nothing."""
    late = min(PER_LINK + 5, guesses - 1)
    answers = Answer.objects.count()
    codes = _digits(carol, guesses, late)
    for begin in range(0, guesses, PER_CLIENT):
        (form,) = forms_in(Client().get(f"{carol.letter}?kept").content.decode())
        for code in codes[begin : begin + PER_CLIENT]:
            page = Client().post(carol.page, form["fields"] | {"code": code})
            through = page.status_code != 422
            report.add(guesses_by_link=1, got_through=through)
            report.insist(not through, f"{page.status_code} for a guess by the link")
    report.insist(Answer.objects.count() == answers, "a guess has answered")


def _decides(carol: Reader) -> bool:
    """Carol opens her own link, types what is printed, then what is mailed to her for it."""
    page = carol.answer("yes")
    if "You said yes" in text_of(page):
        return True
    before = len(scene.to(CAROL["email"]))
    scene.post()
    fresh = [re.search(r"\b(\d{3}) (\d{3})\b", m.body) for m in scene.to(CAROL["email"])[before:]]
    codes = [one[1] + one[2] for one in fresh if one]
    return any("You said yes" in text_of(carol.answer("yes", page, code=code)) for code in codes)
