"""What was sent, used or ended once is sent, used or taken up again: forms, codes, tickets, cookies."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import Client

from bench.attack import scene
from bench.attack.signin import ask, mailed
from bench.faults.scene import Report, world
from pactwork.contracts.models import Answer, Ask, Contract, Draft
from tests.contracts.plans import Reader, forms_in, reader
from tests.stories import CAROL, World

SECRET = "zqheldzq"  # typed into a form that came back


def run(times: int) -> Report:
    report = Report()
    with scene.looked_at():
        found = world()
        _forms(report, found, times)
        _codes(report, found, times)
        _held(report, found, times)
        _ended(report, found, times)
        carol = _by_link(report, found, times)
        look = lambda: carol.open()  # noqa: E731
        scene.honest(report, "the reader", look, lambda page: page.status_code == 200)
        home = lambda: found.client("nadine").get("/")  # noqa: E731
        scene.honest(report, "the student", home, lambda page: page.status_code == 200)
    return report


def again(report: Report, what: str, times: int, send: Callable[[], Any], count: Any) -> None:
    """The same, so many times: it is done once."""
    before = count()
    for _ in range(times):
        page = send()
        report.add(sent=1)
        report.insist(page.status_code < 500, f"{page.status_code} for {what}")
    done = count() - before
    report.add(done=done, got_through=max(0, done - 1))
    report.insist(done == 1, f"{what} was done {done} times")


def _form(page: Any, end: str) -> dict[str, str]:
    found = (f for f in forms_in(page.content.decode()) if f["action"].endswith(end))
    fields: dict[str, str] = next(found)["fields"]
    return fields


def _forms(report: Report, found: World, times: int) -> None:
    """Starting, sharing, asking twice, and answering by account."""
    tomasz, nadine, helen = (found.client(name) for name in ("tomasz", "nadine", "helen"))
    start = lambda: tomasz.post(f"/modules/{found.run.ref}/contract/")  # noqa: E731
    again(report, "starting", times, start, Contract.objects.count)
    page = f"/contracts/{found.write().ref}/"
    sent = _form(nadine.get(f"{page}check/"), "/share/")
    share = lambda: nadine.post(f"{page}share/", sent)  # noqa: E731
    again(report, "sharing", times, share, Draft.objects.count)
    for party in ("university", "workplace"):
        where = f"{page}ask/{found.seat(party).ref}/"
        asks = _form(nadine.get(where), where) | (CAROL if party == "workplace" else {})
        act = lambda where=where, asks=asks: nadine.post(where, asks)  # noqa: E731
        again(report, f"asking the {party}", times, act, Ask.objects.count)
    where = f"{page}review/{found.seat('university').ref}/"
    says = _form(helen.get(f"{page}review/"), where) | {"do": "answer", "kind": "yes"}
    answers = lambda: helen.post(where, says)  # noqa: E731
    again(report, "answering", times, answers, Answer.objects.count)


def _by_link(report: Report, found: World, times: int) -> Reader:
    """An answer, sent again; a ticket at another link; a link that was taken back."""
    carol = reader(found)
    sent = carol.form(carol.open()) | {"decision": "yes", "name": "Carol", "code": carol.code}
    says = lambda: carol.client.post(f"{carol.page}answer/", sent)  # noqa: E731
    again(report, "answering by link", times, says, Answer.objects.count)
    found.share("tomasz")
    found.ask("workplace", "tomasz")
    other = reader(found, "tomasz")
    before = Answer.objects.count()
    for _ in range(times):
        page = carol.client.post(f"{other.page}answer/", sent | {"code": other.code})
        refused(report, "a ticket of another link", page.status_code == 403)
    form = other.form(other.open()) | {"decision": "yes", "name": "C", "code": other.code}
    seat = found.seat("workplace", "tomasz")
    back = f"/contracts/{found.contract('tomasz').ref}/ask/{seat.ref}/withdrawal/"
    taken = found.client("tomasz").post(back)
    report.insist(taken.status_code == 302, f"{taken.status_code} for taking an ask back")
    for _ in range(times):
        other.client.post(f"{other.page}answer/", form)
        refused(report, "a link that was taken back", Answer.objects.count() == before)
    return carol


def refused(report: Report, what: str, holds: bool) -> None:
    report.add(replayed=1, got_through=not holds)
    report.insist(holds, f"got through: {what}")


def _codes(report: Report, found: World, times: int) -> None:
    """A code signs in once, wherever it is typed; so does the link it came with."""
    address, owner = found.people["samir"].email, Client()
    robots = [Client() for _ in range(min(times, 10))]
    for browser in (*robots, owner):
        ask(browser, address)
    code, link = mailed(address)
    digits = {"code": code}
    enters = lambda: owner.post(link, digits)  # noqa: E731
    inside = lambda page: "_auth_user_id" in owner.session  # noqa: E731
    scene.honest(report, "the owner of a code", enters, inside)
    for n in range(times):
        robot = robots[n % len(robots)]
        for where in (link, "/sign-in/code/"):
            robot.post(where, digits)
            refused(report, "a used code", "_auth_user_id" not in robot.session)


def _held(report: Report, found: World, times: int) -> None:
    """A page that came back after a form is its sender's alone, and its name is no session."""
    nadine, page = found.client("nadine"), f"/modules/{found.run.ref}/talk/ask/"
    typed = {"title": "", "text": SECRET + "x" * 20_000, "about": "module."}
    answer = nadine.post(page, typed, headers={"Sec-Fetch-Dest": "document"})
    held = answer.headers.get("Location", "")
    report.insist("held=" in held, f"no page was held: {answer.status_code}")
    shown = lambda: nadine.get(held)  # noqa: E731
    scene.honest(report, "whose page it is", shown, lambda page: SECRET in page.content.decode())
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = held.partition("held=")[2]
    # Signed in again, she is in another browser: whoever left this address on a screen shows nothing.
    others = [Client(), thief, *(found.client(name) for name in ("tomasz", "helen", "nadine"))]
    for n in range(max(times, len(others))):
        got = others[n % len(others)].get(held, follow=True)
        refused(report, "somebody else's page", SECRET not in got.content.decode())
    refused(report, "a held page as a session", thief.get("/").status_code != 200)


def _ended(report: Report, found: World, times: int) -> None:
    """Cookies kept from before the sign-out, and those of an account that was shut."""
    for name, ends in (("priya", _signs_out), ("jane", _is_shut)):
        browser = found.client(name)
        report.insist(browser.get("/").status_code == 200, f"{name} was not in")
        kept = {key: morsel.value for key, morsel in browser.cookies.items()}
        ends(found, name, browser)
        robot = Client()
        for key, value in kept.items():
            robot.cookies[key] = value
        for address in (["/", "/set/", "/introduction/", "/letters/"] * times)[:times]:
            status = robot.get(address).status_code
            refused(report, f"a session that was ended ({status})", status != 200)


def _signs_out(found: World, name: str, browser: Client) -> None:
    browser.post("/sign-in/out/")


def _is_shut(found: World, name: str, browser: Client) -> None:
    account = found.people[name].account
    assert account is not None
    account.is_active = False
    account.save(update_fields=["is_active"])
