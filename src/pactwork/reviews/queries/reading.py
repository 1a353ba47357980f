"""One member's draft as the learning set reads it: key elements, with numbered comments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pactwork.contracts.access import Desk
from pactwork.contracts.models import Draft
from pactwork.contracts.queries.reading import in_words
from pactwork.contracts.rules.kinds import Line
from pactwork.contracts.visibility import sections_read
from pactwork.ground.typed_numbers import number_in
from pactwork.modules.rules.kinds_of_answer import WRITTEN
from pactwork.reviews.queries.beside import Beside
from pactwork.reviews.queries.threads import Board, Thread
from pactwork.reviews.rules.anchors import Anchor, Piece, paragraphs
from pactwork.reviews.rules.comments import title_shown

PEER = frozenset({"peer"})


def row_of(path: str) -> int | None:
    """The row that a line's path names, counted from one; nothing where there are no rows."""
    first, number, *rest = [*path.split("-", 2), "", ""]
    at = number_in(number)
    return at + 1 if first == "rows" and at is not None and rest[0] else None


@dataclass(frozen=True)
class ShownLine:
    """A labelled answer in paragraphs of pieces; ``about`` are comments on the line as a whole."""

    path: str
    label: str
    type: str
    source: str
    paragraphs: list[list[Piece]]
    about: list[Thread]

    @property
    def row(self) -> int | None:
        """Which row of goals or people the line belongs to, counted from one."""
        return row_of(self.path)


@dataclass(frozen=True)
class ShownSection:
    """``parts`` are the lines of each row together; a part without rows has no number."""

    key: str
    title: str
    short: str
    kind: str
    parts: list[tuple[int | None, list[ShownLine]]]
    about: list[Thread]


@dataclass(frozen=True)
class Reading:
    """Everything on the page where one draft is read."""

    draft: Draft
    newest: bool
    title: str
    sections: list[ShownSection]
    threads: list[Thread]
    places: list[tuple[str, list[tuple[str, str]]]]


def shown_to_set(desk: Desk, number: int) -> frozenset[str]:
    """What of a draft the set reads, and this reader too."""
    return sections_read(desk.dossier, PEER, number) & desk.reads(number)


def _numbered(threads: Sequence[Thread]) -> list[Thread]:
    """Numbered as they come; the words themselves are quoted only where no pin can show them."""
    found = []
    for number, thread in enumerate(threads, 1):
        pinned = thread.start >= 0
        place = f"#at-{thread.id}" if pinned or not thread.lost else ""
        quote = "" if pinned else thread.quote
        found.append(replace(thread, number=number, href=place, quote=quote))
    return found


def _line(section: str, line: Line, threads: Sequence[Thread]) -> ShownLine:
    here = [t for t in threads if t.path == line.path]
    anchors = [Anchor(t.start, t.end, t.number, t.id) for t in here if t.start >= 0]
    said = in_words(line)
    return ShownLine(
        path=line.path,
        label=said.label,
        type=line.type,
        source=f"{section}.{line.path}" if line.type in WRITTEN else "",
        paragraphs=paragraphs(said.text, anchors if said.text == line.text else ()),
        about=[t for t in here if t.start < 0 and not t.lost],
    )


def _parts(lines: Sequence[ShownLine]) -> list[tuple[int | None, list[ShownLine]]]:
    return [(row, list(group)) for row, group in groupby(lines, key=lambda line: line.row)]


def _numbered_label(line: Line) -> str:
    row, label = row_of(line.path), in_words(line).label
    return f"{row}. {label}" if row else label


def places(board: Board, keys: frozenset[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a comment can be about, section by section, for a list to choose from."""
    found = []
    for section in board.desk.dossier.template.sections:
        if section.key not in keys:
            continue
        lines = [line for line in board.lines[section.key] if line.label and line.text]
        rows = [(f"{section.key}.{line.path}", _numbered_label(line)) for line in lines]
        found.append((section.short, [(section.key, section.title), *rows]))
    return found


def read_before(desk: Desk, draft: Draft, beside: Beside) -> int | None:
    """The newest earlier draft that this peer marked as read, reviewed, or said something about."""
    me, numbers = desk.actor.person_id, {d.pk: d.number for d in desk.dossier.drafts}
    if "peer" not in desk.roles:
        return None
    looked = [r.draft_id for r in desk.dossier.readings if r.person_id == me]
    looked += [r.draft_id for r in beside.reviews if r.reviewer_id == me and r.given_at]
    looked += [c.draft_id for c in beside.heads if c.person_id == me]
    return max((numbers[pk] for pk in looked if numbers[pk] < draft.number), default=None)


def reading(desk: Desk, draft: Draft, board: Board) -> Reading:
    """The set's page about one draft, whoever looks at it."""
    whole, keys = desk.dossier, shown_to_set(desk, draft.number)
    threads = _numbered(board.threads(keys))
    sections = [
        ShownSection(
            key=section.key,
            title=section.title,
            short=section.short,
            kind=section.kind,
            parts=_parts(
                [
                    _line(section.key, line, [t for t in threads if t.section == section.key])
                    for line in board.lines[section.key]
                    if line.text or line.type != "week"
                ]
            ),
            about=[t for t in threads if t.section == section.key and not t.path and not t.lost],
        )
        for section in whole.template.sections
        if section.key in keys
    ]
    return Reading(
        draft=draft,
        newest=draft is whole.newest,
        title=title_shown(whole.template, draft.content, keys) or whole.contract.run.title,
        sections=sections,
        threads=threads,
        places=places(board, keys),
    )
