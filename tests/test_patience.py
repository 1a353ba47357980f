"""The layer between gunicorn's threads and the few that work."""

import socket
from io import BytesIO
from typing import Any

from pactwork.commands.patience import Patient


def test_a_process_that_is_ending_says_so_in_a_sentence() -> None:
    """It was hung, and is being replaced: nothing was begun, so trying again is safe."""
    patient = Patient(lambda environ, start: [b"never asked"])
    patient.workers.shutdown()
    begun: list[Any] = []
    with socket.socket() as connection:
        environ = {"gunicorn.socket": connection, "wsgi.input": BytesIO()}
        said = patient(environ, lambda *answer: begun.extend(answer))  # type: ignore[arg-type]
    assert begun[0].startswith("503")
    assert said == [b"Pactwork is starting. Try again.\n"]
