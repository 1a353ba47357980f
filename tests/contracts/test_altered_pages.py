"""Whoever reads a contract that was changed past Pactwork is told so first, on every page and paper."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from pactwork.cli import main
from pactwork.contracts.models import Answer, Ask, Contract, Draft
from pactwork.emails.agreed import agreed
from pactwork.ground import clock
from pactwork.history.models import Delivery
from pactwork.people.actions import beat, remember_backup
from pactwork.people.models import Institution
from pactwork.wiring.emails import EMAILS
from tests.contracts.plans import Reader, text_of
from tests.contracts.test_who_the_workplace_is import named, turn_down
from tests.one_line import one_line
from tests.stories import World

DOUBT = "Do not rely on this page: something was changed outside Pactwork after it was sealed"
IN_PAPER = "Do not rely on this document: something was changed outside Pactwork"
READERS = ("nadine", "tomasz", "helen", "ruth", "grace", "anil", "lena")
CALM = (
    "Still valid",
    "nothing more for you to do",
    "Your contract is agreed",
    "Your contract has just been agreed",
)


def patterns(found: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in found:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, here)
        else:
            yield here


def addresses(world: World, roots: tuple[str, ...], ref: str) -> list[str]:
    """Every address about a contract, with what it names filled in from this one."""
    given = Answer.objects.order_by("pk").first()
    known = {
        "seat": world.seat("workplace").ref,
        "work": world.seat("workplace").ref,
        "number": "1",
        "key": "card",
        "form": "txt",
        "answer": given.ref if given else "none",
        "written": given.ref if given else "none",
    }
    made = []
    for pattern in patterns(get_resolver().url_patterns):
        if not pattern.startswith(roots):
            continue
        names = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
        if "ref" not in names or set(names) - {"ref", *known}:
            continue
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: {**known, "ref": ref}[m[1]], pattern)
        made.append("/" + filled)
    return made


def ran(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def altered(world: World) -> Contract:
    world.agreed()
    Answer.objects.filter(seat__party="workplace").update(by_name="Karl Forger")
    return world.contract()


@pytest.mark.parametrize("name", READERS)
def test_every_page_of_an_altered_contract_says_so_first(world: World, name: str) -> None:
    ref, client = altered(world).ref, world.client(name)
    read = []
    for address in addresses(world, ("contracts/", "set/"), ref):
        response = client.get(address)
        if response.status_code != 200:
            continue
        if response["Content-Type"].startswith("text/plain"):
            assert IN_PAPER in " ".join(response.content.decode().split()), address
        elif response["Content-Type"].startswith("text/html"):
            page = one_line(response.content.decode())
            assert DOUBT in text_of(response), address
            assert page.index("data-doubt") < re.search("<h[12]", page).start(), address  # type: ignore[union-attr]
            assert not [calm for calm in CALM if calm in text_of(response)], address
            assert ">In force<" not in page, address
            assert 'class="ring yes"' not in page, address
        read.append(address)
    assert read or name in ("anil", "lena")  # never asked about this one, and drew no sample of it
    assert [a for a in read if "evidence" in a] or name not in ("nadine", "helen", "ruth", "grace")


def test_the_pages_by_link_say_so_first(world: World) -> None:
    altered(world)
    link = Ask.objects.exclude(link=None).get().link
    assert link is not None
    reader = Reader(link)
    reader.open()
    read = 0
    for address in addresses(world, ("plan/",), link.ref):
        response = reader.client.get(address)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            assert DOUBT in text_of(response), address
            assert not [calm for calm in CALM if calm in text_of(response)], address
            read += 1
        elif response.status_code == 200 and response["Content-Type"].startswith("text/plain"):
            assert IN_PAPER in " ".join(response.content.decode().split()), address
            read += 1
    assert read > 3


def test_a_draft_nobody_agreed_to_yet_warns_on_paper_too(world: World) -> None:
    world.share()
    draft = Draft.objects.get()
    Draft.objects.update(note="Nothing like what I wrote")
    ref = world.contract().ref
    for end in ("txt", "pdf", "docx"):
        response = world.client("nadine").get(f"/contracts/{ref}/drafts/{draft.number}/paper.{end}")
        assert response.status_code == 200
    text = world.client("nadine").get(f"/contracts/{ref}/drafts/1/paper.txt").content.decode()
    assert IN_PAPER in " ".join(text.split())


def test_staff_are_told_whom_to_tell(world: World) -> None:
    ref = altered(world).ref
    Institution.objects.update(help_email="")
    page = text_of(world.client("helen").get(f"/contracts/{ref}/review/"))
    assert "Tell your university" not in page
    assert "Tell an administrator, who can find out more with “pactwork verify”." in page
    Institution.objects.update(help_email="wbl@midshire.example")
    page = text_of(world.client("helen").get(f"/contracts/{ref}/review/"))
    assert "Tell wbl@midshire.example." in page
    page = text_of(world.client("nadine").get(f"/contracts/{ref}/"))
    assert "Tell your university: wbl@midshire.example." in page


def test_the_queue_s_peek_says_so_first(world: World) -> None:
    ref = altered(world).ref
    page = world.client("helen").get(f"/queue/?show=all&open={ref}")
    assert DOUBT in text_of(page)


def test_the_student_s_home_says_so(world: World) -> None:
    altered(world)
    page = text_of(world.client("nadine").get("/"))
    assert DOUBT in page
    assert "In doubt" in page
    assert "Agreed" not in page.partition(DOUBT)[0]


def test_lists_of_staff_say_so_once_it_was_found(world: World, capsys) -> None:
    contract = altered(world)
    helen = world.client("helen")
    assert "was changed outside Pactwork" not in text_of(helen.get("/"))
    assert ran(["verify"]) == 1
    assert "The contract of Nadine Brooks was changed outside Pactwork" in text_of(helen.get("/"))
    row = text_of(helen.get("/queue/?show=all")).partition("Nadine Brooks")[2]
    assert "In doubt" in row
    assert "The contract of Nadine Brooks was changed" not in text_of(
        world.client("grace").get("/about-me/")
    )
    assert ran(["verify", "--settle", contract.ref, "--reason", "A clerk mended it."]) == 0
    assert "was changed outside Pactwork" not in text_of(helen.get("/"))


def test_an_administrator_hears_what_a_check_found(world: World, capsys) -> None:
    moira = world.client("moira")
    beat()
    remember_backup(clock.now(), "/backup/one.tar")
    assert ran(["verify"]) == 0
    assert "What was changed outside" not in text_of(moira.get("/installation/"))
    contract = altered(world)
    assert ran(["verify"]) == 1
    page = text_of(moira.get("/installation/"))
    assert "1 thing was changed outside Pactwork." in page
    assert f"contract {contract.ref}: its answers are not as entry" in page
    looks = page.count("Check this")
    home = text_of(moira.get("/"))
    assert looks > 0
    assert f"{looks} thing{'s' if looks > 1 else ''} to check: system status" in home


def test_a_scanner_that_does_not_answer_is_something_to_look_at(world: World, settings) -> None:
    moira = world.client("moira")
    assert "Virus scanner" not in text_of(moira.get("/installation/"))
    before = text_of(moira.get("/")).partition(" to check: system status")[0].split()[-2]
    settings.PACTWORK_SCANNER = ("unix", "/nowhere/clamd.sock")
    assert "It is not responding, so every file" in text_of(moira.get("/installation/"))
    after = text_of(moira.get("/")).partition(" to check: system status")[0].split()[-2]
    assert int(after) == int(before) + 1


def test_no_email_says_that_it_is_agreed(world: World) -> None:
    altered(world)
    for delivery in Delivery.objects.filter(kind="agreed"):
        made = agreed(delivery)
        assert not isinstance(made, str)
        assert "agreed" not in made.subject
        body = " ".join(str(made.body).split())
        assert "Do not rely on this email" in body
        assert "can go ahead" not in body
        assert "In force" not in body


def test_every_email_warns_and_tells_staff_whom_to_tell(world: World) -> None:
    Institution.objects.update(help_email="")
    named(world)
    turn_down(world)
    Answer.objects.filter(seat__party="university").update(by_name="Karl Forger")
    inside = {world.people[name].email for name in ("helen", "owen", "ruth", "grace")}
    read = set()
    for delivery in Delivery.objects.filter(entry__subject=world.contract().ref):
        made = EMAILS[delivery.kind](delivery)
        if isinstance(made, str):
            continue
        body = " ".join(str(made.body).split())
        assert "Do not rely on this email" in body, delivery.kind
        assert ("Tell an administrator" in body) == (delivery.to in inside), delivery.kind
        assert ("Tell your university." in body) == (delivery.to not in inside), delivery.kind
        read.add(delivery.to in inside)
    assert read == {True, False}
