"""Words in a file of ours."""

from pathlib import Path
from typing import Any

import yaml


def read_words(path: Path) -> Any:
    # The C reader where there is one: half a megabyte of words takes a second without it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(), Loader=loader)  # noqa: S506 - both loaders are safe ones
