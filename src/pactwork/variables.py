"""Every variable that an administrator sets, and what is wrong with it in a sentence."""

import os
import re
import socket
from collections.abc import Callable, Iterator
from email.utils import parseaddr
from functools import partial
from pathlib import Path

from pactwork import environment

WORD = r"[\w-]+(\.[\w-]+)*"
EMAIL = re.compile(rf"[^\s@<>,]+@{WORD}")
HOST = re.compile(rf"\*|\.?{WORD}|\[[0-9A-Fa-f:.]+\]")
DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)+")
LONG_KEY, LONG_TOKEN = 50, 16

# What says in a ``SystemExit`` that a variable is wrong.
Check = Callable[[], object]


def wrong() -> Iterator[str]:
    """A sentence for each variable that is set and cannot be what is meant."""
    for name, check in CHECKS.items():
        if os.environ.get(name):
            try:
                check()
            except SystemExit as error:
                yield str(error)


def _each(name: str, pattern: re.Pattern[str], what: str) -> None:
    for word in environment.words(name):
        if not pattern.fullmatch(word):
            raise SystemExit(
                f"{name} names {word!r}, which is no {what}. Commas stand between them."
            )


def _url() -> None:
    given = environment.address("PACTWORK_URL", os.environ["PACTWORK_URL"], "https", "http")
    if not given.hostname:
        raise SystemExit("PACTWORK_URL names no host, as in https://contracts.example.ac.uk.")


def _database() -> None:
    environment.database(os.environ["DATABASE_URL"], Path())


def _mail() -> None:
    environment.mail(os.environ["PACTWORK_MAIL"], Path())


def _sender() -> None:
    if not EMAIL.fullmatch(parseaddr(os.environ["PACTWORK_FROM"])[1]):
        raise SystemExit(
            "PACTWORK_FROM has no email address, as in Midshire University <contracts@example.ac.uk>."
        )


def _bind() -> None:
    given = os.environ["PACTWORK_BIND"]
    try:
        socket.getaddrinfo(given, None, family=socket.AF_INET)
    except (OSError, UnicodeError):
        raise SystemExit(
            f"PACTWORK_BIND is {given!r}, which is no address of this machine, such as 127.0.0.1."
        ) from None


def _long(name: str, least: int) -> None:
    given = os.environ[name]
    if len(given) < least:
        raise SystemExit(f"{name} is shorter than {least} characters. Make it longer, at random.")
    if not (given.isascii() and given.isprintable()) or " " in given:
        raise SystemExit(f"{name} has characters that do not travel, such as blanks or accents.")


CHECKS: dict[str, Check] = {
    **{name: partial(environment.number, name) for name in environment.NUMBERS},
    "PACTWORK_MODE": environment.mode,
    "PACTWORK_URL": _url,
    "DATABASE_URL": _database,
    "PACTWORK_MAIL": _mail,
    "PACTWORK_FROM": _sender,
    "PACTWORK_BIND": _bind,
    "PACTWORK_HOSTS": partial(_each, "PACTWORK_HOSTS", HOST, "host name"),
    "PACTWORK_SECRET_KEY": partial(_long, "PACTWORK_SECRET_KEY", LONG_KEY),
    "PACTWORK_WITNESSES": partial(_each, "PACTWORK_WITNESSES", EMAIL, "email address"),
    "PACTWORK_CHECKPOINT_KEY": environment.checkpoint_key,
    "PACTWORK_METRICS_TOKEN": partial(_long, "PACTWORK_METRICS_TOKEN", LONG_TOKEN),
    "PACTWORK_SCANNER": environment.scanner,
    "PACTWORK_STAY_STUDENTS": environment.stays,
    "PACTWORK_STAY_STAFF": environment.stays,
    "PACTWORK_LOG": environment.logs,
    "PACTWORK_FREE_MAIL": partial(_each, "PACTWORK_FREE_MAIL", DOMAIN, "domain"),
}
# What any text can be: a folder, which the doctor tries, and keys of before.
ANY = {"PACTWORK_DATA", "PACTWORK_OLD_SECRET_KEYS"}
