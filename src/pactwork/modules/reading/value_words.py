"""What is expected of one value in a module file, by its type, its pattern, or its own word for it."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pactwork.modules.rules import entries

LITERAL: Mapping[Any, Promise] = {
    bool: _("true or false"),
    date: _("a date such as 2026-09-28, between 2000 and 2199,"),
    time: _("a time such as 15:00"),
}

EXPECTED: Mapping[str, Promise] = {
    "half": _("a number in whole or half steps, such as 2 or 2.5,"),
    "amount": _("a number in whole or half steps, or a pair such as [1, 6],"),
    "level": _("a whole number or a word"),
    "days": _("the first and the last day, such as [2027-01-11, 2027-02-01],"),
}

PATTERNS: Mapping[str, Promise] = {
    entries.KEY: _(
        "a short name of lower-case letters, digits and hyphens, starting with a letter,"
    ),
    entries.READER: _("a party or a role, in lower case,"),
    entries.CODE: _(
        "a code of 2 to 20 letters, digits and hyphens, such as LIS-590 or LIS 590, with single spaces, "
        "full stops or slashes between them,"
    ),
    entries.LANGUAGE: _("a language such as en-GB"),
    entries.URL: _("an address that starts with http:// or https://"),
    entries.PATH: _("the name of a file beside this one, such as files/letter.txt,"),
}
