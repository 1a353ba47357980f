"""A yes that somebody else writes down: on the pages, in the letters, disputed and settled."""

import os
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pactwork.contracts.actions.scans import MOST_BYTES, Scan, scan_of
from pactwork.contracts.models import Answer, Holder
from pactwork.contracts.recorded import recorded_words
from pactwork.history.models import Delivery
from pactwork.modules.blobs import path_of
from pactwork.modules.models import Blob
from tests.conftest import Clock
from tests.contracts.plans import text_of
from tests.stories import CAROL, World

PDF = b"%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>\n%%EOF\n"
MET = {
    "draft": "1",
    "how": "meeting",
    "said_on": "2026-10-05",
    "name": CAROL["name"],
    "email": CAROL["email"],
    "job": CAROL["job"],
    "reason": "We met on Monday and she said so.",
}


def address(world: World, part: str = "record") -> str:
    return f"/contracts/{world.contract().ref}/seats/{world.seat('workplace').ref}/{part}/"


def written(world: World, by: str = "nadine", **typed: Any) -> Any:
    return world.client(by).post(address(world), {**MET, **typed}, follow=True)


def state(world: World) -> str:
    return next(s.state for s in world.whole().stands.seats if s.party == "workplace")


def picture(kind: str = "JPEG", **more: Any) -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, kind, **more)
    return made.getvalue()


def upload(content: bytes, name: str = "page.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_the_student_writes_down_a_yes(world: World) -> None:
    world.share()
    client = world.client("nadine")
    asking = client.get(f"/contracts/{world.contract().ref}/ask/{world.seat('workplace').ref}/")
    assert "They said yes already?" in text_of(asking)
    form = text_of(client.get(address(world)))
    assert "My own call recordings and half an hour in weeks 5 and 9." in form
    page = text_of(written(world))
    assert "A receipt is on its way to carol.benning@larkmoor.example" in page
    said = "Carol Benning said yes in a meeting on Monday 5 October 2026; written down by Nadine Brooks"
    assert said in page
    assert "Yes in a meeting, 5 Oct 2026; written down by Nadine Brooks" in page  # the band
    assert state(world) == "yes"
    to = set(Delivery.objects.values_list("kind", "to"))
    assert ("receipt", CAROL["email"]) in to
    assert ("answered", "helen@midshire.example") in to


def test_staff_write_one_down_without_an_address(world: World) -> None:
    world.share()
    review = world.client("helen").get(f"/contracts/{world.contract().ref}/review/")
    assert "Write down a yes: Workplace" in text_of(review)
    page = text_of(written(world, "helen", how="phone", email=""))
    assert "No receipt goes out, because there is no address." in page
    assert "said yes by phone on Monday 5 October 2026; written down by Dr Helen Marsh" in page
    assert not Delivery.objects.filter(kind="receipt").exists()
    assert not Delivery.objects.filter(to="").exists()
    assert "No address is known" in page


def test_everything_that_is_wrong_is_said_beside_its_field(world: World) -> None:
    world.share()
    wrong = {"how": "", "said_on": "2036-01-01", "name": "", "email": "", "reason": ""}
    response = written(world, **wrong, job="Team leader")
    page = text_of(response)
    assert response.status_code == 422
    for said in (
        "Say how the yes was given",
        "That day is still to come",
        "Give their e-mail address. They get a receipt",
        "Give a reason",
    ):
        assert said in page
    assert 'value="Team leader"' in response.content.decode()
    assert not Answer.objects.exists()


def test_words_that_changed_meanwhile_are_shown_and_nothing_is_written(world: World) -> None:
    world.share()
    world.share(card={"need": "A quiet room on Fridays."})
    response = written(world)
    assert response.status_code == 409
    page = text_of(response)
    assert "These words changed while you wrote" in page
    assert "A quiet room on Fridays." in page
    assert MET["reason"] in page
    assert not Answer.objects.exists()
    assert 'name="draft" value="2"' in response.content.decode()


def test_a_newer_draft_with_the_same_words_for_them_is_no_hindrance(world: World) -> None:
    world.share()
    world.share(stops={"outside": "I will not rewrite anything."})
    written(world)
    assert Answer.objects.get().draft.number == 2


def test_on_paper_the_page_is_kept_and_served_as_a_file(world: World) -> None:
    world.share()
    missing = written(world, how="paper")
    assert "Add the signed page" in text_of(missing)
    written(world, how="paper", page=upload(PDF))
    given = Answer.objects.get()
    assert recorded_words(given).endswith(
        "on paper on Monday 5 October 2026; kept by Nadine Brooks"
    )
    where = f"/contracts/{world.contract().ref}/answers/{given.ref}/page/"
    for who in ("nadine", "helen", "grace"):
        served = world.client(who).get(where)
        assert served.content == PDF
        assert served["Content-Disposition"].startswith("attachment")
        assert served["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in served["Content-Security-Policy"]
    for who in ("tomasz", "colin", "anil", "dan"):
        assert world.client(who).get(where).status_code == 404
    assert "The page it was said on" in text_of(
        world.client("helen").get(f"/contracts/{world.contract().ref}/review/")
    )


def test_a_refused_page_leaves_nothing_behind(world: World) -> None:
    world.share()
    written(world)
    content = PDF.replace(b"1.7", b"1.4")
    before = Blob.objects.count()
    page = written(world, how="paper", page=upload(content))
    assert "The answer is yes already" in text_of(page)
    assert Blob.objects.count() == before
    scan = scan_of(content)
    assert isinstance(scan, Scan)
    assert not path_of(sha256(content).hexdigest()).exists()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_is_drawn_anew_without_its_place_and_camera(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Carol"
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}
    content = picture(kind, exif=exif) + b"<script>alert(1)</script>"
    scan = scan_of(content)
    assert isinstance(scan, Scan)
    assert b"Camera of Carol" in content
    assert b"Camera" not in scan.content
    assert b"script" not in scan.content
    assert not dict(Image.open(BytesIO(scan.content)).getexif())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "paper_missing"),
        (b"<html><script>alert(1)</script>", "scan_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "scan_type"),
        (b"GIF89a" + os.urandom(200), "scan_type"),
        (b"MZ" + os.urandom(400), "scan_type"),
        (b"PK\x03\x04" + os.urandom(400), "scan_type"),
        (b"%PDF-1.7 and then nothing", "scan_broken"),
        (picture()[:300], "scan_broken"),
        (b"%PDF-" + b"x" * MOST_BYTES, "scan_large"),
    ],
)
def test_what_is_no_page_is_refused(content: bytes, code: str) -> None:
    found = scan_of(content)
    assert not isinstance(found, Scan)
    assert found.code == code


def test_a_picture_that_claims_to_be_vast_is_never_unpacked() -> None:
    made = BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "PNG")
    assert len(made.getvalue()) < MOST_BYTES
    found = scan_of(made.getvalue())
    assert not isinstance(found, Scan)
    assert found.code in ("scan_large", "scan_broken")


def test_a_file_has_to_be_chosen_again_and_the_page_says_so(world: World) -> None:
    world.share()
    page = written(world, how="paper", page=upload(picture("PNG"), "photo.png"), reason="")
    assert "Please choose the file again" in text_of(page)


def test_who_has_no_such_move_finds_no_such_page(world: World) -> None:
    world.share()
    for who in ("tomasz", "colin", "anil"):
        assert world.client(who).get(address(world)).status_code == 404
    assert world.client("grace").get(address(world)).status_code == 200


def test_the_agreement_says_how_it_was_said(world: World) -> None:
    world.share()
    written(world, "helen", how="phone")
    world.ask("university")
    world.answer("university")
    paper = text_of(world.client("nadine").get(f"/contracts/{world.contract().ref}/agreement/"))
    assert "said by phone, said on 5 Oct 2026, written down by Dr Helen Marsh" in paper
    history = text_of(world.client("nadine").get(f"/contracts/{world.contract().ref}/history/"))
    assert "Dr Helen Marsh wrote down that Carol Benning said yes by phone" in history


def test_the_workplace_is_gone_and_somebody_new_is_named(world: World, clock: Clock) -> None:
    world.agreed()
    clock.forward(days=1)
    page = world.client("nadine").post(
        address(world, "leaving"), {"reason": "The job ended."}, follow=True
    )
    words = text_of(page)
    assert "Carol Benning no longer speaks for the workplace." in words
    assert "The job ended." in words
    assert "Who is your workplace advocate?" in words
    assert world.whole().stands.stage == "suspended"
    assert Holder.objects.filter(until_at=None).count() == 0
