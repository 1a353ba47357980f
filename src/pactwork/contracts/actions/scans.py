"""A photo or scan of a signed page: what it really is, made harmless, whatever it calls itself."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from pactwork.contracts.actions.pdfs import unreadable
from pactwork.ground.refusal import Refusal

MOST_BYTES = 10_000_000
MOST_PIXELS = 60_000_000  # a good telephone takes fifty million; a bomb claims more
KEPT = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}
TAKEN = (*KEPT, "WEBP", "AVIF")  # the others become JPEG, which everybody can open
HEIC = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)
LEAST_CONTRAST = 16  # of 255: a page with anything on it has more, the lens of a pocket has less


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


def _on_white(found: Image.Image) -> Image.Image:
    """Upright, in colours that a JPEG has; what shows through is paper."""
    upright = ImageOps.exif_transpose(found)
    if not upright.has_transparency_data:
        return upright.convert("RGB")
    ink = upright.convert("RGBA")
    white = Image.new("RGBA", ink.size, "white")
    return Image.alpha_composite(white, ink).convert("RGB")


def _blank(drawn: Image.Image) -> bool:
    """One colour from edge to edge."""
    low, high = drawn.convert("L").getextrema()
    return float(high) - float(low) < LEAST_CONTRAST  # type: ignore[arg-type]


def _picture(content: bytes) -> Scan | Refusal:
    """Place, time and camera, and whatever else was hidden in the file, are left behind."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=TAKEN) as found:
                kind = found.format or ""
                if found.width * found.height > MOST_PIXELS:
                    return Refusal("scan_large", {"most": MOST_BYTES // 1_000_000})
                drawn = _on_white(found)
    except UnidentifiedImageError:
        return Refusal("scan_type")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        return Refusal("scan_broken")
    if _blank(drawn):
        return Refusal("scan_blank")
    kind = kind if kind in KEPT else "JPEG"
    type_, ending = KEPT[kind]
    made = BytesIO()
    drawn.save(made, kind, quality=88)
    return Scan(made.getvalue(), type_, f"yes-on-paper.{ending}")
