"""One thing wrong with a roster, with its line and column, as one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_l = gettext_lazy

SENTENCES: Mapping[str, Promise] = {
    # The file as a whole
    "too_big": _l(
        "This file is larger than %(most)s MB. A roster is a list of people; split it in two."
    ),
    "too_long": _l(
        "This file has more than %(most)s lines. That many can be read at once; split it."
    ),
    "workbook": _l(
        "This is a workbook. In your spreadsheet, save it as CSV, then choose that file."
    ),
    "web_page": _l(
        "This is a web page, even if it is saved as .xls. Open it in your spreadsheet,"
        " save it as CSV, then choose that file."
    ),
    "not_text": _l("This is not a text file. Choose a CSV file."),
    "empty": _l("This file is empty."),
    "no_lines": _l("There are column names, but nobody stands under them."),
    "no_header": _l(
        "The first line has to name the columns, such as key, name and role; this one says “%(found)s”."
    ),
    "none_known": _l(
        "None of the column names of this file is known here: %(found)s. Say what they are."
    ),
    "column_missing": _l(
        "There is no column called “%(name)s”. Every line needs it. This file has: %(found)s."
    ),
    "column_unknown": _l("“%(name)s” is no column of a roster. There are: %(known)s."),
    "heading_unknown": _l("This file has no column called “%(name)s”. It has: %(found)s."),
    "choice_unknown": _l("“%(name)s” is not a role. There are: %(known)s."),
    "too_wide": _l("This file has %(columns)s columns. Up to %(most)s can be read; delete some."),
    # What was understood without a problem
    "names_turned": _l(
        "Names are read in the order in which they are said: “%(was)s” is %(now)s, for one."
    ),
    "names_joined": _l("The name is joined from its parts: %(now)s, for one."),
    "above": _l("This line is above the column names, and is passed over."),
    "heading_again": _l("This line repeats the column names, and is passed over."),
    "footer": _l(
        "This line is about the file and not about a person, and is passed over: “%(said)s”."
    ),
    "status_out": _l(
        "The column “%(heading)s” says “%(said)s”, so this line adds nobody and ends nothing."
    ),
    "column_twice": _l("Two columns are called “%(name)s”. Keep one."),
    # One line
    "quote": _l("A quotation mark is opened or closed in the wrong place on this line."),
    "cells": _l(
        "There are %(cells)s cells and %(columns)s columns. A comma within a cell needs quotation marks."
    ),
    "control": _l("There is a character here that cannot be seen. Type these words again."),
    "letters": _l("This has %(count)s characters. Keep it to %(most)s."),
    # One cell
    "key_missing": _l("There is no key, so we cannot tell who this is."),
    "role_missing": _l("There is no role. Write student, or one of: %(roles)s."),
    "role_unknown": _l("“%(given)s” is not a role. Write one of: %(roles)s."),
    "no_name": _l("“%(given)s” is no name: there is no letter in it."),
    "name_missing": _l("We do not know “%(key)s” yet, so a name is needed."),
    "email_missing": _l("We do not know “%(key)s” yet, so an email address is needed."),
    "not_an_address": _l("“%(given)s” is not an email address."),
    "address_letters": _l(
        "Our mail server cannot write to such addresses yet: “%(given)s”."
        " Use one with only a to z, figures and signs."
    ),
    "address_long": _l("An address has at most 254 characters."),
    "not_a_date": _l("“%(given)s” is not a date. Write it as 2026-09-28, 28/09/2026 or 28.9.2026."),
    "day_no_such_day": _l("There is no such day as “%(given)s”."),
    "day_year": _l("“%(given)s” leaves the century open. Write the year with four figures."),
    "day_time": _l(
        "“%(given)s” has a time in it. Write the day alone, such as 2026-09-28 or 28.9.2026."
    ),
    "day_number": _l(
        "“%(given)s” is how a spreadsheet counts days. Format it as a date, such as 2026-09-28."
    ),
    "backwards": _l("It ends on %(ends)s, before it starts on %(starts)s."),
    "not_weeks": _l("“%(given)s” is not a list of weeks. Write 4, or 1-3 5."),
    "week_beyond": _l("There is no week %(week)s. This module has %(weeks)s."),
    "not_yes": _l("“%(given)s” is neither yes nor no."),
    "not_for_role": _l("This is for %(whom)s only; for this role the cell stays empty."),
    "cell_rounded": _l(
        "“%(given)s” looks like a number that a spreadsheet has rounded."
        " Format that column as text, and export again."
    ),
    "cell_number": _l(
        "“%(given)s” looks like a number that a spreadsheet has rewritten."
        " Format that column as text, and export again."
    ),
    "cell_date": _l(
        "“%(given)s” looks like a date that a spreadsheet has made of a code."
        " Format that column as text, and export again."
    ),
    "cell_fault": _l("“%(given)s” is what a spreadsheet shows when a formula fails."),
    "cell_formula": _l("“%(given)s” is a formula. Export the values instead."),
    "status_unknown": _l(
        "“%(given)s” may or may not mean that this person takes part."
        " Put it right, or say that this column is not read."
    ),
    # Against what is known
    "zeros": _l(
        "“%(given)s” and “%(known)s” differ only by zeros in front, which a spreadsheet"
        " takes away. Write the same in both places."
    ),
    "run_missing": _l("It does not say which module run, and none was chosen for all lines."),
    "run_unknown": _l("“%(given)s” is not a module run here. There are: %(known)s."),
    "run_unclear": _l("“%(given)s” has several runs. Write the ref of one: %(known)s."),
    "code_missing": _l("A student needs a module code: %(known)s."),
    "code_unknown": _l("“%(given)s” is not a code of this module. There are: %(known)s."),
    "group_unknown": _l("“%(given)s” is not a group of this module. There are: %(known)s."),
    "same_line": _l(
        "This is the same person in the same role as on line %(line)s. Keep one of them."
    ),
    "two_words": _l("“%(given)s” is not what line %(line)s says of the same person: “%(first)s”."),
    "address_taken": _l("This address belongs to somebody else here: %(name)s (%(key)s)."),
    "remove_unknown": _l("This role cannot be removed: %(key)s never had it here."),
    "deputy_self": _l("Nobody stands in for themselves."),
    "deputy_unknown": _l("“%(given)s” does not have this role on this module."),
    "last_administrator": _l("Somebody has to be an administrator. Name another one first."),
}


@dataclass(frozen=True)
class Problem:
    """``line`` 0 is the file as a whole; ``column`` is empty where no single one is to blame."""

    code: str
    line: int = 0
    column: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The sentence without its place."""
        return str(SENTENCES[self.code]) % self.params

    @property
    def sentence(self) -> str:
        said = {"line": self.line, "column": self.column, "words": self.words}
        if self.line and self.column:
            return _("Line %(line)s, %(column)s: %(words)s") % said
        return _("Line %(line)s: %(words)s") % said if self.line else self.words
