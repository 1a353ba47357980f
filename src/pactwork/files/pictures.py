"""A picture drawn anew, in a process of its own: whatever decoding it takes is bounded and given back.

``redrawn`` is asked by whoever takes a picture in; the rest runs apart, as ``python -m`` of this file.
"""

import json
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from pactwork.ground.child_process import apart, work_apart

MOST_PIXELS = 60_000_000  # a good telephone takes fifty million; a bomb claims more
MEMORY = 1_500_000_000  # bytes of address space; the largest picture takes a third of it
SECONDS = 30  # of the processor
Change = Callable[[Image.Image], Image.Image]
KEPT = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}
TAKEN = (*KEPT, "WEBP", "AVIF")  # the others become JPEG, which everybody can open
LEAST_CONTRAST = 16  # of 255: a page with anything on it has more, the lens of a pocket has less


@dataclass(frozen=True)
class Redrawn:
    """The bytes without what rode along, their type, and the usual ending of their name."""

    content: bytes
    type: str
    ending: str


def redrawn(content: bytes, memory: int = MEMORY, by: str = __name__) -> Redrawn | str:
    """Upright and opaque, or why not: ``type``, ``large``, ``blank`` or ``broken``.

    ``by``: the module that draws, in its own process.
    """
    if why := _by_its_head(content):
        return why
    done = apart(by, content, memory=memory, seconds=SECONDS)
    head, _, made = (done or b'{"why": "broken"}').partition(b"\n")
    said = json.loads(head)
    return said.get("why") or Redrawn(made, said["type"], said["ending"])


def _by_its_head(content: bytes) -> str:
    """Why it is not worth decoding, as far as its first bytes tell."""
    try:
        with Image.open(BytesIO(content), formats=TAKEN) as found:
            return "large" if found.width * found.height > MOST_PIXELS else ""
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "large"
    except UnidentifiedImageError:
        return "type"
    except (OSError, ValueError, SyntaxError):
        return "broken"


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


def draw(content: bytes, change: Change = lambda drawn: drawn) -> Redrawn | str:
    """The work itself. Place, time, camera and whatever else was hidden in the file are left behind."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=TAKEN) as found:
                kind = found.format or ""
                drawn = change(_on_white(found))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "large"
    except (OSError, ValueError, SyntaxError, MemoryError, Warning):
        return "broken"
    if _blank(drawn):
        return "blank"
    kind = kind if kind in KEPT else "JPEG"
    drawn.info.clear()  # a comment, or a profile with a name in it, would be written out again
    return Redrawn(in_bytes(drawn, kind), *KEPT[kind])


def in_bytes(drawn: Image.Image, kind: str) -> bytes:
    made = BytesIO()
    drawn.save(made, kind, quality=88)
    return made.getvalue()


def told(made: Redrawn | str) -> bytes:
    """What goes back to ``redrawn``: a line that says what it is, and the picture."""
    if isinstance(made, str):
        return json.dumps({"why": made}).encode()
    return json.dumps({"type": made.type, "ending": made.ending}).encode() + b"\n" + made.content


if __name__ == "__main__":
    work_apart(lambda content: told(draw(content)))
