"""A logo: drawn anew as every picture that is handed in, and no larger than a page shows it.

As ``pictures``, whose work this is: decoding runs apart, as ``python -m`` of this file.
"""

from PIL import Image

from pactwork.files.pictures import Redrawn, draw, redrawn, told
from pactwork.ground.child_process import work_apart
from pactwork.ground.refusal import Refusal

MOST_BYTES = 2_000_000
MOST = (640, 240)  # twice what the widest header shows


def logo_of(content: bytes) -> Redrawn | Refusal:
    """The picture without what rode along, on white; or why not."""
    if not content:
        return Refusal("logo_broken")
    if len(content) > MOST_BYTES:
        return Refusal("logo_large", {"most": MOST_BYTES // 1_000_000})
    made = redrawn(content, by=__name__)
    return Refusal(_WHY[made]) if isinstance(made, str) else made


_WHY = {
    "type": "logo_type",
    "large": "logo_pixels",
    "blank": "logo_blank",
    "broken": "logo_broken",
}


def smaller(drawn: Image.Image) -> Image.Image:
    drawn.thumbnail(MOST)
    return drawn


if __name__ == "__main__":
    work_apart(lambda content: told(draw(content, smaller)))
