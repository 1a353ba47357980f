"""The cells: route x relation x method x moment, each with what the table says of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from pactwork.links.tickets import new_client, ticket
from tests.access.knocks import Outcome, address, refs_of, routes
from tests.access.moment import Moment
from tests.access.relations import LINKS, NOT_IN, RELATIONS
from tests.access.table import NEEDS, ROUTES, SINCE, Row

SAFE, ALL = ("GET", "HEAD"), ("GET", "HEAD", "POST", "PUT", "DELETE")
ABOUT = (
    "contracts/",
    "set/<",
    "comments/",
    "plan/",
    "modules/<ref>/talk/",
    "interviews/",
    "talk/",
    "posts/",
    "clarifications/",
)  # what changes from moment to moment
ALLAUTH = ("account_", "mfa_")  # its own pages answer in its own ways, to everybody alike

# What is in everybody's own pack is looked at in tests/rights/test_pack.py, word by word: some of it is
# their own and stands on no page.
OWN_PACK = "rights:mine"


@dataclass(frozen=True)
class Cell:
    """``heavy``: it costs the database something."""

    route: str
    relation: str
    method: str
    path: str
    wanted: str
    heavy: bool

    def __str__(self) -> str:
        return f"{self.method} {self.route} as {self.relation}"

    def data(self, moment: Moment) -> Mapping[str, str]:
        """The form's own ticket, which only their own page could have given them."""
        link = moment.links.get(self.relation)
        return {"ticket": ticket(link.ref, new_client(), "form")} if link else {}


def there(row: Row, relation: str, moment: Moment, path: str) -> bool:
    """Whether what the page is about is there yet, and seen by this relation."""
    needs = {NEEDS.get(path.split("/")[1], ""), row.needs}
    if relation in SINCE and path.startswith(("/contracts/", "/set/", "/comments/")):
        needs.add(SINCE[relation])
    return needs - {"", *moment.there} == set() or (path == "/set/" and not row.needs)


def wanted(name: str, row: Row, relation: str, method: str, moment: Moment, path: str) -> str:
    """What the table says of one cell."""
    letter = path.startswith("/plan/")
    shut_out = relation in (*NOT_IN, *LINKS) and not row.open
    who = row.get if method in SAFE else row.post if method in ("POST", "FETCH") else None
    if shut_out:
        return "sign in"
    if path.startswith(("/plan/", "/guest/")) and "open" in name:
        return "not there" if method in SAFE else "no way in"
    if not who:
        return "no way in"
    if path.startswith("/guest/") and relation != "guest":
        return shut(method)
    if letter:
        return _by_letter(name, row, relation, method, moment)
    may = relation in who or bool(row.open)
    return "open" if may and there(row, relation, moment, path) else "not there"


def shut(method: str) -> str:
    """For who did not come by the email. A HEAD is as shut, without the page that says how to come."""
    return "code" if method == "GET" else "lost"


def _by_letter(name: str, row: Row, relation: str, method: str, moment: Moment) -> str:
    if "letter" not in moment.there:
        return "not there"
    if relation != "advocate":
        return shut(method)
    return "open" if not row.needs or row.needs in moment.there else "not there"


def cells(moment: Moment, *, first: bool) -> Iterator[Cell]:
    """Every cell of a moment. What no moment changes is tried at the first only."""
    refs = refs_of(moment)
    for name, route, _ in routes():
        row = ROUTES.get(name)
        if row is None or name.startswith(ALLAUTH):
            continue
        path = address(route, refs)
        for method in ALL + (("FETCH",) if name == "contracts:words" else ()):
            ours = row.get if method in SAFE else row.post if method in ("POST", "FETCH") else ()
            if not (first or (ours and route.startswith(ABOUT))):
                continue
            for relation in RELATIONS:
                says = wanted(name, row, relation, method, moment, path)
                heavy = says not in ("sign in", "no way in")
                yield Cell(name, relation, method, path, says, heavy)


SHARE = 8  # at the nine moments of the contract, each is tried at one at least


def chosen(cell: Cell, number: int) -> bool:
    """What is tried every time: every open page, every second form, and one of eight of the rest."""
    turn = crc32(str(cell).encode()) + number
    if cell.wanted == "open" and cell.method != "HEAD":
        return cell.method == "GET" or turn % 2 == 0
    return not cell.heavy or turn % SHARE == 0


def wrong(cell: Cell, found: Outcome, moment: Moment) -> list[str]:
    """What is amiss with a cell, in words."""
    said = []
    if found.word != cell.wanted:
        said.append(f"{moment.name}: {cell}: wanted {cell.wanted}, got {found.word} {found.status}")
    if found.wrote and cell.method in SAFE:
        said.append(f"{moment.name}: {cell}: wrote")
    if found.wrote and found.word not in ("open", "code"):
        said.append(f"{moment.name}: {cell}: wrote, and was not let in")
    may, what = moment.planted.may, moment.planted.what
    said += [
        f"{moment.name}: {cell}: read the {what[mark]}"
        for mark in (() if cell.route == OWN_PACK else sorted(found.marks))
        if cell.relation not in may.get(mark, {cell.relation})
    ]
    return said
