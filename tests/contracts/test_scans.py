"""A file that nobody can open is no evidence: judged by what it is, where it is handed in."""

import resource
import struct
import zlib
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pactwork.contracts.models import Answer
from pactwork.files.pictures import redrawn
from pactwork.files.scans import Scan, scan_of
from pactwork.ground.refusal import Refusal
from pactwork.ground.sentences import sentence
from tests.contracts import scans
from tests.contracts.plans import text_of
from tests.contracts.test_recording import upload, written
from tests.stories import World

LOCKED = Path(__file__).parent / "files" / "locked.pdf"
WHOLE = scans.pdf()
HEIC = bytes.fromhex("000000186674797068656963000000006d69663168656963")


def judged(content: bytes) -> str:
    found = scan_of(content)
    return found.type if isinstance(found, Scan) else found.code


@pytest.mark.parametrize("name", ["page.pdf", "page.jpg", "page.txt"])
def test_a_locked_pdf_is_refused_when_it_is_handed_in(world: World, name: str) -> None:
    """case-27."""
    world.share()
    page = written(world, how="paper", page=upload(LOCKED.read_bytes(), name))
    assert page.status_code == 422
    assert "This file is protected by a password. Save a copy without one." in text_of(page)
    assert not Answer.objects.exists()


def test_a_photograph_in_heic_is_told_the_way_out(world: World) -> None:
    """case-28."""
    world.share()
    page = written(world, "helen", how="paper", page=upload(HEIC, "IMG_0001.HEIC"))
    assert page.status_code == 422
    assert "On an iPhone, choose Options > Most Compatible" in unescape(text_of(page))
    assert not Answer.objects.exists()


TAKEN: list[tuple[Callable[[], bytes], str]] = [
    (scans.pdf, "application/pdf"),
    (lambda: scans.pdf(30), "application/pdf"),
    (scans.page_that_runs_a_script, "application/pdf"),
    (lambda: scans.locked(""), "application/pdf"),  # only printing or changing asks for a password
    (lambda: b"\xef\xbb\xbf\r\n" + WHOLE, "application/pdf"),  # as readers allow
    (scans.picture, "image/jpeg"),
    (lambda: scans.picture(mode="L", colour="#222"), "image/jpeg"),
    (lambda: scans.picture(mode="CMYK", colour="black"), "image/jpeg"),
    (lambda: scans.picture("PNG"), "image/png"),
    (lambda: scans.picture("PNG", mode="LA", colour="black"), "image/png"),
    (scans.see_through, "image/png"),
    (lambda: scans.picture("WEBP"), "image/jpeg"),
    (lambda: scans.picture("AVIF"), "image/jpeg"),
]
REFUSED: list[tuple[Callable[[], bytes], str]] = [
    (lambda: scans.locked("secret"), "scan_locked"),
    (lambda: scans.pdf(0), "scan_broken"),
    (lambda: WHOLE[: len(WHOLE) // 2], "scan_broken"),
    (lambda: WHOLE[:100] + b"\n%%EOF\n", "scan_broken"),
    (lambda: b"%PDF-1.7\n%%EOF\n", "scan_broken"),
    (lambda: scans.picture()[:300], "scan_broken"),
    (lambda: scans.picture("PNG")[:60], "scan_broken"),
    (lambda: scans.picture(colour="white"), "scan_blank"),
    (lambda: scans.picture("PNG", colour="#f8f8f8"), "scan_blank"),
    (lambda: scans.picture("TIFF"), "scan_type"),
    (lambda: scans.picture("GIF"), "scan_type"),
    (lambda: scans.picture("BMP"), "scan_type"),
    (lambda: b"PK\x03\x04" + b"word/document.xml" * 20, "scan_type"),  # .docx, .pages
    (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "scan_type"),  # .doc
    (lambda: b"{\\rtf1 Yes.}", "scan_type"),
    (lambda: b"Yes, I agree.", "scan_type"),
    (lambda: b"\x00" * 500, "scan_type"),
    *(
        (lambda b=brand: scans.container(b, b"mif1"), "scan_heic")  # type: ignore[misc]
        for brand in (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1")
    ),
]


@pytest.mark.parametrize(("make", "type_"), TAKEN)
def test_what_somebody_can_open_is_taken(make: Callable[[], bytes], type_: str) -> None:
    assert judged(make()) == type_


@pytest.mark.asvs("V5.2.2")
@pytest.mark.parametrize(("make", "code"), REFUSED)
def test_what_nobody_can_open_is_refused(make: Callable[[], bytes], code: str) -> None:
    assert judged(make()) == code


@pytest.mark.parametrize("make", [make for make, type_ in TAKEN if type_ != "application/pdf"])
def test_a_picture_that_is_taken_can_be_seen(make: Callable[[], bytes]) -> None:
    found = scan_of(make())
    assert isinstance(found, Scan)
    grey = Image.open(BytesIO(found.content)).convert("L")
    assert max(grey.tobytes()) - min(grey.tobytes()) > 100


@settings(deadline=None)  # some are handed to another process
@given(st.integers(0, len(WHOLE) - 12), st.binary(max_size=200))
def test_a_pdf_cut_short_anywhere_is_refused_and_nothing_else_happens(
    end: int, more: bytes
) -> None:
    assert judged(WHOLE[:end]) in ("scan_broken", "scan_type", "paper_missing")
    assert judged(WHOLE[:end] + more) in (
        "scan_broken", "scan_type", "scan_blank", "paper_missing", "application/pdf",
    )  # fmt: skip


@settings(deadline=None, max_examples=30)  # some are handed to another process
@given(st.binary(max_size=3000))
def test_any_bytes_are_judged(content: bytes) -> None:
    for start in (b"", b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"):
        assert judged(start + content + (b"%%EOF" if start[:1] == b"%" else b""))


def photograph(width: int, height: int) -> bytes:
    made = BytesIO()
    Image.effect_noise((width, height), 40).save(made, "JPEG", quality=30)
    return made.getvalue()


def test_decoding_a_picture_costs_this_process_nothing() -> None:
    """Twenty million pixels, sixty megabytes in colour: taken by a process that ends with it."""
    large = photograph(5_000, 4_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert judged(large) == "image/jpeg"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < before * 1.05
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0


def test_a_picture_that_takes_more_memory_than_it_may_is_refused() -> None:
    large = photograph(8_000, 5_000)
    assert redrawn(large, memory=200_000_000) == "broken"
    assert not isinstance(redrawn(large), str)


@pytest.mark.parametrize("side", [8_000, 12_000, 20_000, 40_000])
def test_a_picture_of_too_many_pixels_is_called_too_large(side: int) -> None:
    """Not damaged: whoever sent it knows what to do about it then."""
    head = b"IHDR" + struct.pack("!IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = b"IDAT" + zlib.compress(bytes(side // 8 + 1) * side, 1)
    content = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack("!I", len(part) - 4) + part + struct.pack("!I", zlib.crc32(part))
        for part in (head, rows, b"IEND")
    )
    refused = scan_of(content)
    assert isinstance(refused, Refusal)
    assert refused.code == "scan_pixels"
    assert "more than 60 million pixels" in sentence(refused)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_no_comment_and_no_profile_ride_along(kind: str) -> None:
    """Pillow writes out again what it read beside the pixels."""
    more = {"comment": b"taken at home"} if kind == "JPEG" else {}
    content = scans.picture(kind, icc_profile=b"a profile of Nadine", **more)
    assert b"profile of Nadine" in content or kind == "PNG"  # there it is squeezed
    made = redrawn(content)
    assert not isinstance(made, str)
    assert not Image.open(BytesIO(made.content)).info.keys() & {"comment", "icc_profile"}
