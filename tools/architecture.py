"""The architecture on one page: which apps there are, what each is and gives, and who knows whom."""

from importlib import import_module

from pactwork.ground.installed import manifests
from pactwork.ground.manifest import Manifest
from pactwork.wiring.apps import FLOOR, STOREYS
from tools.diagrams import apps_picture

INTRO = """# Architecture

Pactwork is one Django project in `src/pactwork/`. Almost every folder is an **app**, a noun of the
field, or the floor that apps stand on. Each app has those of these **rooms** that it needs:

| room | what is in it |
|---|---|
| `rules/` | pure Python: what may be done and why not, as a `Refusal` with a code. No Django, no clock |
| `models` | tables and what they can never hold |
| `queries` | what is read from the database, in a number of database queries that does not grow |
| `actions` | the only ones that write: one use case, one transaction, one entry in the history |
| `forms` | what was typed, as values, and what is wrong with it |
| `pages` | page models: what a page shows, made of what queries read; it reads no table and does not act |
| `views`, `urls`, `templates` | a request in, a page out |
| `letters`, `templates/emails` | emails, written when they are sent: the facts, and the words |
| `refusals.py` | the sentence for each code of a refusal |
| `manifest.py` | what the app gives to the whole |

A room knows what stands above it in this list and not what stands below it, and forms and pages never
know actions. A lower app never imports a higher one: import-linter holds both (`pyproject.toml`). What an
app shows, sends or does on pages that it does not own goes through its **manifest**; `wiring/` is the
only place that knows every app, and two lists in it are all there is to know:
[apps.py](../src/pactwork/wiring/apps.py) and [manifests.py](../src/pactwork/wiring/manifests.py). To add
one: [CONTRIBUTING](../CONTRIBUTING.md).

## The apps, from the top down
"""
AFTER = """
## A request

`urls.py` finds the app's view. The view asks who it is (`people.requests`), looks the row up with the
app's `seen_by` (404 for whoever may not see it), reads what was typed, and calls one **action**. The
action locks, asks the **rules**, writes, derives what is cached, and ends with one entry in the history,
which puts the emails into the outbox, all in one transaction; on a contract that is `finish`, which also
seals its rows. The
page comes from a page model or a query, which returns what it shows. The **worker** (`pactwork work`)
sends what is in the outbox and runs the jobs of every manifest once a minute.

## Further pictures

Made from the code as this page is, by `make docs`: [every number, email and act](where.md) with its file,
[the addresses](diagrams/addresses.md) with the view and the template of each,
[the tables](diagrams/tables.md), [the law of a contract](diagrams/moves.md),
[its stages](diagrams/stages.md), [its states in words](states.md). Decisions and their reasons are in
[adr/](adr/README.md).
"""
GIVES = {
    "urls": "pages",
    "emails": "emails",
    "panels": "panels",
    "jobs": "jobs",
    "acts": "acts told",
    "navigation": "navigation",
    "owed": "what is owed",
    "digest": "digest",
    "citations": "citations",
    "chapters": "demo",
    "personal_data": "what it holds about people",
    "erased": "what is erased with a contract",
}


def architecture_page() -> str:
    given = {one.app: one for one in manifests()}
    rows = []
    for name, storey in [*STOREYS.items(), ("The ground", FLOOR)]:
        rows += [f"**{name}**\n", "| app | what it is | gives |", "|---|---|---|"]
        rows += [f"| **{app}** | {_said(app)} | {_gives(given.get(app))} |" for app in storey]
        rows.append("")
    return "\n".join([INTRO, *rows, "\n## Who knows whom\n", apps_picture(), AFTER.strip(), ""])


def _said(app: str) -> str:
    return (import_module(f"pactwork.{app}").__doc__ or "").strip().splitlines()[0]


def _gives(manifest: Manifest | None) -> str:
    if manifest is None:
        return "–"
    return ", ".join(words for name, words in GIVES.items() if getattr(manifest, name))
