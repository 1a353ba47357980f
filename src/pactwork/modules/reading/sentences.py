"""Every problem a module file can have, as what was found and what was expected: found, but expected."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pactwork.modules.rules import entries

LITERAL: Mapping[Any, Promise] = {
    bool: _("true or false"),
    date: _("a date such as 2026-09-28, between 2000 and 2199,"),
    time: _("a time such as 15:00"),
}

PATTERNS: Mapping[str, Promise] = {
    entries.KEY: _("a short name of small letters, digits and hyphens, beginning with a letter,"),
    entries.READER: _("a party or a role, in small letters,"),
    entries.CODE: _("a code of 2 to 20 letters, digits and hyphens"),
    entries.LANGUAGE: _("a language such as en-GB"),
    entries.URL: _("an address that begins with http:// or https://"),
    entries.PATH: _("the name of a file beside this one, such as files/letter.txt,"),
}

_EXPECTED = _("%(expected)s is expected here")
_KNOWN = _("the names known here are: %(known)s")

SENTENCES: Mapping[str, tuple[Promise, Promise]] = {
    # The file as a whole
    "unopened": (
        _("there is no such file, or it cannot be opened"),
        _("a module file is expected"),
    ),
    "too_big": (
        _("the file is larger than %(most)s MB"),
        _("a module file is a text of a few pages"),
    ),
    "not_utf8": (
        _("there is a character here that is not UTF-8"),
        _("a module file is saved as UTF-8"),
    ),
    "empty": (_("the file is empty"), _("a module is expected")),
    "control": (
        _("there is a control character here"),
        _("only characters that can be seen are expected"),
    ),
    # YAML
    "anchor": (
        _("this points to another place with & or *"),
        _("everything is written out in full; put quotation marks around words that begin so"),
    ),
    "tag": (
        _("this begins with an exclamation mark"),
        _("only plain values are expected; put quotation marks around words that begin so"),
    ),
    "too_deep": (
        _("this is nested too deeply"),
        _("no module needs more than %(most)s levels"),
    ),
    "odd_name": (_("the name before the colon is a list or a group"), _("it has to be a word")),
    "twice": (
        _("“%(name)s” is written a second time"),
        _("it already stands on line %(first)s"),
    ),
    "colon": (
        _("there is a colon inside the words"),
        _("such words need quotation marks, and a new entry lines up with the others"),
    ),
    "odd_start": (
        _("this begins with one of @ ` %%"),
        _("words that begin so need quotation marks around them"),
    ),
    "odd_escape": (
        _("there is a backslash inside quotation marks"),
        _("a backslash is written twice there"),
    ),
    "tab": (_("this line begins with a tab"), _("lines begin with spaces")),
    "unclosed_list": (
        _("a list or group is opened here and not closed properly"),
        _("its entries need commas between them and a bracket at the end"),
    ),
    "unclosed_quote": (
        _("a quotation mark is opened here and not closed"),
        _("quotation marks come in pairs"),
    ),
    "indentation": (
        _("this line does not line up with those above it"),
        _("entries begin in the same column, and quotation marks come in pairs"),
    ),
    "no_colon": (
        _("this line is neither an entry of a list nor a name with a value"),
        _("a name is followed by a colon and a space"),
    ),
    "two_documents": (
        _("a second document begins here"),
        _("a file holds one module"),
    ),
    "not_yaml": (_("this cannot be read"), _("YAML is expected; docs/module-format.md shows how")),
    # One value
    "missing": (_("nothing is written"), _EXPECTED),
    "expected": (_("%(found)s is written"), _EXPECTED),
    "letters": (_("there are %(found)s characters"), _EXPECTED),
    "unquoted": (
        _("%(found)s is not text as it stands"),
        _('text is expected here: put quotation marks around it, "%(found)s"'),
    ),
    "quoted": (
        _("“%(found)s” is in quotation marks"),
        _("a number is expected here: write %(found)s without them"),
    ),
    "comma": (
        _("“%(word)s” has come loose from the words before it"),
        _("words with a comma in them need quotation marks between { and }"),
    ),
    "misspelt": (_("“%(word)s” is not a word of the format"), _("“%(near)s” may be meant")),
    "unknown_word": (_("“%(word)s” is not a word of the format"), _KNOWN),
    "check_rules": (
        ngettext_lazy("this check has %(count)s rule", "this check has %(count)s rules", "count"),
        _("a check has exactly one of: words, any_of, number, date, person"),
    ),
    "options_missing": (
        _("there is nothing to choose from"),
        _("a prompt of the type %(type)s has options"),
    ),
    "options_unwanted": (
        _("there are options"),
        _("only the types choice and choices have them, and this one is %(type)s"),
    ),
    "when_kind": (
        _("the condition is not complete, or is two conditions"),
        _("it says either raised: true, or a prompt and one_of"),
    ),
    "repeated": (_("“%(key)s” already stands further up"), _("each has a name of its own")),
    # Names that stand for nothing
    "unknown_component": (_("“%(name)s” is not a piece of assessment"), _KNOWN),
    "unknown_template": (_("“%(name)s” is not one of the templates"), _KNOWN),
    "unknown_party": (_("“%(name)s” is not a party of this template"), _KNOWN),
    "unknown_section": (_("“%(name)s” is not a section of this template"), _KNOWN),
    "unknown_requirement": (_("“%(name)s” is not one of the requirements"), _KNOWN),
    "unknown_reader": (_("“%(name)s” is neither a party nor a role"), _KNOWN),
    "unknown_option": (_("“%(name)s” is not one of the answers"), _KNOWN),
    "unknown_condition": (
        _("“%(name)s” is not a prompt with set answers in that section"),
        _("a condition needs a choice or a yes or no; there are: %(known)s"),
    ),
    # What does not add up
    "hours_sum": (
        _("the kinds add up to %(sum)s"),
        ngettext_lazy(
            "%(credits)s credit is %(needed)s hours",
            "%(credits)s credits are %(needed)s hours",
            "credits",
        ),
    ),
    "hours_least": (_("the least is %(least)s"), _("it may not be above the hours, %(hours)s")),
    "hours_most": (_("the most is %(most)s"), _("it may not be below the hours, %(hours)s")),
    "weights_sum": (_("the weights add up to %(sum)s"), _("they have to add up to 100")),
    "component_unused": (
        _("no variant gives “%(key)s” a weight"),
        _("every piece of assessment has one, if only 0"),
    ),
    "template_unused": (
        _("no variant uses the template “%(key)s”"),
        _("every template belongs to a variant"),
    ),
    "week_beyond": (
        _("this is week %(week)s"),
        ngettext_lazy(
            "the calendar has %(weeks)s week", "the calendar has %(weeks)s weeks", "weeks"
        ),
    ),
    "vacation_backwards": (
        _("the vacation ends on %(last)s"),
        _("it begins on %(first)s, which is later"),
    ),
    "vacation_long": (
        _("the vacation lasts from %(first)s to %(last)s"),
        _("none lasts longer than 26 weeks"),
    ),
    "pair_backwards": (
        _("the pair is %(low)s and %(high)s"),
        _("the smaller number comes first, and minutes begin at 1"),
    ),
    "rows_backwards": (_("the least is %(least)s rows"), _("the most is %(most)s")),
    # Templates
    "party_is_role": (
        _("the party is called “%(key)s”"),
        _("that is the name of another role; the roles are: %(roles)s"),
    ),
    "ethics_waivable": (
        _("an ethics reviewer's yes could be waived here"),
        _("it never may: write waivable: false"),
    ),
    "after_circle": (
        _("“%(key)s” would wait for itself"),
        _("somebody has to be asked first"),
    ),
    "title_prompt": (
        _("“%(name)s” names no prompt"),
        _("section.prompt is expected, a line or text in a section of the kind prose or card"),
    ),
    "not_ethics": (
        _("“%(name)s” raises nothing"),
        _("only a section of the kind ethics does"),
    ),
    "nobodys_yes": (_("nobody's yes is needed"), _("at least one section needs one")),
    "party_unused": (
        _("no section needs the yes of “%(key)s”"),
        _("every party says yes to something"),
    ),
    "kind_needs_prompts": (_("nothing is asked"), _("the kind %(kind)s needs prompts")),
    "kind_needs_each": (_("its rows ask nothing"), _("the kind %(kind)s needs each")),
    "kind_needs_questions": (_("there are no questions"), _("the kind %(kind)s needs questions")),
    "kind_needs_rows": (_("there are no rows"), _("the kind %(kind)s needs rows")),
    "kind_needs_columns": (_("there are no columns"), _("the kind %(kind)s needs columns")),
    "kind_needs_items": (_("nothing is promised"), _("the kind %(kind)s needs items")),
    "kind_needs_by": (
        _("it does not say who promises"),
        _("the kind %(kind)s needs by, with a party"),
    ),
    "kind_unwanted": (
        _("“%(name)s” stands here"),
        _("the kind %(kind)s has no use for it"),
    ),
    "reserved": (
        _("the prompt is called “%(key)s”"),
        _("rows, weeks and cells are names that sections keep for themselves"),
    ),
    "question_type": (
        _("the question is of the type %(type)s"),
        _("ethics questions are answered with yes or no; leave the type out"),
    ),
    "peer_not_key": (
        _("the learning set is to read this"),
        _("it reads key elements and nothing else: add key_element: true"),
    ),
    "key_not_peer": (
        _("this is a key element"),
        _("its readers leave out the learning set: add peer, or leave readers out"),
    ),
    "clock_days": (_("a clock starts"), _("it has no days to run")),
    "clock_starts": (
        ngettext_lazy("it promises %(days)s day", "it promises %(days)s days", "days"),
        _("it does not say from when: add starts (asked, shared, agreed or start)"),
    ),
    "clock_party": (
        _("the clock starts when somebody is asked"),
        _("it does not say who: add party"),
    ),
    # Files of the brief
    "file_outside": (_("“%(name)s” lies outside the module's folder"), _("files stay inside it")),
    "file_missing": (
        _("there is no file “%(name)s” beside this one"),
        _("the brief names it"),
    ),
    "file_sort": (
        _("“%(name)s” is not of a sort that may be handed out"),
        _("the sorts are: %(allowed)s"),
    ),
    "file_other": (
        _("“%(name)s” holds something else than its name says"),
        _("whoever opens it trusts the name"),
    ),
    "file_big": (_("“%(name)s” is larger than %(most)s MB"), _("students read this on a phone")),
}
