"""Refusals of whoever looks at uploads."""

from django.utils.translation import gettext_lazy as _

UPLOADS = {
    "upload_not_scanned": _(
        "Files are checked for viruses here, and this one could not be. Choose it again in a few "
        "minutes. If that does not help, tell whoever looks after Pactwork at your university."
    ),
    "upload_infected": _(
        "This file was not taken: the virus scanner calls it %(found)s. Make sure that your own "
        "computer is safe, then choose another copy."
    ),
}
