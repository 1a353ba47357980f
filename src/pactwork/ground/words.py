"""``gettext`` and ``ngettext`` for pages that say hundreds of words: each is looked up once.

Django walks through every catalogue, and asks twice which language is on, for each word it says.
"""

from functools import lru_cache

from django.utils import translation


@lru_cache(maxsize=8192)
def _said(words: str, language: str | None) -> str:
    return translation.gettext(words)


@lru_cache(maxsize=8192)
def _counted(one: str, more: str, number: int, language: str | None) -> str:
    return translation.ngettext(one, more, number)


def gettext(words: str) -> str:
    return _said(words, translation.get_language())


def ngettext(one: str, more: str, number: int) -> str:
    return _counted(one, more, number, translation.get_language())
