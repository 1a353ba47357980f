"""A photo or scan of a signed page: what it really is, made harmless, whatever it calls itself."""

from dataclasses import dataclass

from pactwork.files.pdfs import unreadable
from pactwork.files.pictures import MOST_PIXELS, redrawn
from pactwork.ground.refusal import Refusal

MOST_BYTES = 10_000_000
HEIC = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)


@dataclass(frozen=True)
class Scan:
    """Bytes that may be kept, and what they are; the name they came under is forgotten."""

    content: bytes
    type: str
    name: str


def scan_of(content: bytes) -> Scan | Refusal:
    """What a file is by its content: a PDF as it is, a picture drawn anew without what rode along."""
    if not content:
        return Refusal("paper_missing")
    if len(content) > MOST_BYTES:
        return Refusal("scan_large", {"most": MOST_BYTES // 1_000_000})
    if b"%PDF-" in content[:1024]:
        refusal = unreadable(content)
        return refusal or Scan(content, "application/pdf", "yes-on-paper.pdf")
    if content[4:8] == b"ftyp" and content[8:12] in HEIC and b"avif" not in content[8:64]:
        return Refusal("scan_heic")
    return _picture(content)


def _picture(content: bytes) -> Scan | Refusal:
    """Drawn anew; place, time and camera, and whatever else was hidden in the file, are left behind."""
    made = redrawn(content)
    if made == "large":
        return Refusal("scan_pixels", {"most": MOST_PIXELS // 1_000_000})
    if isinstance(made, str):
        return Refusal(f"scan_{made}")
    return Scan(made.content, made.type, f"yes-on-paper.{made.ending}")
