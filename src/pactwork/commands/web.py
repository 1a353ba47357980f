"""The web server inside the program: gunicorn with threads, told what to do instead of configured."""

import socket
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import reverse
from gunicorn.app.base import BaseApplication

from pactwork.commands.patience import TALKING, Patient

# Seconds that an idle connection stays open. A proxy hangs up first (deploy/): were it the other way
# round, a form could be sent on a connection that is just closing, and a proxy never sends it twice.
BEHIND_A_PROXY = 20
ALONE = 2


class Web(BaseApplication):
    """Runs until it is told to stop; ``ready`` is called once the address answers."""

    def __init__(self, ready: Callable[[], None], stopped: Callable[[], None], **options: Any):
        self.options = {
            "when_ready": lambda server: ready(),
            "on_exit": lambda server: stopped(),
            "worker_class": "pactwork.commands.patience.PatientWorker",
            "threads": TALKING,
            "keepalive": BEHIND_A_PROXY if settings.PACTWORK_PROXIES else ALONE,
            "loglevel": "warning",
            "preload_app": True,  # one copy of the code in memory, shared by every process
            "control_socket_disable": True,
            **options,
        }
        super().__init__()

    def load_config(self) -> None:
        for key, value in self.options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        application = get_wsgi_application()
        reverse("home")  # imports every page once, so that a process that replaces another is quick
        return Patient(application)


def port_is_taken(host: str, port: int) -> bool:
    """Whether somebody already listens there; asked first, for a kinder sentence than a traceback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def serve(ready: Callable[[], None], stopped: Callable[[], None], **options: Any) -> None:
    """Serve until stopped. No connection to the database may cross into the processes it forks."""
    connections.close_all()
    Web(ready, stopped, **options).run()
