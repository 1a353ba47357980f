"""Files as they come from a browser: the one door for all of them, and whoever looks at each there."""

import re
from dataclasses import dataclass

from django.http import HttpRequest

from pactwork.files import scanner
from pactwork.ground.log_lines import told
from pactwork.ground.refusal import Refusal

UNSAFE = re.compile(r"[^\w.:/-]+", re.ASCII)


@dataclass(frozen=True)
class Upload:
    """What a browser calls it, and its bytes: at most one more than may be kept, to say so."""

    name: str
    content: bytes


def upload_in(request: HttpRequest, name: str, most: int) -> Upload | Refusal | None:
    """Never more is read than could be kept; one byte over is enough to refuse it for its size."""
    file = request.FILES.get(name)
    if file is None:
        return None
    content = file.read(most + 1)
    if scanner.is_on() and len(content) <= most and (refusal := _looked_at(content)):
        return refusal
    return Upload(file.name or "", content)


def _looked_at(content: bytes) -> Refusal | None:
    try:
        found = scanner.found_in(content)
    except scanner.NoAnswer:
        told("upload_refused", why="not_scanned")
        return Refusal("upload_not_scanned")
    if not found:
        return None
    shown = UNSAFE.sub("-", found)[:60]
    told("upload_refused", why="infected", found=shown)
    return Refusal("upload_infected", {"found": shown})
