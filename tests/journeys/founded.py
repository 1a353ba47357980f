"""An institution that is only just founded: its own database, web process and worker, and no demo."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from email import message_from_string, policy
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import FilePayload

from tests.journeys.pages import Letter, Person, Stage
from tests.journeys.running import Demo
from tests.migrated import template
from tests.programs import surroundings

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "administrator.md"
STEP = re.compile(
    r"\*\*4\. Name the institution and its first administrator\.\*\*.*?```\n(.*?)```", re.S
)
ROSTER = "/tmp/first.csv"
COMES_WITHIN = 40  # seconds


class Founded(Demo):
    """Served as for real people, but by http: what ``serve`` and ``work`` do on one machine."""

    def start(self) -> None:
        shutil.copyfile(template(), self.data / "pactwork.sqlite3")
        self.env = surroundings(self.data, self.port, PACTWORK_MODE="test", WEB_CONCURRENCY="1")
        self._running = [self._begun("work"), self._begun("serve")]
        self._process = self._running[1]
        self._wait(seconds=120)

    def _begun(self, word: str) -> subprocess.Popen[bytes]:
        with (self.data / "said").open("ab") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "pactwork.cli", word],
                env=self.env,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def stop(self) -> None:
        for process in self._running:
            os.killpg(process.pid, signal.SIGTERM)
        for process in self._running:
            process.wait(40)

    def found(self, **instead: str) -> str:
        """The commands that the administrator's page gives, with other names in them."""
        step = STEP.search(HOW_TO.read_text())
        assert step, "the page has no such step"
        words = step[1].replace(ROSTER, str(self.data / "first.csv"))
        for given, ours in instead.items():
            assert given.replace("_", " ") in words, words
            words = words.replace(given.replace("_", " "), ours)
        there = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["/bin/sh", "-e", "-c", words],
            env=self.env | {"PATH": there},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def emails(self, to: str) -> list[EmailMessage]:
        """All that went to somebody, the oldest first."""
        files = sorted((self.data / "mail").glob("*.log"))
        whole = [re.split(r"^-{79}$", path.read_text(), flags=re.M) for path in files]
        told = [
            message_from_string(one.lstrip(), policy=policy.default) for f in whole for one in f
        ]
        return [one for one in told if one["To"] and to in one["To"]]  # type: ignore[misc]

    def email(self, to: str, about: str, already: int = 0) -> EmailMessage:
        """The newest about something, as soon as there are more than there were."""
        end = time.monotonic() + COMES_WITHIN
        while time.monotonic() < end:
            found = [
                one for one in self.emails(to) if about in f"{one['Subject']}\n{words_of(one)}"
            ]
            if len(found) > already:
                return found[-1]
            time.sleep(0.2)
        raise AssertionError(f"No email to {to} about {about}: {self.said()}")


def chooses_file(dolores: Person, name: str, content: bytes) -> None:
    file = FilePayload(name=name, mimeType="text/plain", buffer=content)
    dolores.page.locator("#file").set_input_files(file)


def saves(
    leader: Person, draft: str, part: str, said: dict[str, str], *, saved: bool = True
) -> None:
    leader.goes(f"{draft}change/{part}/")
    for name, words in said.items():
        leader.page.locator(f'[id="{name}"]').fill(words)
    leader.presses("Save")
    leader.sees("Saved: " if saved else "There is a problem")


def fills_in_all(dana: Person, words: str, day: str) -> None:
    """Every question of a step, also those folded away."""
    form = dana.page.locator("main form")
    if (spread := form.get_by_role("button", name="Spread the hours evenly")).count():
        return spread.click()
    folded = form.locator("details:not([open]) > summary").locator("visible=true")
    while folded.count():
        folded.first.click()
    for field in form.locator("textarea, input[type=text]").locator("visible=true").all():
        field.fill("5" if "hours" in (field.get_attribute("id") or "") else words)
    for field in form.locator("input[type=date]").all():
        field.fill(day)
    for field in form.locator("input[value=no], input[type=radio]:not([name$='-2'])").all():
        field.check(force=True)
    return None


def words_of(email: EmailMessage) -> str:
    body = email.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


class Doors(Stage):
    """A stage where people sign in with a code from their own mailbox."""

    @property
    def house(self) -> Founded:
        assert isinstance(self.demo, Founded)
        return self.demo

    def signs_in(self, name: str, email: str, **how: object) -> Person:
        person = self.somebody(name, **how)  # type: ignore[arg-type]
        already = len([one for one in self.house.emails(email) if "Your code" in one["Subject"]])
        person.goes_home()
        person.writes("Email address", email)
        person.presses("Send me a code")
        words = words_of(self.house.email(email, "Your code", already))
        found = re.search(r"\b\d{4} \d{4}\b", words)
        assert found, words
        person.writes(re.compile("code", re.I), found[0])
        person.presses(re.compile("^Sign in|^Continue"))
        person.sees(name.split()[0])
        return person

    def beside(self, person: Person, name: str) -> None:
        """What a browser without scripts shows, looked over in one that runs them."""
        kept = person.page.context.storage_state()
        size = person.page.viewport_size
        twin = self.somebody(person.name, size, storage_state=kept)  # type: ignore[arg-type]
        twin.page.goto(person.page.url)
        self.looks.over(twin.page, name)
        twin.page.context.close()

    def plan_letter(self, email: str) -> tuple[str, Letter]:
        words = words_of(self.house.email(email, "/plan/"))
        link = re.search(r"https?://\S+/plan/\S+", words)
        code = re.search(r"code\b.*?: (\d{3} \d{3})$", words, re.M)
        assert link, words
        assert code, words
        return words, Letter(link[0], code[1])
