"""Two web processes and a worker behind Debian's nginx, and somebody who signs in to them."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode

from bench.faults import places
from tests.programs import free_port, patiently
from tests.proxied import NAME, Answer, Proxy, nginx


@dataclass
class House:
    """Two web processes and a worker, as systemd would start them."""

    env: dict[str, str]
    ports: tuple[int, int]
    proxy: Proxy
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return Path(self.env["PACTWORK_DATA"])

    def start(self, name: str, *words: str, **env: str) -> None:
        with (self.data / f"{name}.said").open("ab") as said:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", "pactwork.cli", *words],
                env=self.env | env,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def run(self, *words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "pactwork.cli", *words],
            env=self.env,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.returncode, done.stdout + done.stderr

    def begin(self) -> None:
        for n in (0, 1):
            self.web(n)
        self.start("work", "work")
        for n in (0, 1):
            self.wait(n)

    def web(self, n: int) -> None:
        self.start(f"web{n}", "serve", PORT=str(self.ports[n]))

    def wait(self, n: int) -> None:
        try:
            patiently(f"http://127.0.0.1:{self.ports[n]}/healthz").close()
        except URLError as error:
            error.add_note((self.data / f"web{n}.said").read_text()[-2000:])
            raise

    def signal(self, name: str, what: signal.Signals) -> None:
        """To the process and whatever it has forked."""
        os.killpg(self.running[name].pid, what)

    def stop(self) -> None:
        for name, process in self.running.items():
            if process.poll() is None:
                self.signal(name, signal.SIGCONT)
                self.signal(name, signal.SIGTERM)
        for name, process in self.running.items():
            try:
                process.wait(timeout=40)
            except subprocess.TimeoutExpired:
                self.signal(name, signal.SIGKILL)
                process.wait()


@contextmanager
def opened(place: places.Place, folder: Path) -> Iterator[House]:
    """All of it, started together, as a machine that starts does it."""
    ports = free_port(), free_port()
    env = place.copy(
        PACTWORK_MODE="production",
        PACTWORK_URL=f"https://{NAME}",
        PACTWORK_PROXIES="1",
        WEB_CONCURRENCY="1",
    )
    with nginx(folder, ports) as proxy:
        found = House(env, ports, proxy)
        try:
            found.begin()
            yield found
        finally:
            found.stop()


def signed_in(house: House, who: str) -> dict[str, str]:
    """By the code that the worker has mailed; back come the cookies."""
    proxy, mail = house.proxy, house.data / "mail"
    address = address_of(house, who)
    before = set(mail.glob("*"))
    page = proxy.ask("/sign-in/")
    cookies = dict(re.findall(r"(__Host-\w+)=(\w+)", page.headers["set-cookie"]))
    said = sent(proxy, "/sign-in/", page.words, cookies, email=address)
    assert said.status == 302
    code, end = "", time.monotonic() + 30
    while not code and time.monotonic() < end:
        fresh = "".join(path.read_text() for path in set(mail.glob("*")) - before)
        code = "".join(re.findall(r"\b\d{4} \d{4}\b", fresh)[:1])
        time.sleep(0.1)
    page = proxy.ask("/sign-in/code/", Cookie=jar(cookies))
    said = sent(proxy, "/sign-in/code/", page.words, cookies, code=code)
    assert said.status == 302
    return cookies


def jar(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def sent(proxy: Proxy, path: str, page: str, cookies: dict[str, str], **fields: str) -> Answer:
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    form = urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
    said = proxy.ask(
        path,
        form,
        Cookie=jar(cookies),
        Referer=f"https://{NAME}{path}",
        Origin=f"https://{NAME}",
        Content_Type="application/x-www-form-urlencoded",
    )
    cookies |= dict(re.findall(r"(__Host-\w+)=(\w+)", said.headers.get("set-cookie", "")))
    return said


def address_of(house: House, who: str) -> str:
    ask = f"from pactwork.people.models import Person; print(Person.objects.get(key='{who}').email)"
    return house.run("django", "shell", "-v0", "-c", ask)[1].split()[-1]
