"""When a page could not be made: what gave out, and the words that were typed, without a database."""

import errno
import re
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    ProgrammingError,
)
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.translation import gettext as _

from pactwork.ground.cookies import named

OURS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)  # the database is well
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
PG_NO_ROOM = "53100"
STATUS = {"full": 507, "away": 503, "": 500}
# What a page puts into its own forms; nobody has typed it.
UNTYPED = {"csrfmiddlewaretoken", "ticket", "next", "back", "kept_as"}
KEY = re.compile(r"[0-9a-f]{64}")  # a digest that a form carries
WRITTEN = re.compile(r"[\s@A-Z]|[^\x00-\x7f]|[!?]$")
MOST_FIELDS, MOST_LETTERS, LEAST = 500, 500_000, 12


def trouble_in(error: BaseException | None) -> str:
    """``full``: no room to write; ``away``: the database does not answer; nothing: a fault of ours."""
    for one in _chain(error):
        if isinstance(one, OSError) and one.errno in NO_ROOM:
            return "full"
        if isinstance(one, DatabaseError) and not isinstance(one, OURS):
            cause = getattr(one.__cause__, "sqlstate", None)
            return "full" if cause == PG_NO_ROOM or "disk is full" in str(one) else "away"
        if isinstance(one, InterfaceError):  # the connection broke under our hands
            return "away"
    return ""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def sent_again(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field that was sent, in order, so that one press sends the same once more."""
    try:
        given = request.POST
    except (OSError, SuspiciousOperation, MultiPartParserError, UnicodeError):
        return []
    pairs = ((name, value) for name in given for value in given.getlist(name))
    found = [(str(name), str(value)) for name, value in islice(pairs, MOST_FIELDS)]
    return found if sum(len(value) for _name, value in found) <= MOST_LETTERS else []


def typed(fields: list[tuple[str, str]]) -> list[str]:
    """What of it somebody may have written: words, addresses; not choices, numbers and keys."""
    return [
        value.strip()
        for name, value in fields
        if name not in UNTYPED and value.strip() and _written(value.strip())
    ]


def _written(value: str) -> bool:
    if KEY.fullmatch(value):
        return False
    return len(value) > LEAST or WRITTEN.search(value) is not None


def _words(kind: str) -> tuple[str, str]:
    return {
        "full": (
            _("There is no space left to save anything"),
            _(
                "Everything you saved before is safe, and you can read it. The person who "
                "looks after Pactwork here has to free some space before anything new can be "
                "saved."
            ),
        ),
        "away": (
            _("Pactwork cannot reach its database"),
            _("Everything you saved before is safe. This usually lasts only a few minutes."),
        ),
    }.get(kind) or (
        _("Something went wrong on our side"),
        _("Everything you saved before is safe. Try again in a minute."),
    )


def trouble(request: HttpRequest) -> HttpResponse:
    """Django's handler for a request that failed. No session, no person and no query in here."""
    kind = trouble_in(sys.exc_info()[1])
    title, sentence = _words(kind)
    if request.headers.get("Accept") == "application/json":
        response: HttpResponse = JsonResponse({"sentence": title}, status=STATUS[kind])
    else:
        response = _page(request, title, sentence, STATUS[kind])
    # *Back* finds the words of a form that nobody could take.
    response["Cache-Control"] = f"{'no-cache' if request.method == 'POST' else 'no-store'}, private"
    response["Referrer-Policy"] = "no-referrer"
    if kind:
        response["Retry-After"] = "60"
    return response


def _page(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    fields = sent_again(request) if request.method == "POST" else []
    files = [str(file) for file in request.FILES.values()] if fields else []
    theme = request.COOKIES.get(named("theme"))
    context: dict[str, Any] = {
        "heading": title,
        "sentence": sentence,
        "fields": fields,
        "typed": typed(fields),
        "files": files,
        "address": request.get_full_path(),
        "theme": theme if theme in ("light", "dark") else "auto",
        "sending": request.method == "POST",
    }
    # Without the request there are no context processors, and so nobody to look up.
    return render(None, "500.html", context, status=status)
