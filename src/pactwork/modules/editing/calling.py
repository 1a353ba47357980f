"""The page on which it is said what a module calls itself, its people and what it is made of."""

from typing import Any

from django.utils.translation import gettext as _

from pactwork.ground.own_words import MOST, TERMS, THINGS, several
from pactwork.modules.editing.fields import Field, Group, Part
from pactwork.modules.editing.from_model import fields_of
from pactwork.modules.rules.words import Word, Words

HERE = ("words",)


def words_part() -> Part:
    """Every name that the format has, and the sentence about the work."""
    hint = _(
        "Leave a name empty to keep the usual one. Write it as in the middle of a sentence, in at "
        "most %(most)s characters. The plural is made for you if you leave it empty."
    ) % {"most": MOST}
    usual = TERMS | THINGS
    groups = [Group("", (), hint)]
    groups += [
        Group(usual[name][-1][0].capitalize(), fields_of(Word, (*HERE, name)))
        for name in Words.model_fields
        if name in usual
    ]
    about = _("It is read by people who are asked by email, such as a workplace.")
    work = Field((*HERE, "work"), _("What the student’s work is for, in a sentence"), hint=about)
    groups.append(Group(_("The work"), (work,)))
    title = _("What things are called")
    return Part("words", title, groups=tuple(groups), of="module", follows=_empty_is_usual)


def _empty_is_usual(before: Any, made: Any) -> None:
    """Where nothing is said, nothing is kept, and a plural that was made for a word goes with it; one
    that was written stays, to be told what it is of."""
    said, was = {}, before.get("words") or {}
    for name, word in (made.get("words") or {}).items():
        if isinstance(word, dict):
            word = {number: text for number, text in word.items() if text is not None}
            old = was.get(name) or {}
            made_for_it = old.get("many") == several(old.get("one") or "")
            if made_for_it and word.get("many") == old["many"] and word.get("one") != old["one"]:
                del word["many"]
        if word:
            said[name] = word
    made["words"] = said or None
