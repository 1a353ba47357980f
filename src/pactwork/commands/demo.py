"""``pactwork demo``: an example university on this machine, from nothing to an address."""

import os
import shutil
import subprocess
import sys
from argparse import Namespace

from django.conf import settings
from django.db import connection, connections
from django.urls import reverse

from pactwork.commands.installed import holds_data, is_demo
from pactwork.commands.migrate import bring_up_to_date
from pactwork.commands.say import say, step, trouble
from pactwork.commands.web import port_is_taken, serve
from pactwork.demo import play
from pactwork.people.actions import mark_demo
from pactwork.people.models import Installation

NOT_OURS = """\
The database here holds real data, so there will be no demo in it and nothing was changed.
Give the demo a folder of its own:  PACTWORK_DATA=demo-data make demo"""


def run(options: Namespace) -> int:
    if port_is_taken("127.0.0.1", settings.PORT):
        return trouble(
            f"Port {settings.PORT} is in use; perhaps a demo is running already.\n"
            f"Choose another:  PORT={settings.PORT + 1} make demo"
        )
    fresh = not connection.introspection.table_names()
    if not fresh and belongs_to_others():
        return trouble(NOT_OURS)
    if options.fresh and not fresh:
        _forget()
    with step("Preparing the database"):
        bring_up_to_date()
    mark_demo()
    if not holds_data():
        with step("Playing the example university's first weeks") as so_far:
            play.load(so_far)
    _run()
    return 0


def belongs_to_others() -> bool:
    """A database with tables is ours only if it carries the demo's mark, or has never been used."""
    if "people_installation" not in connection.introspection.table_names():
        return True
    return not is_demo() and (holds_data() or Installation.objects.exists())


def _forget() -> None:
    """Only ever reached for a database that is marked a demo, or empty."""
    if connection.vendor == "sqlite":
        name = str(settings.DATABASES["default"]["NAME"])
        connections.close_all()
        for ending in ("", "-wal", "-shm"):
            if os.path.exists(name + ending):
                os.remove(name + ending)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    for folder in (settings.MEDIA_ROOT, settings.DATA / "mail", settings.DATA / "checkpoints"):
        shutil.rmtree(folder, ignore_errors=True)


def _run() -> None:
    letters = subprocess.Popen(
        [sys.executable, "-m", "pactwork.cli", "work", "--beside", str(os.getpid())]
    )
    serve(ready=_welcome, stopped=letters.terminate, bind=f"127.0.0.1:{settings.PORT}", workers=1)


def _welcome() -> None:
    address = settings.PACTWORK_URL
    say(f"""
Pactwork is ready:  {address}/

  Choose who to be:          {address}{reverse("demo:cast")}
  The emails that it sends:  {address}{reverse("demo:letters")}

  Start as Nadine Brooks, a student researcher. Ctrl-C stops it; what you have done is kept.
""")
