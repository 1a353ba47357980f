"""The institution's logo on contracts as PDF and Word files: small, in proportion, with its name; or none."""

import io
import zipfile
from typing import Any

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pactwork.documents.paper.letterhead import millimetres
from pactwork.files.blobs import keep, path_of
from pactwork.files.kept_logos import KeptLogo, kept_logo
from pactwork.files.logos import MOST
from pactwork.people.models import Institution
from tests.contracts.test_paper import elements
from tests.files import words_in_pdf
from tests.institutions.test_settings import PAGE, form, picture
from tests.stories import World

pytestmark = pytest.mark.django_db
FORMS = ("pdf", "docx", "txt")
POINT = 25.4 / 72  # millimetres


def uploaded(world: World, content: bytes, name: str = "logo.png") -> KeptLogo:
    said = form(logo=SimpleUploadedFile(name, content))
    assert world.client("moira").post(PAGE, said).status_code == 302
    house = Institution.objects.get()
    found = kept_logo(house.logo, house.name)
    assert found
    return found


def papers(world: World) -> dict[str, bytes]:
    client, ref = world.client("nadine"), world.contract().ref
    return {one: client.get(f"/contracts/{ref}/drafts/1/paper.{one}").content for one in FORMS}


def figures(file: bytes) -> list[Any]:
    """What the tags call a picture: its alternative text, and its width and height in millimetres."""
    with pikepdf.open(io.BytesIO(file)) as made:
        found = [one for one in elements(made.Root.StructTreeRoot) if one.S == "/Figure"]
        return [(str(one.Alt), *_size(one)) for one in found]


def _size(figure: Any) -> tuple[float, float]:
    own = figure.A if isinstance(figure.A, pikepdf.Array) else [figure.A]
    left, low, right, high = next([float(n) for n in one.BBox] for one in own if "/BBox" in one)
    return (right - left) * POINT, (high - low) * POINT


@pytest.mark.parametrize(
    ("kind", "size", "shown"),
    [
        ("PNG", (900, 300), (36.1, 12)),
        ("JPEG", (1600, 160), (80, 8)),
        ("WEBP", (200, 600), (4, 12)),
        ("PNG", (44, 44), (11.6, 11.6)),
    ],
    ids=["usual", "wide", "tall", "small"],
)
def test_it_heads_the_first_page_in_its_proportions_under_the_institutions_name(
    world: World, kind: str, size: tuple[int, int], shown: tuple[float, float]
) -> None:
    world.agreed()
    logo = uploaded(world, picture(kind, size))
    made = papers(world)
    ((name, *found),) = figures(made["pdf"])
    assert name == "Midshire University"
    assert found == pytest.approx(shown, abs=0.1)
    with pikepdf.open(io.BytesIO(made["pdf"])) as pdf:
        assert [len(page.get_images()) for page in pdf.pages] == [1] + [0] * (len(pdf.pages) - 1)
    word = docx.Document(io.BytesIO(made["docx"]))
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "Midshire University"
    assert (shape.width.mm, shape.height.mm) == pytest.approx(shown, abs=0.1)
    assert "pic:pic" in word.paragraphs[0]._p.xml
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as parts:
        (media,) = (name for name in parts.namelist() if "media/" in name)
        assert parts.read(media) == logo.content


def test_without_one_papers_are_what_they_were(world: World) -> None:
    """And after it is removed; a plain text never had one."""
    world.agreed()
    before = papers(world)
    assert figures(before["pdf"]) == []
    uploaded(world, picture())
    headed = papers(world)
    assert [one for one in FORMS if headed[one] != before[one]] == ["pdf", "docx"]
    assert papers(world) == headed  # the same logo, the same bytes
    assert world.client("moira").post(PAGE, form(no_logo="yes")).status_code == 302
    assert papers(world) == before


def test_only_what_was_drawn_anew_is_printed(world: World) -> None:
    world.agreed()
    said = picture("JPEG")
    assert b"who took it" in said
    logo = uploaded(world, said, "x.svg")
    assert b"who took it" not in logo.content
    made = papers(world)
    assert logo.content in made["pdf"]
    assert b"who took it" not in made["pdf"]


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"<svg/>", b"\x89PNG broken", b""])
def test_no_other_file_is_printed(world: World, content: bytes) -> None:
    """Whatever a damaged row names: the paper has no logo then, and is there."""
    world.agreed()
    before = papers(world)
    Institution.objects.update(logo=keep(content))
    assert papers(world) == before


def test_one_that_is_larger_than_any_we_drew_is_none() -> None:
    assert kept_logo(keep(picture(size=(MOST[0] + 1, 10))), "Midshire") is None
    assert kept_logo("", "Midshire") is None


def test_a_file_that_is_missing_for_a_while_is_found_again(world: World) -> None:
    content = picture(size=(640, 200))
    digest = keep(content)
    path_of(digest).unlink()
    assert kept_logo(digest, "Midshire") is None
    keep(content)
    found = kept_logo(digest, "Midshire")
    assert found
    assert found.content == content
    path_of(digest).unlink()
    assert kept_logo(digest, "Midshire") == found  # read once


def test_the_sheet_of_a_workplace_stays_on_one_page(world: World) -> None:
    """With as many words as the form takes, under the tallest logo."""
    long = "Listen back to twelve of my own calls. " * 40
    world.share(card={"do": long[:499], "when": long[:299]})
    world.ask("workplace")
    assert millimetres(uploaded(world, picture()))[1] == pytest.approx(12)
    path = f"/contracts/{world.contract().ref}/drafts/1/sheet.pdf"
    file = world.client("nadine").get(path).content
    with pikepdf.open(io.BytesIO(file)) as made:
        assert len(made.pages) == 1
    assert "Signature" in words_in_pdf(file)
    assert [name for name, *_ in figures(file)] == ["Midshire University"]


def test_a_logo_costs_a_paper_no_query(world: World, django_assert_max_num_queries: Any) -> None:
    world.agreed()
    client: Client = world.client("nadine")
    uploaded(world, picture())
    with django_assert_max_num_queries(26):
        client.get(f"/contracts/{world.contract().ref}/drafts/1/paper.txt")
