"""Guesses at codes to sign in with, and floods of requests for them; everybody gets in all the same."""

import re
from collections import Counter
from typing import Any

from django.core import mail
from django.test import Client

from bench.attack import scene
from bench.faults.scene import Report, world
from pactwork.history.models import SignInCode
from pactwork.links.actions import signing_in
from pactwork.people.actions import enter_person

ROOM = 47  # students who sign in at once, behind one address
DIGITS, LINK = r"\b(\d{4}) (\d{4})\b", r"http://\S+(/sign-in/by/\S+)"


def run(tries: int) -> Report:
    report = Report()
    with scene.looked_at():
        found = world()
        ada = found.people["nadine"].email
        room = [_neighbour(found.institution, n) for n in range(ROOM)]
        _flood(report, ada, tries)
        _guess(report, ada, tries)
        for address in room:
            browser = Client(REMOTE_ADDR="192.0.2.7")
            ask(browser, address)
            act = lambda browser=browser, address=address: _enters(browser, address)  # noqa: E731
            scene.honest(report, "one of a room of 47", act, bool)
        owner = Client(REMOTE_ADDR="192.0.2.9")
        ask(owner, ada)
        scene.honest(report, "the owner", lambda: _enters(owner, ada), bool)
        _count_emails(report, ada, room)
    return report


def _neighbour(institution: Any, n: int) -> str:
    address = f"room{n}@student.midshire.example"
    enter_person(institution, key=f"room{n}", name=f"Room {n}", email=address)
    return address


def ask(browser: Client, address: str) -> int:
    return browser.post("/sign-in/", {"email": address}).status_code


def _flood(report: Report, ada: str, tries: int) -> None:
    """Codes are asked for from everywhere: half for one person, half for people who are not here."""
    for n in range(tries):
        address = ada if n % 2 else f"nobody{n}@elsewhere.example"
        status = ask(Client(REMOTE_ADDR=f"198.51.{n // 250 % 250}.{n % 250}"), address)
        report.add(asked=1)
        report.insist(status < 500, f"{status} for who asks")


def _guess(report: Report, ada: str, tries: int) -> None:
    """Eight digits, five for each browser, which waits for the same email as its owner does."""
    robot = Client()
    for n in range(tries):
        if n % 5 == 0:
            robot = Client(REMOTE_ADDR=f"203.0.113.{n // 5 % 250}")
            ask(robot, ada)
        robot.post("/sign-in/code/", {"code": f"{n * 7919 % 10**8:08d}"})
        inside = "_auth_user_id" in robot.session
        report.add(guesses=1, got_through=inside)
        report.insist(not inside, "a guess signed somebody in")
    counted = sum(SignInCode.objects.values_list("wrong", flat=True))
    report.add(guesses_compared=counted)
    report.insist(counted <= signing_in.PER_ADDRESS, f"{counted} guesses were compared in a day")


def mailed(address: str) -> tuple[str, str]:
    """The digits and the link of the newest email to sign in with."""
    scene.post()
    bodies = [str(one.body) for one in scene.to(address)]
    newest = [body for body in bodies if re.search(LINK, body)][-1]
    (code,), (link,) = re.findall(DIGITS, newest), re.findall(LINK, newest)
    return "".join(code), link


def _enters(browser: Client, address: str) -> bool:
    """By the digits; where those are guarded, by the link."""
    digits, link = mailed(address)
    for where in ("/sign-in/code/", link):
        browser.post(where, {"code": digits})
        if "_auth_user_id" in browser.session:
            return True
    return False


def _count_emails(report: Report, ada: str, room: list[str]) -> None:
    """Nobody's mailbox is filled, and strangers have none."""
    got = Counter(one for message in mail.outbox for one in message.to)
    strangers = sum(n for address, n in got.items() if address.endswith("@elsewhere.example"))
    most = max(got[address] for address in room)
    report.add(emails_to_one=got[ada], emails_to_strangers=strangers, most_in_the_room=most)
    report.insist(got[ada] <= signing_in.EMAILS_A_DAY, f"{got[ada]} emails to one person")
    report.insist(not strangers, f"{strangers} emails to strangers")
