"""What the environment says: where data lives, which database, which mail. Read by settings alone."""

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

MODES = ("production", "demo", "test")


def mode() -> str:
    """How this process runs; production unless it is told otherwise."""
    asked = os.environ.get("PACTWORK_MODE", "production")
    if asked not in MODES:
        raise SystemExit(f"PACTWORK_MODE is {asked!r}; it must be one of {', '.join(MODES)}.")
    return asked


def words(name: str) -> list[str]:
    """A comma-separated variable as a list."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


# Whole numbers: what each is unless it is said, and the least and the most that it may be.
NUMBERS = {
    "PORT": (8000, 1, 65_535),
    "PACTWORK_PROXIES": (0, 0, 9),
    "WEB_CONCURRENCY": (2, 1, 100),
    "PACTWORK_PATIENCE": (20, 1, 3_600),
}


def number(name: str) -> int:
    """A variable that has to be a whole number."""
    otherwise, least, most = NUMBERS[name]
    given = os.environ.get(name, "").strip() or str(otherwise)
    if not (given.isdecimal() and least <= int(given) <= most):
        raise SystemExit(f"{name} is {given!r}; it must be a whole number, {least} to {most}.")
    return int(given)


def address(name: str, given: str, *schemes: str) -> SplitResult:
    """A variable that has to be an address such as ``scheme://host:port``, taken apart."""
    try:
        parts = urlsplit(given)
        _ = parts.port  # only looked at when it is asked for
    except ValueError as error:
        raise SystemExit(f"{name} cannot be read: {error}.") from None
    if parts.scheme not in schemes:
        *others, last = (f"{one}://" for one in schemes)
        begin = f"{', '.join(others)} or {last}" if others else last
        raise SystemExit(f"{name} must begin with {begin}.")
    return parts


def stays() -> dict[str, tuple[int, int]]:
    """How many days one stays signed in without a visit, and in all. Staff decide about others' work."""
    return {
        "students": _stay(os.environ.get("PACTWORK_STAY_STUDENTS") or "14/30"),
        "staff": _stay(os.environ.get("PACTWORK_STAY_STAFF") or "3/14"),
    }


def _stay(given: str) -> tuple[int, int]:
    away, _slash, whole = given.partition("/")
    if not (away.isdecimal() and whole.isdecimal() and 0 < int(away) <= int(whole) <= 366):
        raise SystemExit(
            "PACTWORK_STAY_STUDENTS and PACTWORK_STAY_STAFF are days without a visit/days in all, "
            f"such as 14/30. {given!r} is not."
        )
    return int(away), int(whole)


def keep_private() -> None:
    """Whatever this process writes is for its owner only: words, keys, emails, copies."""
    os.umask(0o077)


def data_folder() -> Path:
    """The folder that holds everything worth a backup: database, uploads, keys."""
    return Path(os.environ.get("PACTWORK_DATA", "data")).resolve()


def kept_key(given: str, kept: Path, fresh: str) -> str:
    """The key as given, or from a file made on first use that only its owner may read."""
    if given:
        return given
    if not kept.exists():
        _keep_once(kept, fresh)
    return kept.read_text().strip()


def secret_key(data: Path) -> str:
    """What mailed links and sessions are signed with; several web nodes need the same."""
    given = os.environ.get("PACTWORK_SECRET_KEY", "")
    return kept_key(given, data / "keys" / "secret", secrets.token_urlsafe(64))


class Unusable(Exception):
    """Something that an administrator has to mend; its text is said as it is."""


def seed(given: str, where: str) -> bytes:
    """What a signing key is made of, from how it is written down."""
    if not re.fullmatch(r"[0-9a-fA-F]{64}", given):
        raise Unusable(f"{where} must be 64 hexadecimal digits, and is not.")
    return bytes.fromhex(given)


def checkpoint_key() -> str:
    """What signs the history, if it does not lie in a file."""
    given = os.environ.get("PACTWORK_CHECKPOINT_KEY", "").strip()
    try:
        return given and seed(given, "PACTWORK_CHECKPOINT_KEY").hex()
    except Unusable as error:
        raise SystemExit(str(error)) from None


def _keep_once(path: Path, text: str) -> None:
    """Write a whole file or none; when two processes start together, the first one wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


# Seconds to wait for somebody else's transaction; the proxies in deploy/ wait a little longer.
PATIENCE = 15
# A process that hangs in the middle of a transaction must not stop everybody else.
HUNG = "idle_in_transaction_session_timeout=10s"
# Pages ask short questions of many tables: compiling one took up to two seconds, answering it some ms.
PLAIN = "jit=off"


def database(url: str, data: Path) -> dict[str, Any]:
    """Django's database settings: PostgreSQL when a URL is given, else SQLite in the data folder."""
    if not url:
        return _sqlite(data)
    parts = address("DATABASE_URL", url, "postgres", "postgresql")
    options = dict(parse_qsl(parts.query))
    options.setdefault("options", f"-c {HUNG} -c lock_timeout={PATIENCE}s -c {PLAIN}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(data: Path) -> dict[str, Any]:
    # FULL, because NORMAL loses acknowledged commits in a power cut; IMMEDIATE, because a
    # transaction that reads first and writes later fails under load instead of waiting.
    data.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "pactwork.ground.sqlite",
        "NAME": data / "pactwork.sqlite3",
        "TEST": {"NAME": data / "test.sqlite3"},
        "CONN_MAX_AGE": 60,  # opening it anew costs more than most pages ask of it
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": PATIENCE,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
        },
    }


def scanner() -> tuple[str, Any] | None:
    """ClamAV's socket, from ``unix:/run/clamav/clamd.ctl`` or ``tcp://host:3310``; or nothing."""
    given = os.environ.get("PACTWORK_SCANNER", "").strip()
    if not given:
        return None
    parts = urlsplit(given)
    if parts.scheme == "unix" and parts.path.startswith("/"):
        return "unix", parts.path
    with suppress(ValueError):  # a port that is none
        if parts.scheme == "tcp" and parts.hostname:
            return "tcp", (parts.hostname, parts.port or 3310)
    raise SystemExit("PACTWORK_SCANNER must be unix:/run/clamav/clamd.ctl or tcp://host:3310.")


def mail(url: str, data: Path) -> dict[str, Any]:
    """Django's mail settings from ``smtp://user:password@host:587`` (STARTTLS) or ``smtps://``."""
    backends = "django.core.mail.backends"
    if not url:
        return {
            "EMAIL_BACKEND": "pactwork.ground.mail_folder.EmailBackend",
            "EMAIL_FILE_PATH": data / "mail",
        }
    parts = address("PACTWORK_MAIL", url, "smtp", "smtps", "smtp+plain")
    return {
        "EMAIL_BACKEND": f"{backends}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


# Forms that are too large: each is answered with 400, and is no trouble of ours.
TOO_LARGE = ("RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent")


def logs() -> dict[str, Any]:
    """Python's logging: trouble only, or as JSON lines also who signed in, decided, was refused."""
    asked = os.environ.get("PACTWORK_LOG", "")
    if asked not in ("", "json"):
        raise SystemExit(f"PACTWORK_LOG is {asked!r}; it must be json, or left out.")
    told = {"handlers": ["stderr"], "level": "INFO" if asked else "CRITICAL", "propagate": False}
    handler = {"class": "logging.StreamHandler", "filters": ["scrub"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"scrub": {"()": "pactwork.web.scrub.Scrub"}},
        "formatters": {"json": {"()": "pactwork.ground.log_lines.Lines"}},
        "handlers": {"stderr": handler | ({"formatter": "json"} if asked else {})},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "pactwork.events": told,
            **{f"django.security.{name}": {"level": "CRITICAL"} for name in TOO_LARGE},
        },
    }
