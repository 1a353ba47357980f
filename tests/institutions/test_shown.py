"""Everywhere an institution is spoken for: its words, its dates, its clock, its paper, its sender."""

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from pactwork.conversations.actions import begin
from pactwork.conversations.typed import Begun
from pactwork.digests.actions import send_due_digests
from pactwork.ground import clock, dates
from pactwork.ground.refusal import Refused
from pactwork.ground.sentences import sentence
from pactwork.ground.words import gettext
from pactwork.history.outbox import deliver_due
from pactwork.institutions.actions import describe
from pactwork.institutions.queries import described
from pactwork.institutions.typed import Described
from pactwork.modules.models import Role
from pactwork.modules.roster.columns import role_in
from pactwork.people.actors import system_at
from pactwork.people.models import Institution
from pactwork.people.speaking import language_of, speaking_for
from pactwork.rights.actions.giving import give_all
from pactwork.rights.who import who_at
from pactwork.web.roles import role_name
from pactwork.wiring.emails import EMAILS
from tests.contracts.plans import text_of
from tests.hotseats.seats import invited, planned, topic
from tests.stories import World, make_world
from tests.test_commands import Run
from tests.test_commands import run as command  # noqa: F401 - a fixture
from tests.test_page_queries import by_letter

PAGE = "/institution/"
pytestmark = pytest.mark.django_db
ROLES = {
    "facilitator": ("academic supervisor", "academic supervisors"),
    "student": ("apprentice", "apprentices"),
    "advocate": ("mentor", "mentors"),
    "examiner": ("moderator", "moderators"),
    "module_leader": ("unit convenor", "unit convenors"),
}
OURS = ("facilitator", "Facilitator", "student", "Student", "advocate", "examiner", "module leader")


def change(house: Institution, **said: Any) -> Institution:
    describe(house, Described(**{**vars(described(house)), **said}), by=None)
    house.refresh_from_db()
    return house


def emails() -> list[Any]:
    mail.outbox.clear()
    deliver_due(EMAILS)
    return [message_from_bytes(one.message().as_bytes()) for one in mail.outbox]


def words_of(email: Any) -> str:
    parts = [p for p in email.walk() if not p.is_multipart()]
    return " ".join(" ".join(p.get_payload(decode=True).decode().split()) for p in parts)


def test_role_names_are_the_institutions_and_nobody_elses() -> None:
    assert role_name("facilitator") == "Learning facilitator"
    house = change(make_world().institution, roles=ROLES)
    with speaking_for(house):
        assert role_name("facilitator") == "Academic supervisor"
        assert role_name("careers") == "Careers colleague"
        with translation.override("en-gb"):
            assert gettext("Ask your learning facilitator first. Every module page names the team.")
            assert role_name("student") == "Student researcher"
        assert role_name("student") == "Apprentice"
    assert role_name("student") == "Student researcher"


def test_pages_say_the_institutions_words(world: World) -> None:
    """Home, help, the module, who is who, the queue, a contract, sets: for the student and for staff."""
    world.share()
    world.ask("university")
    change(world.institution, roles=ROLES)
    helps = text_of(world.client("nadine").get("/help/"))
    assert "Ask your academic supervisor first." in helps
    assert "the unit convenor puts learning sets together" in helps
    team = text_of(world.client("nadine").get(reverse("modules:who", args=[world.run.ref])))
    assert "Academic supervisor" in team
    home = text_of(world.client("helen").get("/"))
    assert "Nadine Brooks is waiting for your answer" in home
    for name, address in (
        ("ruth", "/"),
        ("nadine", "/help/"),
        ("helen", "/letters/"),
        ("moira", PAGE),
    ):
        page = text_of(world.client(name).get(address))
        page = page.partition("What people are called")[0]  # there the two stand side by side
        assert not [word for word in OURS if word in page], (address, page)


def test_another_institution_keeps_its_own(world: World) -> None:
    other = make_world("Aardvark College", "aardvark.example")
    change(world.institution, roles=ROLES, dates="month")
    page = text_of(other.client("nadine").get("/help/"))
    assert "Ask your learning facilitator first." in page
    assert "supervisor" not in page


def test_emails_say_the_institutions_words_and_come_from_its_sender(world: World) -> None:
    change(world.institution, roles=ROLES, sender="Midshire Placements", light="#7a003c")
    world.share()
    world.ask("workplace")
    invited(world)
    sent = {parseaddr(one["To"])[1]: one for one in emails()}
    to_carol, to_guest = sent["carol.benning@larkmoor.example"], sent["ines@callcentre.example"]
    assert parseaddr(to_carol["From"])[0] == "Nadine Brooks via Midshire Placements"
    assert "Midshire Placements" in parseaddr(to_guest["From"])[0]
    assert "Would you answer questions from our apprentices?" in words_of(to_guest)
    assert "background:#7a003c" in words_of(to_guest)
    assert "#0b5470" not in words_of(to_guest)
    assert "All times are in the Europe/London time zone." in words_of(to_guest)


@pytest.mark.parametrize(
    ("form", "day", "moment", "short", "days"),
    [
        ("day", "Tuesday 26 January 2027", "26 January 2027, 08:57", "26 Jan 2027", "28 Sep to 4 Oct 2026"),
        ("month", "Tuesday, January 26, 2027", "January 26, 2027, 08:57", "Jan 26, 2027",
         "Sep 28 to Oct 4, 2026"),
        ("year", "Tuesday 2027-01-26", "2027-01-26, 08:57", "2027-01-26", "2026-09-28 to 2026-10-04"),
    ],
)  # fmt: skip
def test_dates_stand_in_the_institutions_order(
    form: str, day: str, moment: str, short: str, days: str
) -> None:
    house = change(make_world().institution, dates=form)
    at = datetime(2027, 1, 26, 8, 57, tzinfo=UTC)
    with speaking_for(house):
        assert dates.day(at) == day
        assert dates.moment(at) == moment
        assert dates.short_day(at) == short
        assert dates.days(date(2026, 9, 28), date(2026, 10, 4)) == days
    assert dates.short_day(at) == "26 Jan 2027"


def test_a_workplace_reads_it_all_by_link(world: World) -> None:
    world.share()
    world.ask("workplace")
    change(world.institution, roles=ROLES, dates="month", light="#7a003c", time_zone="Asia/Tokyo")
    client, address = by_letter(world)
    answer = client.get(address)
    page = text_of(answer)
    assert "All times are in the Asia/Tokyo time zone." in page
    assert ".css" in answer.content.decode().split("/institutions/", 1)[1][:60]
    assert "Nadine Brooks of Midshire University" in page


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_papers_are_of_its_size_and_in_its_words(
    world: World, paper: str, size: tuple[int, int]
) -> None:
    world.share()
    change(world.institution, roles=ROLES, dates="month", paper=paper, light="#7a003c")
    client, ref = world.client("nadine"), world.contract().ref
    said = client.get(reverse("contracts:paper", args=[ref, 1, "txt"])).content.decode()
    assert "Apprentice" in said
    assert "Student researcher" not in said
    assert clock.now().strftime("%B %-d, %Y") in said
    answer = client.get(reverse("contracts:paper", args=[ref, 1, "pdf"]))
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        found = [float(n) for n in pdf.pages[0].mediabox]
    assert [round(n) for n in found[2:]] == list(size)
    word = docx.Document(
        io.BytesIO(client.get(reverse("contracts:paper", args=[ref, 1, "docx"])).content)
    )
    first = word.sections[0]
    assert first.page_width
    assert first.page_height
    assert (round(first.page_width.pt), round(first.page_height.pt)) == size
    assert str(word.styles["Heading 1"].font.color.rgb) == "7A003C"


def test_the_same_words_have_the_same_code_of_a_language() -> None:
    """Django keeps one variant for each set of words, not for each request or institution."""
    one, two = make_world().institution, make_world("Aardvark", "a.example").institution
    assert language_of(one) == "en-gb"
    codes = {language_of(change(house, roles=ROLES)) for house in (one, two)}
    assert len(codes) == 1
    assert codes.pop().startswith("en-gb-x-")


def test_what_is_switched_off_leaves_the_menu_and_nothing_new_is_begun(world: World) -> None:
    before = text_of(world.client("nadine").get("/"))
    assert "Hotseats" in before
    assert "Talk" in before
    change(world.institution, left_out=("hotseats", "conversations"))
    after = text_of(world.client("nadine").get("/"))
    assert "Hotseats" not in after
    assert "Talk" not in after
    switched_off = "Your institution has switched this off, so nothing new can be started."
    for act in (topic, planned, begun):
        with pytest.raises(Refused) as refused:
            act(world)
        assert sentence(refused.value.refusal) == switched_off
    assert text_of(
        world.client("nadine").get(reverse("hotseats:run", args=[world.run.ref]))
    )  # what was there can still be read
    change(world.institution, left_out=())
    assert topic(world)
    assert "Hotseats" in text_of(world.client("nadine").get("/"))


def begun(world: World) -> object:
    said = Begun(title="Who?", text="Who may sit in?", place="set", audience="run")
    return begin(world.run, said, by=world.actor("nadine"))


def test_signed_out_pages_have_no_institution(client: Client) -> None:
    make_world()
    assert "/institutions/" not in client.get("/help/").content.decode()


TIME = re.compile(r"\b\d\d:\d\d\b")
TOKYO = "All times are in the Asia/Tokyo time zone."


def test_every_page_of_somebody_who_may_be_elsewhere_names_its_clock_once(world: World) -> None:
    """case-26 and its kind: a student abroad, an examiner, staff on a journey."""
    change(world.institution, time_zone="Asia/Tokyo")
    world.agreed()
    planned(world)
    ref, run = world.contract().ref, world.run.ref
    for name, address in (
        ("nadine", "/"),
        ("nadine", f"/contracts/{ref}/drafts/1/"),
        ("nadine", f"/contracts/{ref}/history/"),
        ("nadine", f"/contracts/{ref}/evidence/"),
        ("nadine", f"/contracts/{ref}/agreement/"),
        ("helen", f"/modules/{run}/hotseats/"),
        ("helen", "/queue/"),
        ("moira", "/installation/"),
        ("nadine", "/signed-in/"),
    ):
        assert text_of(world.client(name).get(address)).count(TOKYO) == 1, address


def test_every_email_that_says_a_time_names_its_clock_once(world: World) -> None:
    """Whatever is sent on the way to an agreement and a hotseat, to whomever."""
    change(world.institution, time_zone="Asia/Tokyo")
    world.agreed()
    seat = invited(world)
    with clock.at(seat.opens_at + timedelta(hours=30)):
        sent = everything_due()
    timed = [one for one in sent if TIME.search(one)]
    assert timed
    for one in timed:
        assert one.count(TOKYO) == 1, one


def everything_due() -> list[str]:
    """The plain text of each, digests too."""
    for _ in range(3):
        send_due_digests()
    return [
        " ".join(part.get_payload(decode=True).decode().split())
        for email in emails()
        for part in [next(p for p in email.walk() if p.get_content_type() == "text/plain")]
    ]


def test_what_is_given_of_somebody_names_its_clock(world: World) -> None:
    change(world.institution, time_zone="Asia/Tokyo", dates="year")
    made = io.BytesIO()
    give_all(
        who_at(world.institution, "nadine@student.midshire.example"),
        made,
        by=system_at(world.institution),
    )
    with zipfile.ZipFile(made) as pack:
        for name in ("README.txt", "everything.html"):
            said = pack.read(name).decode()
            assert TOKYO in said
            assert re.search(r"Made on \d{4}-\d\d-\d\d, \d\d:\d\d for Midshire", said)


@pytest.mark.parametrize("role", ["moderator", "Academic Supervisor", "examiner", "facilitator"])
def test_a_roster_names_roles_as_the_institution_does(world: World, role: str) -> None:
    """Pages say: add them on the roster, with the role of moderator."""
    change(world.institution, roles=ROLES)
    content = f"key,name,email,role\nx.1,Xenia Young,x@m.example,{role}\n".encode()
    moira = world.client("moira")
    preview = text_of(
        moira.post(
            reverse("modules:roster_preview"),
            {"file": SimpleUploadedFile("people.csv", content), "run": world.run.ref},
            follow=True,
        )
    )
    assert "Xenia Young" in preview
    assert ("Moderator" if role in ("moderator", "examiner") else "Academic supervisor") in preview
    ours = role in ("examiner", "facilitator")
    assert bool(role_in(role)) == ours  # nobody is spoken for: our own names only


def test_a_roster_is_loaded_by_the_command_in_the_words_and_dates_of_the_institution(
    world: World,
    tmp_path: Path,
    command: Run,  # noqa: F811
) -> None:
    change(world.institution, roles=ROLES, dates="month")
    file = tmp_path / "people.csv"
    file.write_text(
        "key,name,email,role,starts_on\nx.1,Xenia Young,x@m.example,Academic Supervisor,11/12/2026\n"
    )
    code, said, wrong = command("roster", "load", str(file), "--run", world.run.ref, "--yes")
    assert (code, wrong) == (0, ""), said
    role = Role.objects.get(person__key="x.1")
    assert (role.kind, str(role.starts_on)) == ("facilitator", "2026-11-12")
