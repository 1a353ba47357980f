"""The guides of docs/how-to/ and their pictures, as the page of help carries them along."""

import re
from pathlib import Path

from pactwork.web.manual import GUIDES

ROOT = Path(__file__).resolve().parent.parent
WEB = "src/pactwork/web"
_PICTURE = re.compile(r"\.\./pictures/([\w-]+\.png)")


def texts() -> dict[str, str]:
    return {
        f"{WEB}/files/manual/{name}.md": (ROOT / "docs" / "how-to" / f"{name}.md").read_text()
        for names in GUIDES.values()
        for name in names
    }


def pictures() -> dict[str, bytes]:
    shown = {name for text in texts().values() for name in _PICTURE.findall(text)}
    return {
        f"{WEB}/static/web/manual/{name}": (ROOT / "docs" / "pictures" / name).read_bytes()
        for name in sorted(shown)
    }
