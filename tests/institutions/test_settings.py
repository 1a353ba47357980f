"""The page of the settings, and what everybody sees once they are saved."""

import re
import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from pactwork.history.models import Entry
from pactwork.people.models import Institution
from tests.contracts.plans import text_of
from tests.stories import World, make_world
from tests.test_page_queries import cost, pages

PAGE = "/institution/"
pytestmark = pytest.mark.django_db


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> bytes:
    drawn = Image.new("RGB", size, "white")
    drawn.paste("navy", (20, 20, size[0] // 2, size[1] // 2))
    made = BytesIO()
    drawn.save(made, kind, comment="who took it" if kind == "JPEG" else None)
    return made.getvalue()


def bomb() -> bytes:
    """A few bytes that claim to be a picture of a gigapixel."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    told = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def form(**changed: Any) -> dict[str, Any]:
    """The page as it comes, with these fields typed otherwise."""
    said = {
        "name": "Midshire University",
        "time_zone": "Europe/London",
        "help_email": "help@midshire.example",
        "dates": "day",
        "paper": "a4",
        "on": ["hotseats", "conversations"],
    }
    return said | {key.replace("__", "-"): value for key, value in changed.items()}


@pytest.fixture
def admin(world: World) -> Client:
    return world.client("moira")


def asked(world: World) -> None:
    """Two drafts, and a workplace that reads the second."""
    world.share()
    world.share(stops={"inside": "Only the complaint calls I take myself."})
    world.ask("workplace")


def house() -> Institution:
    return Institution.objects.get()


def text(client: Client, address: str) -> str:
    return text_of(client.get(address))


def test_everything_is_saved_at_once_in_one_entry(world: World, admin: Client) -> None:
    said = form(
        name="Metropolia", time_zone="helsinki", sender="Metropolia, work-based learning",
        dates="month", paper="letter", light="7A003C", dark="#ffd700", role__facilitator="ohjaaja",
        several__facilitator="ohjaajat", role__careers="careers adviser", on=["conversations"],
        logo=upload(picture()),
    )  # fmt: skip
    before = Entry.objects.count()
    assert admin.post(PAGE, said).status_code == 302
    now = house()
    assert (now.name, now.time_zone, now.sender) == (
        "Metropolia", "Europe/Helsinki", "Metropolia, work-based learning",
    )  # fmt: skip
    assert (now.dates, now.paper, now.light, now.dark) == ("month", "letter", "#7a003c", "#ffd700")
    assert now.roles == {
        "facilitator": ["ohjaaja", "ohjaajat"],
        "careers": ["careers adviser", "careers advisers"],
    }
    assert (now.left_out, len(now.logo)) == (["hotseats"], 64)
    (entry,) = Entry.objects.order_by("pk")[before:]
    assert (entry.act, entry.by) == ("institution_described", world.people["moira"].called.of)
    assert entry.payload["institution"] == "Metropolia"
    assert entry.payload["logo"] == now.logo
    said.pop("logo")
    assert admin.post(PAGE, said).status_code == 302  # the same again is nothing new
    assert Entry.objects.count() == before + 1


def test_it_is_for_administrators_of_this_institution(world: World, admin: Client) -> None:
    for name in ("helen", "ruth", "nadine"):
        assert world.client(name).get(PAGE).status_code == 404
        assert world.client(name).post(PAGE, form(name="Mine")).status_code == 404
    assert house().name == "Midshire University"
    assert admin.get(PAGE).status_code == 200
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"name": " "}, "name", "Write something here first."),
        ({"time_zone": "Moon/Base"}, "time_zone", "“Moon/Base” is not one of them."),
        ({"help_email": "help"}, "help_email", "Enter an email address"),
        (
            {"light": "#ffd700"},
            "light",
            "its contrast is 1.1 to 1, and text needs 4.5 to 1. Choose a darker",
        ),
        ({"dark": "#7a003c"}, "dark", "too dark to read on dark pages"),
        ({"light": "teal"}, "light", "such as #0b5470. “teal” is not one."),
        (
            {"role__facilitator": "<b>boss</b>"},
            "role-facilitator",
            "Use only words and numbers",
        ),
        (
            {"several__examiner": "a & b", "role__examiner": "judge"},
            "several-examiner",
            "Use only words",
        ),
        ({"several__examiner": "judges"}, "role-examiner", "Write something here first."),
        ({"dates": "us"}, "dates", "“us” is not one of them."),
    ],
)
def test_what_will_not_do_is_said_beside_its_field_and_nothing_is_saved(
    admin: Client, changed: dict[str, str], field: str, words: str
) -> None:
    answer = admin.post(PAGE, form(sender="New name", **changed))
    assert answer.status_code == 422
    page = answer.content.decode()
    beside = page.split(f'id="{field}-error"', 1)[1].split("</p>", 1)[0]
    assert words in " ".join(re.sub("<[^>]+>", " ", beside).split()).replace("&gt;", ">")
    assert f'href="#{field}"' in page  # the summary on top leads there
    assert 'value="New name"' in page  # what was typed stays
    assert house().sender == ""
    assert not Entry.objects.filter(act="institution_described")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (bomb(), "would unpack to far more than a logo needs"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Save it as a PNG or JPEG"),
        (b"%PDF-1.4", "Save it as a PNG or JPEG"),
        (picture()[:200], "it may be damaged"),
        (b"", "it may be damaged"),
        (b"\x89PNG" + b"x" * 2_000_001, "The limit for a logo is 2 MB"),
        (picture(size=(1, 1)), "Nothing can be seen in this picture"),
    ],
)  # fmt: skip
def test_a_logo_that_is_none_is_refused_with_a_sentence(
    admin: Client, content: bytes, words: str
) -> None:
    answer = admin.post(PAGE, form(logo=upload(content)))
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert house().logo == ""


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_logo_is_drawn_anew_served_inert_and_shown_to_everybody(
    world: World, admin: Client, kind: str
) -> None:
    """Small, without what rode along, as a picture and nothing else."""
    assert admin.post(PAGE, form(logo=upload(picture(kind), "x.svg"))).status_code == 302
    address = reverse("institutions:logo", args=[house().ref, house().logo])
    answer = Client().get(address)
    assert answer["Content-Type"] in ("image/png", "image/jpeg")
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer["Cache-Control"]
    assert Image.open(BytesIO(answer.content)).size == (640, 213)
    assert b"who took it" not in answer.content
    asked(world)
    for client, page in pages(world).values():
        assert f'src="{address}" alt="Midshire University"' in client.get(page).content.decode()
    other = reverse("institutions:logo", args=[house().ref, "0" * 64])
    assert Client().get(other).status_code == 404
    assert admin.post(PAGE, form(no_logo="yes")).status_code == 302
    assert house().logo == ""
    assert Client().get(address).status_code == 404


def test_no_other_file_is_served_as_a_logo(world: World, admin: Client) -> None:
    """Only what the institution shows as its logo, of all that lies in the folder of files."""
    blob = world.run.institution.blob_set.first()
    assert blob is not None
    address = reverse("institutions:logo", args=[house().ref, blob.digest])
    assert Client().get(address).status_code == 404
    Institution.objects.update(logo=blob.digest)  # even then it is no picture
    assert Client().get(address).status_code == 404


def test_colours_are_a_style_sheet_that_browsers_keep(world: World, admin: Client) -> None:
    assert "/institutions/" not in world.client("nadine").get("/").content.decode()
    admin.post(PAGE, form(light="#7a003c", dark="#ffd700", paper="letter"))
    page = world.client("nadine").get("/").content.decode()
    (address,) = re.findall(r'href="(/institutions/[^"]+\.css)"', page)
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    css = answer.content.decode()
    assert ":root,[data-bs-theme=light]{--brand:#7a003c;" in css
    assert "@media screen{[data-bs-theme=dark]{--brand:#ffd700;" in css
    assert "prefers-color-scheme:dark){html[data-bs-theme=auto]{--brand:#ffd700;" in css
    assert "@page{size:letter}" in css
    admin.post(PAGE, form(light="#005a30"))
    assert address not in world.client("nadine").get("/").content.decode()
    old = Client().get(address)  # of a page that is still open
    assert (old["Cache-Control"], "#005a30" in old.content.decode()) == ("no-cache", True)


def test_the_settings_cost_no_query(world: World, admin: Client) -> None:
    asked(world)
    plain = {place: cost(*where) for place, where in pages(world).items()}
    admin.post(
        PAGE,
        form(light="#7a003c", dark="#ffd700", dates="month", role__facilitator="tutor",
             on=["conversations"], logo=upload(picture())),
    )  # fmt: skip
    for place, where in pages(world).items():
        assert cost(*where) <= plain[place], place


def test_the_style_and_the_logo_cost_one_query(admin: Client) -> None:
    admin.post(PAGE, form(light="#7a003c", logo=upload(picture())))
    for address in re.findall(r'"(/institutions/[^"]+)"', admin.get(PAGE).content.decode()):
        with CaptureQueriesContext(connection) as seen:
            assert Client().get(address).status_code == 200
        assert len(seen) == 1


def test_the_page_says_our_own_words_where_it_asks_for_theirs(admin: Client) -> None:
    admin.post(PAGE, form(role__facilitator="academic supervisor"))
    page = admin.get(PAGE).content.decode()
    assert "Learning facilitator" in page
    assert 'value="academic supervisors"' in page


def test_somebody_without_a_second_institution_changes_only_theirs(
    world: World, admin: Client
) -> None:
    other = make_world("Aardvark College", "aardvark.example")
    admin.post(PAGE, form(name="Midshire"))
    other.institution.refresh_from_db()
    assert other.institution.name == "Aardvark College"


def stood_on(client: Client) -> str:
    found = re.search(r'name="stands" value="([^"]+)"', client.get(PAGE).content.decode())
    assert found
    return found[1]


def test_of_two_administrators_the_second_is_shown_the_difference(
    world: World, admin: Client
) -> None:
    stands = stood_on(admin)
    first = form(paper="letter", role__facilitator="tutor", on=["hotseats"], stands=stands)
    assert admin.post(PAGE, first).status_code == 302
    entries = Entry.objects.count()
    mine = form(sender="Placements", role__examiner="moderator", stands=stands)
    answer = admin.post(PAGE, {**mine, "logo": upload(picture())})
    said = text_of(answer)
    assert (answer.status_code, Entry.objects.count()) == (409, entries)
    assert house().sender == house().logo == ""
    assert "Another administrator saved these settings while you had them open." in said
    for row in (
        "Paper A4 US size (8.5 by 11 inches)",
        "Name that emails come from (optional) Placements –",
        "Learning facilitator – tutor / tutors",
        "External examiner moderator / moderators –",
        "Parts you can leave out Hotseats, Talk and clarifications Hotseats",
    ):
        assert row in said
    assert "Choose the file again." in said
    page = answer.content.decode()
    assert 'value="Placements"' in page
    assert 'value="moderator"' in page
    again = re.search(r'name="stands" value="([^"]+)"', page)
    assert again
    assert again[1] != stands
    assert admin.post(PAGE, {**mine, "stands": again[1]}).status_code == 302
    assert (house().sender, house().paper, house().roles.keys()) == (
        "Placements",
        "a4",
        {"examiner"},
    )


def test_a_mistake_does_not_make_a_later_save_of_somebody_else_unseen(
    world: World, admin: Client
) -> None:
    stands = stood_on(admin)
    assert admin.post(PAGE, form(paper="letter", stands=stands)).status_code == 302
    answer = admin.post(PAGE, form(name="", stands=stands))
    assert answer.status_code == 422
    assert f'name="stands" value="{stands}"' in answer.content.decode()
    assert admin.post(PAGE, form(sender="Mine", stands=stands)).status_code == 409


def test_what_another_has_saved_just_so_is_no_difference(world: World, admin: Client) -> None:
    stands = stood_on(admin)
    for _ in range(2):
        assert admin.post(PAGE, form(paper="letter", stands=stands)).status_code == 302
    assert house().paper == "letter"
