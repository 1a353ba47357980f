"""The page of help: guides by role, what people ask most, and a search over both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

from pactwork.conversations.rules.searching import Sought, asked, near, wider, words_in
from pactwork.ground.addresses import address
from pactwork.ground.words import gettext as _
from pactwork.web.manual import Guide, Part

MOST = 200  # characters of what is looked for
SHOWN = 12  # results
BEFORE, AROUND = 80, 220  # characters that are shown of what was found
OFTEN = "often"
_HEADED = re.compile(
    r'<h2 id="(?P<id>[\w-]+)">(?P<title>.*?)</h2>(?P<words>.*?)(?=<h2|\Z)', re.DOTALL
)
_WORD = re.compile(r"\w+")

Piece = tuple[str, bool]  # words, and whether they were looked for


@dataclass(frozen=True)
class Result:
    title: str
    where: str
    href: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Wanted:
    q: str
    role: str  # as it stands in the address; one that is none counts as not chosen


@dataclass(frozen=True)
class HelpPage:
    q: str
    role: str
    chips: list[dict[str, object]]
    guides: list[Guide]  # of the chosen role; or all, the reader's own first
    results: list[Result] = field(default_factory=list)

    @property
    def rows(self) -> list[dict[str, str]]:
        return [
            {"href": _way("", one.role), "title": one.title, "line": one.readers}
            for one in self.guides
            if one.role != "administrator" or one is self._first("administrator")
        ]

    @property
    def everywhere(self) -> str:
        return _way(self.q, "")

    def _first(self, role: str) -> Guide | None:
        return next((one for one in self.guides if one.role == role), None)


def help_page_of(
    wanted: Wanted, there: Sequence[Guide], mine: Sequence[str], often: str
) -> HelpPage:
    """``mine``: the reader's own roles; ``often``: the short answers, as HTML of ours."""
    own = sorted(there, key=lambda one: one.role not in mine)
    roles = {one.role: one.readers for one in reversed(own)}
    q, role = wanted.q, wanted.role if wanted.role in roles else ""
    chips = [_chip(_("Everyone"), q, "", not role)]
    chips += [_chip(said, q, key, key == role) for key, said in reversed(roles.items())]
    guides = [one for one in own if role in ("", one.role)]
    page = HelpPage(q, role, chips, guides)
    if q:
        parts = [part for guide in guides for part in guide.parts]
        page.results.extend(_found(q, [*_short(often), *parts] if not role else parts, mine))
    return page


def _chip(label: str, q: str, role: str, current: bool) -> dict[str, object]:
    return {"label": label, "href": _way(q, role), "current": current}


def _way(q: str, role: str, anchor: str = "") -> str:
    asks = urlencode({key: said for key, said in (("q", q), ("role", role)) if said})
    return f"{address('help')}{'?' + asks if asks else ''}{'#' + anchor if anchor else ''}"


def _short(html: str) -> list[Part]:
    """The short answers, each under its heading."""
    return [
        Part(OFTEN, _("Asked often"), _bare(one["title"]), one["id"], (), _bare(one["words"]))
        for one in _HEADED.finditer(html)
    ]


def _bare(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _found(q: str, parts: Sequence[Part], mine: Sequence[str]) -> list[Result]:
    """What has all the words; if nothing has, most of them; if nothing has, any."""
    stems = [frozenset(words_in(f"{one.title} {one.plain} {one.also}")) for one in parts]
    known = frozenset[str]().union(*stems)
    groups = [
        Sought(word, () if word in known else tuple(near(word, known)), word in known)
        for word in asked(q)
    ]
    for ways in wider(groups) if groups else []:
        there = [
            one
            for one, words in zip(parts, stems, strict=True)
            if any(all(group.found_in(words) for group in way) for way in ways)
        ]
        if there:
            rows = [_result(one, groups, one.role in (*mine, OFTEN)) for one in there]
            best = sorted(rows, key=lambda row: row[0], reverse=True)
            return [result for _worth, result in best[:SHOWN]]
    return []


def _result(part: Part, groups: Sequence[Sought], own: bool) -> tuple[int, Result]:
    """With what it is worth: the words that stand close together, those in its title, whose it is."""
    places = [
        (found.start(), found.end(), group)
        for found in _WORD.finditer(part.plain)
        if (group := _group_of(found[0], groups)) is not None
    ]
    many, begin = _closest(places)
    title = frozenset(words_in(part.title))
    worth = 2 * many + sum(group.found_in(title) for group in groups) + own
    where = "" if part.role == OFTEN else part.role
    pieces = excerpt(part.plain, [place[:2] for place in places], begin)
    return worth, Result(part.title, part.guide, _way("", where, part.anchor), pieces)


def _group_of(word: str, groups: Sequence[Sought]) -> int | None:
    stems = frozenset(words_in(word))
    return next((n for n, group in enumerate(groups) if stems and group.found_in(stems)), None)


def _closest(places: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """How many of the words stand together, and where the first of these is."""
    near_by = [
        (len({group for at, _end, group in places if start <= at < start + AROUND}), -start)
        for start, _end, _group in places
    ]
    many, first = max(near_by, default=(0, 0))
    return many, -first


def excerpt(text: str, places: Sequence[tuple[int, int]], first: int) -> list[Piece]:
    """The words from a little before the first place on, with all that were looked for marked."""
    begin = text.rfind(" ", 0, max(0, first - BEFORE)) + 1 if first > BEFORE else 0
    end = first + AROUND
    end = len(text) if end >= len(text) else text.rfind(" ", 0, end)
    pieces: list[Piece] = [("… ", False)] if begin else []
    at = begin
    for start, stop in places:
        if begin <= start and stop <= end:
            pieces += [(text[at:start], False), (text[start:stop], True)]
            at = stop
    pieces.append((text[at:end] + (" …" if end < len(text) else ""), False))
    return [piece for piece in pieces if piece[0]]
