"""One knock at one door: a request through every middleware, and what came of it in one word."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pikepdf
from django.core.handlers.base import BaseHandler
from django.db import connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from pactwork.contracts.models import SavedNote
from pactwork.links.tickets import cookie_name, new_client, ticket
from pactwork.modules.models import Blob, SpecVersion
from pactwork.people.models import Account, Person
from tests.access.moment import Moment
from tests.access.relations import LINKS
from tests.access.story import MOMENTS
from tests.crawl import marks_in, words_of

NO_REF = "bcdfghjkmn"
FIRST = {
    "contracts": "contract",
    "set": "contract",
    "modules": "run",
    "drafts": "module draft",
    "files": "file",
    "comments": "comment",
    "interviews": "interview",
    "talk": "thread",
    "posts": "post",
    "clarifications": "clarification",
    "reviews": "review",
    "ideas": "idea",
    "plan": "link",
    "guest": "guest link",
    "topics": "topic",
    "hotseats": "hotseat",
    "asked": "question asked",
    "said": "answer said",
    "institutions": "institution",
}
PART = {
    "seat": "university",
    "work": "workplace",
    "written": "written",
    "answer": "answer",
    "point": "point",
    "note": "note",
    "review": "review",
    "version": "version",
    "waiting": "waiting",  # nobody's: one's own only
}
WORDS = {
    "look": "x",
    "digest": "0" * 64,
    "key": "question",
    "token": "x" * 43,
    "move": "pause",
    "part": "dates",
}
FORMS = ("txt", "docx", "pdf")  # one of them at each moment
WRITES = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
AWAY = re.compile(r"^/sign-in/")


@dataclass(frozen=True)
class Outcome:
    """``word``: open, not there, sign in, no way in, code (asked for it), lost, or what broke."""

    word: str
    status: int = 0
    wrote: bool = False  # anything but a session
    acted: bool = False  # an act that the history tells of, or words that were kept
    marks: frozenset[str] = frozenset()

    @property
    def done(self) -> bool:
        return self.acted and self.status < 400


def routes(
    resolver: URLResolver | None = None, space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Every address of the site: its name, its route, and the pattern itself."""
    yield from _routes(resolver or get_resolver(), "", space)


def _routes(
    resolver: URLResolver, before: str, space: str
) -> Iterator[tuple[str, str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            own = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _routes(entry, route, own)
        else:
            yield f"{space}{entry.name}", route.removesuffix(r"\Z"), entry


def address(route: str, refs: Mapping[str, str]) -> str:
    """The path of a route about these things; what is not there yet has an invented ref."""
    first = route.partition("/")[0]

    def named(found: re.Match[str]) -> str:
        kind, name = found[1], found[2]
        if name == "ref":
            assert first in FIRST, f"What does <ref> name in {route}? Say it in FIRST."
            return refs.get(FIRST[first]) or NO_REF
        if kind == "int":
            return "1"
        if name in WORDS:
            return WORDS[name]
        assert name in {*PART, *PART.values(), "form"}, (
            f"What is <{name}> of {route}? Say it in PART."
        )
        return refs.get(PART.get(name, name)) or NO_REF

    return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", named, route)


def refs_of(moment: Moment) -> dict[str, str]:
    """What addresses name at this moment."""
    form = FORMS[MOMENTS.index(moment.name) % len(FORMS)]
    note, blob = SavedNote.objects.first(), Blob.objects.first()
    link, guest = moment.links.get("advocate"), moment.links.get("guest")
    found = {"note": note and note.ref, "file": blob and blob.ref, "link": link and link.ref}
    found |= {"guest link": guest and guest.ref}
    version = SpecVersion.objects.get(
        draft__run__ref=moment.refs["run"]
    )  # of a run and of its draft
    own = {"version": version.ref, "module draft": version.draft.ref} if version.draft else {}
    return {**moment.refs, **own, "form": form, **{name: ref for name, ref in found.items() if ref}}


@dataclass
class Watch:
    """What a request writes, statement by statement."""

    tables: list[str] = field(default_factory=list)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql)
        if found and found[2] != "web_session":
            self.tables.append(found[2])
        return execute(sql, params, many, context)


@contextmanager
def taken_back() -> Iterator[Watch]:
    """Whatever is written inside is seen, and then it was never written."""
    watch = Watch()
    with transaction.atomic(), connection.execute_wrapper(watch):
        yield watch
        transaction.set_rollback(True)


class Door:
    """Knocks as many people, each with their own cookies, which no answer ever changes."""

    def __init__(self) -> None:
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.factory = RequestFactory()
        self.cookies: dict[str, str] = {}

    def let_in(self, relation: str, person: Person | None) -> None:
        """Sign somebody in, as far as they ever could be: the cookie outlives their place."""
        if person is None or person.account is None:
            self.cookies[relation] = ""
            return
        client = Client()
        account = Account.objects.get(pk=person.account.pk)
        client.force_login(account, backend="pactwork.web.signin.Backend")
        self.cookies[relation] = "; ".join(f"{k}={m.value}" for k, m in client.cookies.items())

    def cookies_of(self, relation: str, moment: Moment) -> str:
        link = moment.links.get(relation) if relation in LINKS else None
        if link is None:
            return self.cookies.get(relation, "")
        return f"{cookie_name(link.ref)}={ticket(link.ref, new_client(), 'cookie')}"

    def request(
        self, method: str, path: str, data: Mapping[str, str], cookies: str, **headers: str
    ) -> HttpRequest:
        kind = "application/x-www-form-urlencoded"
        body = urlencode(data) if method == "POST" else ""
        made: Any = self.factory.generic(method, path, body, kind, headers=headers)
        made.META["HTTP_COOKIE"] = cookies
        made._dont_enforce_csrf_checks = True
        return made  # type: ignore[no-any-return]

    def knock(
        self, method: str, path: str, cookies: str, data: Mapping[str, str] | None = None
    ) -> Outcome:
        """``FETCH`` is a POST by a script that wants data."""
        headers = {"Accept": "application/json"} if method == "FETCH" else {}
        made = self.request(
            "POST" if method == "FETCH" else method, path, data or {}, cookies, **headers
        )
        with taken_back() as watch:
            try:
                response = self.handler.get_response(made)
            except Exception as error:
                return Outcome(f"broke: {error!r}"[:200], 500)
            return outcome(response, watch, path)


def outcome(response: HttpResponseBase, watch: Watch, path: str) -> Outcome:
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    for close in response._resource_closers:  # type: ignore[attr-defined]
        close()  # a web server does; all of ``close`` would end the test's own connection
    kind = response.headers.get("Content-Type", "")
    packed = kind.startswith("application/") and "json" not in kind
    told = told_by(body, kind) if packed or b"xq" in body else ""
    marks = frozenset(marks_in(told) | marks_in(str(response.headers)))
    acted = bool({"history_entry", "contracts_text"} & set(watch.tables))
    return Outcome(
        word_for(response, body, path), response.status_code, bool(watch.tables), acted, marks
    )


def told_by(body: bytes, kind: str) -> str:
    """The words of a page or a file; what somebody handed in need not be what it says it is."""
    try:
        return words_of(body, kind)
    except pikepdf.PdfError:
        return body.decode(errors="replace")


def word_for(response: HttpResponseBase, body: bytes, path: str) -> str:
    status, where = response.status_code, response.headers.get("Location", "")
    if status == 401 or (status == 302 and AWAY.match(where)):
        return "sign in"
    if (
        path.startswith(("/plan/", "/guest/"))
        and status in (403, 422)
        and (b'id="by-email-only"' in body or b'name="opening"' in body)
    ):
        return "code"
    words = {404: "not there", 405: "no way in", 403: "lost", 500: "broke: 500"}
    return words.get(status, "open")
