"""Pages as they are handed in: PDFs and pictures of every state, made here."""

from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image


def pdf(pages: int = 1, **saving: Any) -> bytes:
    """A PDF with so many pages and a line on each; saved as told."""
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page(page_size=(200, 200))
        made.pages[-1].Contents = made.make_stream(b"0 0 m 100 100 l S")
    found = BytesIO()
    made.save(found, **saving)
    return found.getvalue()


def page_that_runs_a_script() -> bytes:
    made = pikepdf.open(BytesIO(pdf()))
    made.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    )
    found = BytesIO()
    made.save(found)
    return found.getvalue()


def locked(user: str, owner: str = "owner") -> bytes:
    return pdf(encryption=pikepdf.Encryption(user=user, owner=owner))


def picture(kind: str = "JPEG", colour: str = "navy", mode: str = "RGB", **more: Any) -> bytes:
    drawn = Image.new("RGB", (60, 40), "white")
    drawn.paste(colour, (5, 10, 50, 14))
    made = BytesIO()
    drawn.convert(mode).save(made, kind, **more)
    return made.getvalue()


def see_through() -> bytes:
    """Black ink on nothing at all."""
    drawn = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    drawn.paste((0, 0, 0, 255), (5, 10, 50, 14))
    made = BytesIO()
    drawn.save(made, "PNG")
    return made.getvalue()


def container(brand: bytes, *also: bytes) -> bytes:
    """The first bytes of a photograph in HEIF's family."""
    names = b"".join(also)
    head = b"ftyp" + brand + b"\x00\x00\x00\x00" + names
    return (len(head) + 4).to_bytes(4, "big") + head + b"\x00" * 200
