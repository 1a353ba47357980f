"""``pactwork serve``: the web pages, for real people; emails go by ``pactwork work``."""

import os
from argparse import Namespace
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from pactwork.commands.doctor import worker
from pactwork.commands.installed import is_demo
from pactwork.commands.say import say, trouble, waiting_migrations
from pactwork.commands.web import port_is_taken, serve
from pactwork.environment import number


def run(options: Namespace) -> int:
    host = os.environ.get("PACTWORK_BIND", "127.0.0.1")
    if waiting_migrations():
        return trouble("The database is not up to date. Run `pactwork migrate`, then start again.")
    if is_demo():
        return trouble(
            "This database is a demo: its people are invented and anyone may sign in as them.\n"
            "Choose another with DATABASE_URL or PACTWORK_DATA, or run `pactwork demo`."
        )
    if port_is_taken(host, settings.PORT):
        return trouble(f"Port {settings.PORT} is in use. Choose another: PORT=8001 pactwork serve")
    if settings.PRODUCTION:
        _collect()
    for finding in worker():
        say(finding)
    serve(
        ready=lambda: say(f"Serving {settings.PACTWORK_URL} from {host}:{settings.PORT}."),
        stopped=lambda: None,
        bind=f"{host}:{settings.PORT}",
        workers=number("WEB_CONCURRENCY"),
    )
    return 0


def _collect() -> None:
    """Fonts, styles and scripts, under names that change with them. One process after the other.

    Only what has changed: each file is taken away and written again, which another process that is
    just starting, or serving, must not meet.
    """
    with (settings.DATA / ".static.lock").open("a+") as turn:
        flock(turn, LOCK_EX)
        turn.seek(0)
        now = _of_these_files()
        if turn.read() == now and (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        turn.truncate(0)
        turn.write(now)


def _of_these_files() -> str:
    """Says the same only of the same files, by their names, sizes and times."""
    found = (one for finder in get_finders() for one in finder.list([]))
    lines = [f"{path} {at.size(path)} {at.get_modified_time(path)}" for path, at in found]
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()
