"""A yes that somebody else writes down: on the pages, in the letters, disputed and settled."""

import os
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pactwork.contracts import actions
from pactwork.contracts.models import Answer, Ask, Holder
from pactwork.contracts.recorded import recorded_words
from pactwork.contracts.soundness import faults
from pactwork.files.blobs import keep, path_of
from pactwork.files.scans import MOST_BYTES, Scan, scan_of
from pactwork.ground import clock as the_clock
from pactwork.history.models import Delivery
from pactwork.modules.models import Blob
from tests.conftest import Clock
from tests.contracts.plans import Reader, asked, reader, text_of
from tests.contracts.scans import page_that_runs_a_script
from tests.stories import CAROL, World

PDF = page_that_runs_a_script()
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
    return next(s.state for s in world.dossier().stands.seats if s.party == "workplace")


def picture(kind: str = "JPEG", **more: Any) -> bytes:
    made = BytesIO()
    drawn = Image.new("RGB", (40, 30), "white")
    drawn.paste("navy", (5, 10, 30, 14))  # a signature, or the like
    drawn.save(made, kind, **more)
    return made.getvalue()


def upload(content: bytes, name: str = "page.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_the_student_writes_down_a_yes(world: World) -> None:
    world.share()
    client = world.client("nadine")
    asking = client.get(f"/contracts/{world.contract().ref}/ask/{world.seat('workplace').ref}/")
    assert "Already said yes?" in text_of(asking)
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
    assert "We cannot send a receipt, because there is no address." in page
    assert "said yes by phone on Monday 5 October 2026; written down by Dr Helen Marsh" in page
    assert not Delivery.objects.filter(kind="receipt").exists()
    assert not Delivery.objects.filter(to="").exists()
    assert "We do not have an address for them" in page


def test_everything_that_is_wrong_is_said_beside_its_field(world: World) -> None:
    world.share()
    wrong = {"how": "", "said_on": "2036-01-01", "name": "", "email": "", "reason": ""}
    response = written(world, **wrong, job="Team leader")
    page = text_of(response)
    assert response.status_code == 422
    for said in (
        "Choose how the yes was given",
        "That date is in the future",
        "Enter their email address. They get a receipt",
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
    assert "The text changed while you were writing" in page
    assert "A quiet room on Fridays." in page
    assert MET["reason"] in page
    assert not Answer.objects.exists()
    assert 'name="draft" value="2"' in response.content.decode()


def test_a_newer_draft_with_the_same_words_for_them_is_no_hindrance(world: World) -> None:
    world.share()
    world.share(stops={"outside": "I will not rewrite anything."})
    written(world)
    assert Answer.objects.get().draft.number == 2


@pytest.mark.asvs("V3.2.1")
def test_on_paper_the_page_is_kept_and_served_as_a_file(world: World) -> None:
    world.share()
    missing = written(world, how="paper")
    assert "Add a photo or scan of the signed page." in text_of(missing)
    written(world, how="paper", page=upload(PDF))
    given = Answer.objects.get()
    assert recorded_words(given).endswith(
        "on paper on Monday 5 October 2026; added by Nadine Brooks"
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
    assert "Signed page (" in text_of(
        world.client("helen").get(f"/contracts/{world.contract().ref}/review/")
    )


@pytest.mark.parametrize("now", [b"%PDF-1.4 forged", None])
def test_a_page_that_is_another_by_now_is_given_to_nobody_and_named(
    world: World, caplog: pytest.LogCaptureFixture, now: bytes | None
) -> None:
    world.share()
    written(world, how="paper", page=upload(PDF))
    given = Answer.objects.get()
    on_disk = path_of(Blob.objects.get(digest=sha256(PDF).hexdigest()).digest)
    on_disk.write_bytes(now) if now else on_disk.unlink()
    where = f"/contracts/{world.contract().ref}/answers/{given.ref}/page/"
    assert world.client("helen").get(where).status_code == 404
    assert [r for r in caplog.records if on_disk.name in r.getMessage()]
    said = "it is not the file that was handed in" if now else "it is missing"
    assert list(faults()) == [f"file {on_disk.name[:16]}: {said}."]
    assert keep(PDF) == on_disk.name  # whoever hands it in again puts it right
    assert world.client("helen").get(where).content == PDF
    assert list(faults()) == []


def test_a_refused_page_leaves_nothing_behind(world: World) -> None:
    world.share()
    written(world)
    content = PDF + b"\n"
    before = Blob.objects.count()
    page = written(world, how="paper", page=upload(content))
    assert "The answer is already yes" in text_of(page)
    assert Blob.objects.count() == before
    scan = scan_of(content)
    assert isinstance(scan, Scan)
    assert not path_of(sha256(content).hexdigest()).exists()


@pytest.mark.asvs("V14.2.8")
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


@pytest.mark.asvs("V5.2.2")
@pytest.mark.asvs("V1.3.4")
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
    ids=("nothing", "html", "svg", "gif", "exe", "zip", "no pdf", "half a picture", "too large"),
)
def test_what_is_no_page_is_refused(content: bytes, code: str) -> None:
    found = scan_of(content)
    assert not isinstance(found, Scan)
    assert found.code == code


@pytest.mark.asvs("V5.2.1")
def test_a_picture_that_claims_to_be_vast_is_never_unpacked() -> None:
    made = BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "PNG")
    assert len(made.getvalue()) < MOST_BYTES
    found = scan_of(made.getvalue())
    assert not isinstance(found, Scan)
    assert found.code == "scan_pixels"


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
    assert world.dossier().stands.stage == "suspended"
    assert Holder.objects.filter(until_at=None).count() == 0


# --- By link: the receipt, the dispute


def receipt(world: World, by: str = "nadine", **typed: Any) -> Reader:
    """Whoever has the receipt for a yes that was written down."""
    world.share()
    written(world, by, **typed)
    return reader(world)


def disputed(carol: Reader, response: Any = None, **typed: str) -> Any:
    sent = carol.form(response or carol.open(), "dispute")
    sent |= {"dispute_reason": "I said I would think about it.", "dispute_code": carol.code}
    return carol.client.post(f"{carol.page}dispute/", sent | typed, follow=True)


def test_the_receipts_link_shows_the_words_and_until_when_to_object(world: World) -> None:
    carol = receipt(world)
    page = text_of(carol.open())
    assert "Carol Benning said yes in a meeting on Monday 5 October 2026" in page
    assert "written down by Nadine Brooks" in page
    assert "We met on Monday and she said so." in page
    assert "My own call recordings and half an hour in weeks 5 and 9." in page
    assert "If it is not, tell us by Tuesday 6 October 2026, 23:59." in page


def test_she_disputes_it_somebody_else_settles_it_and_all_are_told(
    world: World, clock: Clock
) -> None:
    carol = receipt(world, "helen")
    world.ask("university")
    world.answer("university", by="owen")
    assert world.dossier().stands.stage == "agreed"
    clock.forward(hours=3)
    page = text_of(disputed(carol))
    assert "You disputed it" in page
    assert "I said I would think about it." in page
    assert state(world) == "withdrawn"
    ref = world.contract().ref
    own = text_of(world.client("helen").get(f"/contracts/{ref}/review/"))
    assert "A yes is disputed." in own
    assert "Someone who did not write it down has to settle it." in own
    where = address(world, "dispute")
    assert "You wrote this yes down" in text_of(world.client("helen").get(where))
    grace = world.client("grace")
    assert "Settle the dispute" in text_of(grace.get(f"/contracts/{ref}/review/"))
    blank = grace.post(where, {"reason": "I rang her."})
    assert blank.status_code == 409
    assert "Choose whether the yes still counts" in text_of(blank)
    assert "I rang her." in text_of(blank)
    done = grace.post(where, {"how": "stands", "reason": "I rang her."}, follow=True)
    assert "Dispute settled." in text_of(done)
    assert state(world) == "yes"
    assert "Still valid" in text_of(carol.open())
    told = set(Delivery.objects.filter(kind="dispute_settled").values_list("to", flat=True))
    assert told == {
        "nadine@student.midshire.example",
        "helen@midshire.example",
        CAROL["email"],
    }


def test_a_dispute_needs_a_reason_and_the_code_and_works_without_cookies(world: World) -> None:
    carol = receipt(world)
    wrong = disputed(carol, dispute_reason="", dispute_code="000000")
    assert wrong.status_code == 422
    assert "Give a reason" in text_of(wrong)
    assert state(world) == "yes"
    page = carol.open()
    bare = Reader(carol.link)
    assert "You disputed it" in text_of(disputed(bare, page))


def test_after_a_working_day_it_is_over_and_the_yes_can_still_be_taken_back(
    world: World, clock: Clock
) -> None:
    carol = receipt(world)
    page = carol.open()
    clock.forward(days=2)
    late = disputed(carol, page)
    assert late.status_code == 409
    assert "This yes could be disputed until Tuesday 6 October 2026, 23:59." in text_of(late)
    now = text_of(carol.open())
    assert "You can still withdraw it." in now
    sent = carol.form(carol.open(), "withdrawal") | {"reason": "No room.", "code": carol.code}
    done = carol.client.post(f"{carol.page}withdrawal/", sent, follow=True)
    assert "You withdrew your yes on" in text_of(done)


def test_she_sees_the_page_that_was_kept(world: World) -> None:
    carol = receipt(world, how="paper", page=upload(PDF))
    assert "The signed page (" in text_of(carol.open())
    assert carol.client.get(f"{carol.page}page/").content == PDF
    assert Reader(carol.link).client.get(f"{carol.page}page/").content != PDF


def test_a_link_from_before_says_that_it_was_written_down(world: World) -> None:
    carol = asked(world)
    written(world)
    assert "Your yes was written down" in text_of(carol.open())


def test_whoever_left_reads_on_their_link_what_happened(world: World, clock: Clock) -> None:
    world.agreed()
    carol = reader(world)
    clock.forward(days=1)
    world.client("nadine").post(address(world, "leaving"), {"reason": "The job ended."})
    page = text_of(carol.open())
    assert "You no longer speak for the workplace here" in page
    assert "The job ended." not in page


# --- A fresh letter


def fresh(carol: Reader) -> Any:
    """The page's form, with the code of the letter in hand."""
    form = carol.form(carol.open(), "letter") | {"code": carol.code}
    return carol.client.post(f"{carol.page}letter/", form, follow=True)


def test_a_link_that_ran_out_offers_a_fresh_letter(world: World, clock: Clock) -> None:
    carol = asked(world)
    clock.forward(days=31)
    page = text_of(carol.open())
    assert "This link has expired" in page
    assert "c•••@larkmoor.example" in page
    assert CAROL["email"] not in page
    assert "An email is on its way to c•••@larkmoor.example" in text_of(fresh(carol))
    anew = reader(world)
    assert anew.link.pk != carol.link.pk
    assert "There is a newer link" in text_of(carol.open())
    letters = Delivery.objects.filter(kind="asked", stopped_at=None)
    assert letters.count() == 2
    assert "You said yes" in text_of(anew.answer("yes"))
    assert Answer.objects.get().opened_at is not None


@pytest.mark.asvs("V2.3.2")
def test_three_letters_a_day_and_no_more(world: World, clock: Clock) -> None:
    carol = asked(world)
    clock.forward(days=31)
    for _again in range(3):
        assert "on its way" in text_of(fresh(carol))
    over = fresh(carol)
    assert over.status_code == 409
    assert "We have already sent 3 emails today." in text_of(over)
    clock.forward(days=1, minutes=1)
    assert "on its way" in text_of(fresh(carol))


def test_no_program_that_opens_mail_has_more_of_it_sent(world: World, clock: Clock) -> None:
    carol = asked(world)
    clock.forward(days=31)
    form = carol.form(carol.open(), "letter")
    wrong = carol.client.post(f"{carol.page}letter/", form)
    assert wrong.status_code == 422
    assert "Type the six-digit code from our email." in text_of(wrong)
    assert Delivery.objects.filter(kind="asked").count() == 1


def test_words_replaced_lead_to_the_newest_letter(world: World) -> None:
    carol = asked(world)
    world.share(card={"need": "A quiet room on Fridays."})
    world.ask("workplace")
    page = text_of(carol.open())
    assert "The plan has changed" in page
    assert "Send me the email again" in page
    assert "on its way" in text_of(fresh(carol))
    assert (
        Delivery.objects.filter(kind="asked", about=Ask.objects.order_by("-pk")[0].ref).count() == 2
    )


def test_nothing_is_mailed_again_when_nothing_is_asked(world: World, clock: Clock) -> None:
    carol = asked(world)
    clock.forward(days=31)
    page = carol.form(carol.open(), "letter")
    actions.withdraw_ask(world.contract(), world.seat("workplace").ref, by=world.actor("nadine"))
    response = carol.client.post(f"{carol.page}letter/", page | {"code": carol.code})
    assert response.status_code == 409
    assert "No answer needed" in text_of(response)


def test_when_the_words_were_opened_comes_from_the_signed_ticket(
    world: World, clock: Clock
) -> None:
    carol = asked(world)
    page = carol.open()
    opened = the_clock.now()
    clock.forward(minutes=7)
    carol.answer("yes", page)
    given = Answer.objects.get()
    assert given.opened_at is not None
    assert abs((given.opened_at - opened).total_seconds()) < 2
