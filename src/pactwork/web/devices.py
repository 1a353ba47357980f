"""Which browser somebody signed in with, as far as it says: two words, and never all that it sent.

A guess for its owner to know it by. Nothing is decided by it.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

UNKNOWN = ""
# The first mark that is found counts: most browsers say that they are several.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Vivaldi/": "Vivaldi",
    "SamsungBrowser/": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "Chrome/": "Chrome",
    "CriOS/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Macintosh": "Mac",  # an iPad says the same unless it is asked otherwise
    "Linux": "Linux",
}


def device_in(told: str) -> str:
    """``Firefox/Windows``; either half may be missing."""
    found = f"{_first(told, BROWSERS)}/{_first(told, SYSTEMS)}"
    return UNKNOWN if found == "/" else found


def _first(told: str, marks: Mapping[str, str]) -> str:
    return next((name for mark, name in marks.items() if mark in told), "")


def device_words(device: str) -> str:
    browser, _slash, system = device.partition("/")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": _machine(system)}
    return browser or (
        _("A browser on %(system)s") % {"system": _machine(system)} if system else _("A browser")
    )


def _machine(system: str) -> str:
    return {
        "iPhone": _("an iPhone"),
        "iPad": _("an iPad"),
        "Mac": _("a Mac or iPad"),
    }.get(system, system)
