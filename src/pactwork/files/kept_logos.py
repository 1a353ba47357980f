"""A logo where it is printed or sent: the picture that ``logos`` drew, and no other file."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image

from pactwork.files.blobs import read
from pactwork.files.logos import MOST
from pactwork.files.pictures import KEPT, in_bytes


@dataclass(frozen=True)
class KeptLogo:
    """Its bytes, the usual ending of their name, how large it is in dots, and what it is called."""

    content: bytes
    ending: str
    width: int
    height: int
    name: str

    def within(self, most: tuple[float, float], dot: float = 1) -> tuple[float, float]:
        """As large as fits, in its own proportions; a small one no larger than its dots."""
        share = min(dot, most[0] / self.width, most[1] / self.height)
        return self.width * share, self.height * share


class _NoneError(Exception):
    """There is no such picture; nobody remembers that, for it may be put back."""


def kept_logo(digest: str, name: str) -> KeptLogo | None:
    """The picture of this digest, if there is one: read once, however many papers or emails it heads."""
    try:
        return KeptLogo(*_picture(digest), name) if digest else None
    except _NoneError:
        return None


@lru_cache(maxsize=8)
def _picture(digest: str) -> tuple[bytes, str, int, int]:
    content = read(digest) or b""
    try:
        with Image.open(BytesIO(content), formats=tuple(KEPT)) as found:
            (width, height), kind = found.size, found.format or ""
            if width > MOST[0] or height > MOST[1]:
                raise _NoneError  # before anything of it is decoded
            found.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _NoneError from error
    return content, KEPT[kind][1], width, height


@lru_cache(maxsize=8)
def lighter(logo: KeptLogo, most: tuple[int, int], most_bytes: int) -> tuple[bytes, str]:
    """The same picture with no more dots, as JPEG where a PNG has more bytes; and its type."""
    kinds = {ending: (kind, type_) for kind, (type_, ending) in KEPT.items()}
    kind, type_ = kinds[logo.ending]
    if logo.width <= most[0] and logo.height <= most[1] and len(logo.content) <= most_bytes:
        return logo.content, type_
    with Image.open(BytesIO(logo.content), formats=(kind,)) as drawn:
        drawn.thumbnail(most)
        made = in_bytes(drawn, kind)
        if len(made) > most_bytes:
            kind, type_ = kinds["jpg"]
            made = in_bytes(drawn, kind)
    return made, type_
