"""The modules that Pactwork comes with: to begin one's own from."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pactwork.ground.shortened import shortened
from pactwork.modules.reading import brief_files, read
from pactwork.modules.reading.dropped import Dropped

MOST = 160  # characters of a summary
FILES = Path(__file__).parent / "files"


@lru_cache(maxsize=1)
def examples() -> Mapping[str, Dropped]:
    """By the name of their folder."""
    return {path.parent.name: _example(path) for path in sorted(FILES.glob("*/module.yaml"))}


def offered() -> list[tuple[str, str, str]]:
    """What there is to choose from: its name, its title, and how its summary begins."""
    found = examples().items()
    return [(name, one.spec.title, shortened(one.spec.summary, MOST)) for name, one in found]


def _example(path: Path) -> Dropped:
    spec = read(path)
    found = brief_files(spec, path.parent)
    contents = {name: file.read_bytes() for name, file in found.items()}
    return Dropped(spec, "", contents)
