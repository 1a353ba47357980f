"""``python -m bench.bare PORT``: fills a new database, prints a session's key, and serves."""

import os
import sys
from datetime import date, timedelta

import django

ROWS, WORDS = 44, "Listen back to six calls and write down where each one turns and why. " * 3


def fill() -> str:
    """Forty-four tasks of one group of two hundred people; the key of a session that is signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from bench.bare.board.models import Group, Membership, Task

    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # the board, which refers to users
    group = Group.objects.create(name="Autumn cohort")
    people = [
        User(username=f"p{n}", first_name="More", last_name=f"Person {n}") for n in range(200)
    ]
    people = User.objects.bulk_create(people)
    Membership.objects.bulk_create(Membership(user=user, group=group) for user in people)
    Task.objects.bulk_create(
        Task(
            group=group,
            author=people[n],
            title=f"Task number {n}",
            words=WORDS,
            due_on=date(2026, 10, 5) + timedelta(days=n),
            done=n % 3 == 0,
        )
        for n in range(ROWS)
    )
    session = SessionStore()
    session[SESSION_KEY] = str(people[0].pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = people[0].get_session_auth_hash()
    session.save()
    return str(session.session_key)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare.settings"
    django.setup()
    from pactwork.commands.web import serve

    key = fill()
    serve(
        ready=lambda: print(key, flush=True),
        stopped=lambda: None,
        bind=f"127.0.0.1:{sys.argv[1]}",
        workers=2,
    )


if __name__ == "__main__":
    main()
