"""Letters as files, where no mail server is named: one letter a file, whose names sort by time."""

import os
from collections.abc import Sequence
from secrets import token_hex

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend as FileBackend

from pactwork.ground import clock


class EmailBackend(FileBackend):
    """Django's own names a file by the second and the backend, so that two letters could share one."""

    def _get_filename(self) -> str:
        name = f"{clock.now():%Y%m%d-%H%M%S-%f}-{token_hex(2)}.log"
        return os.path.join(self.file_path, name)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """A file each, also where a connection is kept for several."""
        sent = 0
        for one in email_messages:
            sent += super().send_messages([one]) or 0
            self.close()
        return sent
