"""Writes what in docs/ comes from the code, or with --check says which of it is out of date."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django

# A throwaway place, so that documents never depend on anybody's own database or environment.
_folder = tempfile.TemporaryDirectory()
os.environ.update(
    PACTWORK_MODE="test",
    PACTWORK_DATA=_folder.name,
    DJANGO_SETTINGS_MODULE="pactwork.settings",
)
os.environ.pop("DATABASE_URL", None)
django.setup()

from tools import (  # noqa: E402 - they read the models, which have to be set up first
    architecture,
    asvs,
    diagrams,
    manual,
    module_format,
    stages,
    states,
    where,
)

ROOT = Path(__file__).resolve().parent.parent
PAGES: dict[str, Callable[[], str]] = {
    "docs/architecture.md": architecture.architecture_page,
    "docs/where.md": where.where_page,
    "docs/diagrams/apps.md": diagrams.apps_page,
    "docs/diagrams/moves.md": diagrams.moves_page,
    "docs/diagrams/stages.md": stages.stages_page,
    "docs/states.md": states.states_page,
    "docs/module-format.md": module_format.module_format_page,
    "docs/asvs.md": asvs.ledger_page,
    "docs/diagrams/tables.md": diagrams.tables_page,
    "docs/diagrams/addresses.md": diagrams.addresses_page,
}
NOTE = "<!-- Written by `make docs` from the code; do not edit. -->\n"


def made() -> dict[str, bytes]:
    """Every file that is written, with its bytes."""
    found = {name: (NOTE + make()).encode() for name, make in PAGES.items()}
    found |= {name: text.encode() for name, text in manual.texts().items()}
    return found | manual.pictures()


def main() -> int:
    stale = []
    for name, body in made().items():
        path = ROOT / name
        if not path.exists() or path.read_bytes() != body:
            stale.append(name)
            if "--check" not in sys.argv:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(body)
                print(f"wrote {name}")
    if stale and "--check" in sys.argv:
        print(f"Out of date: {', '.join(stale)}. Run `make docs`.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
