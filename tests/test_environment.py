"""What the environment says becomes settings: databases, mail, the key, and which mode this is."""

import re
import stat
from contextlib import closing
from importlib import import_module
from logging import Formatter, LogRecord
from multiprocessing.pool import ThreadPool
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as Kept
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

from pactwork import environment
from pactwork.ground.log_lines import Lines
from pactwork.web.scrub import Scrub, scrub


def test_sqlite_waits_for_the_disk_and_locks_at_once(tmp_path: Path) -> None:
    options = environment.database("", tmp_path)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]
    assert "journal_mode=WAL" in options["init_command"]


@pytest.mark.django_db
def test_the_database_really_does_as_it_is_told() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL is durable unless told otherwise")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_postgres_address_is_taken_apart(tmp_path: Path) -> None:
    url = "postgres://pact:p%40ss@db.example:5433/work?sslmode=require"
    database = environment.database(url, tmp_path)
    assert database["ENGINE"].endswith("postgresql")
    assert (database["USER"], database["PASSWORD"]) == ("pact", "p@ss")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "work")
    assert database["OPTIONS"].keys() == {"sslmode", "options"}
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["CONN_HEALTH_CHECKS"]


def test_a_postgres_socket_can_be_named(tmp_path: Path) -> None:
    database = environment.database("postgresql:///work?host=/run/postgresql", tmp_path)
    assert database["HOST"] == "/run/postgresql"
    told = environment.database("postgresql:///work?options=-c%20lock_timeout%3D1s", tmp_path)
    assert told["OPTIONS"] == {"options": "-c lock_timeout=1s"}


def seconds(written: str, name: str) -> int:
    found = re.search(rf"{name}[ =](\d+)s", written)
    assert found, name
    return int(found[1])


def test_nobody_waits_for_a_hung_process_as_long_as_the_proxy_waits(tmp_path: Path) -> None:
    """Its transaction is ended, then whoever waits gives up, then the proxy: in this order."""
    told = environment.database("postgres://db/work", tmp_path)["OPTIONS"]["options"]
    here = environment.database("", tmp_path)["OPTIONS"]["timeout"]
    hung, patience = seconds(told, "session_timeout"), seconds(told, "lock_timeout")
    deploy = Path(__file__).parent.parent / "deploy"
    nginx = seconds(
        (deploy / "nginx.conf")
        .read_text()
        .split("location @away")[0]
        .split("proxy_send_timeout")[1],
        "proxy_read_timeout",
    )
    caddy = seconds((deploy / "Caddyfile").read_text(), "response_header_timeout")
    assert hung < patience == here < nginx <= caddy


@pytest.mark.django_db(transaction=True)
def test_a_hung_process_does_not_stop_the_others() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer, and nobody who could end its transaction")
    told = str(connection.settings_dict["OPTIONS"]["options"])
    given = connection.get_connection_params() | {"options": told.replace("=10s", "=300ms")}
    given = {name: given[name] for name in given.keys() - {"cursor_factory", "context"}}
    one = "SELECT 1 FROM history_head FOR UPDATE"
    with closing(psycopg.connect(**given)) as hung, closing(psycopg.connect(**given)) as other:
        hung.execute("LOCK TABLE history_head")
        assert other.execute(one).fetchall() is not None  # waits, and goes on
        with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
            hung.execute("SELECT 1")


def test_another_database_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="must begin with postgres://"):
        environment.database("mysql://localhost/work", tmp_path)


def test_an_unknown_mode_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTWORK_MODE", "staging")
    with pytest.raises(SystemExit, match="staging"):
        environment.mode()


@pytest.mark.asvs("V13.3.2")
def test_the_key_is_made_once_and_only_its_owner_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PACTWORK_SECRET_KEY", raising=False)
    with ThreadPool(8) as pool:
        keys = pool.map(environment.secret_key, [tmp_path] * 16)
    assert len(set(keys)) == 1
    assert len(keys[0]) > 60
    kept = tmp_path / "keys" / "secret"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret"]


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://u:p@mail.example", 587, True, False),
        ("smtps://u:p@mail.example", 465, False, True),
        ("smtp+plain://mail.example:2525", 2525, False, False),
    ],
)
def test_a_mail_address_is_taken_apart(
    tmp_path: Path, url: str, port: int, tls: bool, ssl: bool
) -> None:
    mail = environment.mail(url, tmp_path)
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("mail.example", port)
    assert (mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (tls, ssl)


def test_without_a_mail_server_letters_are_files(tmp_path: Path) -> None:
    assert environment.mail("", tmp_path)["EMAIL_FILE_PATH"] == tmp_path / "mail"


def test_nothing_is_kept_in_a_process() -> None:
    assert issubclass(import_module(settings.SESSION_ENGINE).SessionStore, Kept)
    module, _, name = settings.CACHES["default"]["BACKEND"].rpartition(".")
    assert issubclass(getattr(import_module(module), name), DatabaseCache)


@pytest.mark.asvs("V16.2.5")
def test_what_opens_a_link_is_not_logged() -> None:
    line = "Not Found: /plan/k7mq2x.Zm9vYmFyYmF6?from=mail"
    assert scrub(line) == "Not Found: /plan/k7mq2x.…?from=mail"
    assert scrub("GET /plan/k7mq2x.abc-_123/decide/ 500") == "GET /plan/k7mq2x.…/decide/ 500"
    assert scrub("/contracts/k7mq2x/ask/") == "/contracts/k7mq2x/ask/"


@pytest.mark.parametrize("form", [Formatter(), Lines()])
def test_what_opens_a_link_is_in_no_traceback_either(form: Formatter) -> None:
    try:
        raise LookupError("nothing at /plan/abc.SECRETHALF/decide/")
    except LookupError as error:
        found = type(error), error, error.__traceback__
    record = LogRecord("x", 40, "x.py", 1, "Broken: %s", ("/guest/abc.SECRETHALF/",), found)
    assert Scrub().filter(record)
    said = form.format(record)
    assert "SECRETHALF" not in said
    assert "LookupError: nothing at /plan/abc." in said


def test_what_the_library_can_do_is_asked_of_the_library_alone() -> None:
    """Whatever Django works out late about a database, and remembers, asks no shared file."""
    fresh = connection.copy()
    fresh.connect = fresh.cursor = None  # type: ignore[method-assign,assignment]  # asking would fail
    try:
        assert fresh.features.supports_json_field
        assert fresh.features.can_introspect_json_field
        assert fresh.features.has_json_object_function
    finally:
        del fresh.connect, fresh.cursor


@pytest.mark.parametrize("given", ["14", "0/14", "14/7", "a/b", "1/400", "-1/5", "14/60/1", "/"])
def test_how_long_somebody_stays_is_checked_at_once(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("PACTWORK_STAY_STAFF", "1/7")
    assert environment.stays() == {"students": (14, 30), "staff": (1, 7)}
    monkeypatch.setenv("PACTWORK_STAY_STUDENTS", given)
    with pytest.raises(SystemExit, match="days without a visit"):
        environment.stays()


@pytest.mark.django_db
def test_postgresql_compiles_no_query(tmp_path: Path) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW jit")
            assert cursor.fetchone() == ("off",)
    assert "jit=off" in environment.database("postgres://db/work", tmp_path)["OPTIONS"]["options"]
