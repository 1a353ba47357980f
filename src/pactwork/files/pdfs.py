"""Whether anybody can open a PDF: no password, whole, with a page. Nothing in it is run or unpacked."""

from io import BytesIO

import pikepdf
from pikepdf.settings import set_qpdf_limits

from pactwork.ground.refusal import Refusal

# A small file may claim to unpack into a vast one, or to nest without end.
set_qpdf_limits(flate_max_memory=64_000_000, parser_max_nesting=100, doc_max_warnings=100)


def unreadable(content: bytes) -> Refusal | None:
    """Why nobody can read this PDF, if so. What opens without a password may be locked otherwise."""
    if b"%%EOF" not in content[-2048:]:
        return Refusal("scan_broken")
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as found:
            pages = len(found.pages)
    except pikepdf.PasswordError:
        return Refusal("scan_locked")
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, RuntimeError):
        return Refusal("scan_broken")
    return None if pages else Refusal("scan_broken")
