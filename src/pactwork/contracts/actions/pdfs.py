"""Whether anybody can open a PDF: no password, whole, with a page. Nothing in it is run or unpacked."""

from io import BytesIO

import pikepdf
from pikepdf.settings import set_qpdf_limits

from pactwork.ground.refusal import Refusal

LOOKED_AT = 50  # pages; nobody signs more than the first few
# A small file may claim to unpack into a vast one, or to nest without end.
set_qpdf_limits(flate_max_memory=64_000_000, parser_max_nesting=100, doc_max_warnings=100)


def unreadable(content: bytes) -> Refusal | None:
    """Why nobody can read this PDF, if so. One that opens without a password is whole, locked or not."""
    if b"%%EOF" not in content[-2048:]:
        return Refusal("scan_broken")
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as found:
            pages = len(found.pages)
            broken = not all(_whole(found.pages[n].obj) for n in range(min(pages, LOOKED_AT)))
    except pikepdf.PasswordError:
        return Refusal("scan_locked")
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, RuntimeError):
        return Refusal("scan_broken")
    if not pages:
        return Refusal("scan_blank")
    return Refusal("scan_broken") if broken else None


def _whole(page: pikepdf.Object) -> bool:
    """Whatever the page says it shows is in the file; a file cut short names what is not."""
    if not isinstance(page, pikepdf.Dictionary):
        return False
    if "/Contents" not in page:
        return True
    shown = page["/Contents"]
    parts = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
    return all(isinstance(part, pikepdf.Stream) for part in parts)
