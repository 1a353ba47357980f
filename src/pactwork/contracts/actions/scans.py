"""A photo or scan of a signed page: what it really is, made harmless, whatever it calls itself."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from pactwork.ground.refusal import Refusal

MOST_BYTES = 10_000_000
MOST_PIXELS = 60_000_000  # a good telephone takes fifty million; a bomb claims more
PICTURES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}


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
    if content.startswith(b"%PDF-"):
        whole = b"%%EOF" in content[-2048:]
        name = "yes-on-paper.pdf"
        return Scan(content, "application/pdf", name) if whole else Refusal("scan_broken")
    return _picture(content)


def _picture(content: bytes) -> Scan | Refusal:
    """Place, time and camera, and whatever else was hidden in the file, are left behind."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=tuple(PICTURES)) as found:
                kind = found.format or ""
                if found.width * found.height > MOST_PIXELS:
                    return Refusal("scan_large", {"most": MOST_BYTES // 1_000_000})
                drawn = ImageOps.exif_transpose(found).convert("RGB")
    except UnidentifiedImageError:
        return Refusal("scan_type")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        return Refusal("scan_broken")
    type_, ending = PICTURES[kind]
    made = BytesIO()
    drawn.save(made, kind, quality=88)
    return Scan(made.getvalue(), type_, f"yes-on-paper.{ending}")
