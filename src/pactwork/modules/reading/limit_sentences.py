"""What is too much in a module file: found, but expected."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LIMIT_SENTENCES: Mapping[str, tuple[Promise, Promise]] = {
    "too_big": (
        _("the file is larger than %(most)s MB"),
        _("a module file should be a few pages of text"),
    ),
    "too_long": (_("the number of entries here is %(count)s"), _("it can be at most %(most)s")),
    "more": (
        _("there are more problems than can be listed"),
        _("these are the first %(most)s; correct them and check the file again"),
    ),
}
