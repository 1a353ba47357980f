"""Addresses of pages by name, as ``django.urls.reverse`` says them, for pages with fifty links.

Each pattern is worked out once with stand-ins; afterwards a ref or a number is put in its place.
"""

import re
from functools import lru_cache

from django.urls import NoReverseMatch, get_script_prefix, reverse

_PLAIN = re.compile(r"[A-Za-z0-9_-]+").fullmatch  # nothing here needs quoting in an address
_STAND_IN = "stand-in-{}-"


@lru_cache(maxsize=512)
def _pattern(name: str, numbers: tuple[bool, ...], prefix: str) -> str:
    """The address with a place for each argument; the prefix is where the whole site hangs."""
    stand_ins = [
        900_000_000 + n if number else _STAND_IN.format(n) for n, number in enumerate(numbers)
    ]
    pattern = reverse(name, args=stand_ins).replace("{", "{{").replace("}", "}}")
    for n, stand_in in enumerate(stand_ins):
        pattern = pattern.replace(str(stand_in), f"{{{n}}}")
    return pattern


def address(name: str, *args: object) -> str:
    """The address of a page; what is not a plain word or a number goes to Django itself."""
    numbers = tuple(isinstance(arg, int) for arg in args)
    if all(isinstance(arg, int) or (isinstance(arg, str) and _PLAIN(arg)) for arg in args):
        try:
            return _pattern(name, numbers, get_script_prefix()).format(*args)
        except NoReverseMatch:
            pass  # a number given as a text, or a name that Django will complain about
    return reverse(name, args=args)
