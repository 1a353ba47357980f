"""Letters as files, where no mail server is named: one letter a file, whose names sort by time."""

import os
from secrets import token_hex

from django.core.mail.backends.filebased import EmailBackend as FileBackend

from pactwork.ground import clock


class EmailBackend(FileBackend):
    """Django's own names a file by the second and the backend, so that two letters could share one."""

    def _get_filename(self) -> str:
        name = f"{clock.now():%Y%m%d-%H%M%S-%f}-{token_hex(2)}.log"
        return os.path.join(self.file_path, name)
