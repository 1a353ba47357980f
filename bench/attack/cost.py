"""Words and addresses that are meant to be slow, at every place that works on them; what each page takes."""

import random
from collections.abc import Callable, Iterator
from functools import partial

from django.test import Client

from bench.attack import scene
from bench.attack.watched import watched
from bench.faults.scene import Report, world
from pactwork.ground.markdown import markdown
from pactwork.ground.redline import redline
from pactwork.ground.typed import cleaned
from tests.contracts.plans import Forms
from tests.stories import World

LONG = 100_000
SLOW, TOO_SLOW = 1.0, 8.0  # seconds of the processor: what is counted, and what is a fault
UNITS = {
    "pictures": "![",
    "brackets": "[",
    "links": "[a](",
    "quotes": "> ",
    "stars": "*a_",
    "ticks": "`a",
    "angles": "<a ",
    "entities": "&#x",
    "escapes": "\\",
    "tables": "|a",
    "breaks": "a  \n",
    "lists": "- ",
    "numbers": "1. ",
    "references": "[a]: b\n",
    "addresses": "http://a.",
    "marks": "a\u0301\u0302\u0303",
    "joiners": "क\u200d",
    "flags": "🏴\U000e0061",
    "family": "👩\u200d",
    "overrides": "\u202e\u202d",
    "spaces": " \t",
    "wide": "我的",
    "one": "a",
}
NESTED = "".join(f"{' ' * min(n, 600)}- a\n" for n in range(2_000))[:LONG]
TEXTS = {name: (unit * LONG)[:LONG] for name, unit in UNITS.items()} | {"nested": NESTED}


class Pages:
    """Somebody who sends them, and what each page takes."""

    def __init__(self, report: Report, found: World) -> None:
        self.report, self.world = report, found
        self.browser = found.client("nadine")
        self.browser.raise_request_exception = False
        report.add(pages=0, over_1_s=0, too_slow=0, longest_cpu_s=0)

    def take(self, what: str, act: Callable[..., object], *given: object) -> object:
        made, taken = watched(partial(act, *given))
        counts = self.report.counts
        self.report.add(pages=1, over_1_s=taken.cpu > SLOW, too_slow=taken.cpu > TOO_SLOW)
        if taken.cpu > counts["longest_cpu_s"]:
            counts["longest_cpu_s"], counts["slowest"] = round(taken.cpu, 2), what
        self.report.insist(taken.cpu <= TOO_SLOW, f"{what}: {taken.cpu:.1f} s")
        status = getattr(made, "status_code", 0)
        self.report.insist(status < 500, f"{what}: {status}")
        return made

    def works(self, name: str, text: str) -> None:
        """What pages do with words that are there already, however they came."""
        self.take(f"markdown: {name}", markdown, text)
        self.take(f"cleaned: {name}", cleaned, text)
        self.take(f"compared: {name}", redline, text[:20_000] + "a", text[:20_000] + "b")

    def sends(self, name: str, text: str) -> None:
        """At doors, as forms, longer than any field takes and as long as some do."""
        run, contract = (
            f"/modules/{self.world.run.ref}/",
            f"/contracts/{self.world.contract().ref}/",
        )
        step, form = f"{contract}steps/bothers/", self._step()
        post, get = self.browser.post, self.browser.get
        for length in (LONG, 20_000, 4_000):
            cut = text[:length]
            asked = {"title": "A", "about": "module.", "audience": "run", "text": cut}
            self.take(f"asking {length}: {name}", post, f"{run}talk/ask/", asked)
            self.take(f"a step of {length}: {name}", post, step, form | {"bothers": cut})
        self.take(f"reading: {name}", get, f"{contract}check/")
        self.take(f"looking: {name}", get, f"{run}talk/", {"q": text[:3_000]})
        self.take(f"introduction: {name}", post, "/introduction/", {"introduction": text})
        mail = {"email": text[:50_000] + "@" + text[:50_000]}
        self.take(f"sign-in: {name}", Client().post, "/sign-in/", mail)

    def _step(self) -> dict[str, str]:
        reader = Forms()
        page = f"/contracts/{self.world.contract().ref}/steps/bothers/"
        reader.feed(self.browser.get(page).content.decode())
        return next(f["fields"] for f in reader.forms if "bothers" in f["fields"])

    def asks(self) -> None:
        """Addresses, parameters and headers that are long, deep or unlike any."""
        for address in addresses():
            self.take(f"address {address[:40]}", self.browser.get, address)
        for name in ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT", "HTTP_X_FORWARDED_FOR"):
            for unit in ("a=b; ", "en;q=0.1,", "*/*,", "1.1.1.1, ", '"\\'):
                sent = (unit * 8_000)[:8_000]
                self.take(f"header {name}", Client(**{name: sent}).get, "/help/")  # type: ignore[arg-type]
        for count in (900, 30_000):
            fields = {f"f{n}": "" for n in range(count)}
            self.take(f"{count} fields", self.browser.post, "/introduction/", fields)


def addresses() -> Iterator[str]:
    for begin in ("/", "/contracts/", "/plan/", "/sign-in/by/", "/files/", "/help/"):
        for unit in ("a", "a/", "../", "%2e%2e/", ".", "-a", "%F0%9F%8F%B4", "1"):
            yield f"{begin}{(unit * 6_000)[:6_000]}/"
    for name in ("q", "held", "draft", "for", "on", "against", "next", "quote", "at"):
        yield f"/?{name}={'a' * 6_000}"
        yield f"/?{'&'.join(f'{name}=1' for _ in range(900))}"


def run(most: int) -> Report:
    """So many kinds of words; then addresses."""
    report = Report()
    with scene.looked_at():
        found = world()
        found.share()
        pages = Pages(report, found)
        names = random.Random(2026).sample(list(TEXTS), len(TEXTS))
        for name in ["pictures", "nested", "marks", *names][:most]:
            pages.works(name, TEXTS[name])
            pages.sends(name, TEXTS[name])
        pages.asks()
        home = lambda: pages.browser.get("/")  # noqa: E731
        scene.honest(report, "the student's home", home, lambda page: page.status_code == 200)
    return report
