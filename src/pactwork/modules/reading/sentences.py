"""Every problem a module file can have, as what was found and what was expected: found, but expected."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from pactwork.modules.reading.date_sentences import DATE_SENTENCES
from pactwork.modules.reading.limit_sentences import LIMIT_SENTENCES

_EXPECTED = _("%(expected)s is expected here")
_KNOWN = _("the names you can use here are: %(known)s")

SENTENCES: Mapping[str, tuple[Promise, Promise]] = {
    **DATE_SENTENCES,
    **LIMIT_SENTENCES,
    # The file as a whole
    "unopened": (
        _("there is no such file, or it cannot be opened"),
        _("a module file is expected"),
    ),
    "not_utf8": (
        _("there is a character here that is not UTF-8"),
        _("a module file must be saved as UTF-8"),
    ),
    "empty": (_("the file is empty"), _("a module is expected")),
    "control": (
        _("there is a control character here"),
        _("only visible characters are allowed"),
    ),
    # YAML
    "anchor": (
        _("this refers to another place with & or *"),
        _(
            "everything must be written out in full; put quotation marks around text that "
            "starts like this"
        ),
    ),
    "tag": (
        _("this starts with an exclamation mark"),
        _("only plain values are allowed; put quotation marks around text that starts like this"),
    ),
    "too_deep": (
        _("this is nested too deeply"),
        _("no module needs more than %(most)s levels"),
    ),
    "odd_name": (_("the name before the colon is a list or a group"), _("it has to be a word")),
    "twice": (
        _("“%(name)s” is here again"),
        _("it is already on line %(first)s"),
    ),
    "colon": (
        _("there is a colon in the text"),
        _("text with a colon needs quotation marks, and a new entry must line up with the others"),
    ),
    "odd_start": (
        _("this starts with one of @ ` %%"),
        _("text that starts like this needs quotation marks"),
    ),
    "odd_escape": (
        _("there is a backslash inside quotation marks"),
        _("it must be written twice there"),
    ),
    "tab": (_("this line starts with a tab"), _("lines must be indented with spaces")),
    "unclosed_list": (
        _("a list or group is opened here and not closed properly"),
        _("its entries need commas between them and a bracket at the end"),
    ),
    "unclosed_quote": (
        _("a quotation mark is opened here and not closed"),
        _("quotation marks must come in pairs"),
    ),
    "indentation": (
        _("this line does not line up with those above it"),
        _("entries must start in the same column, and quotation marks must come in pairs"),
    ),
    "no_colon": (
        _("this line is neither an entry of a list nor a name with a value"),
        _("a name must be followed by a colon and a space"),
    ),
    "two_documents": (
        _("a second document starts here"),
        _("a file can hold only one module"),
    ),
    "not_yaml": (_("this cannot be read"), _("it should be YAML; see docs/module-format.md")),
    # One value
    "missing": (_("this is missing"), _EXPECTED),
    "expected": (_("this is %(found)s"), _EXPECTED),
    "letters": (_("this has %(found)s characters"), _EXPECTED),
    "unquoted": (
        _("%(found)s is not read as text"),
        _('text is expected here: put quotation marks around it, "%(found)s"'),
    ),
    "quoted": (
        _("“%(found)s” is in quotation marks"),
        _("a number is expected here: write %(found)s without them"),
    ),
    "comma": (
        _("“%(word)s” has been split from the text before it"),
        _("text with a comma needs quotation marks between { and }"),
    ),
    "misspelt": (_("“%(word)s” is not part of the format"), _("you may have meant “%(near)s”")),
    "unknown_word": (_("“%(word)s” is not part of the format"), _KNOWN),
    "check_rules": (
        ngettext_lazy("this check has %(count)s rule", "this check has %(count)s rules", "count"),
        _("a check has exactly one of: words, any_of, number, date, person"),
    ),
    "three_questions": (
        ngettext_lazy("there is %(count)s question", "there are %(count)s questions", "count"),
        _("a review has three: leave them out, and the usual ones are asked"),
    ),
    "currency_of_money": (
        _("a prompt of the type %(type)s is not in agreement with its currency"),
        _("money has a currency, and nothing else has one"),
    ),
    "limits_of_number": (
        _("there are limits to a prompt of the type %(type)s"),
        _("only a number and money have from_number and to_number"),
    ),
    "lines_of_options": (
        _("there are options, and room for %(lines)s lines"),
        _("cells with options have one line"),
    ),
    "limits_order": (
        _("from_number is more than to_number"),
        _("the smaller one comes first"),
    ),
    "options_missing": (
        _("there are no options"),
        _("a prompt of the type %(type)s needs them"),
    ),
    "options_unwanted": (
        _("there are options"),
        _("only the types choice and choices have them, and this one is %(type)s"),
    ),
    "must_of_yesno": (
        _("an answer is required"),
        _("only the type yesno can have must, and this one is %(type)s"),
    ),
    "named_by_link": (
        _("a party by link cannot be named"),
        _("only a role at the university is named by a column of the roster"),
    ),
    "named_column": (
        _("a named party and a column of the roster go together"),
        _("it needs both who: named and a column, or neither"),
    ),
    "when_kind": (
        _("the condition is incomplete, or is really two conditions"),
        _("it needs either raised: true, or a prompt and one_of"),
    ),
    "word_signs": (
        _("“%(word)s” cannot be part of a sentence"),
        _(
            "a name has only alphabetic characters, with single spaces, hyphens or apostrophes between them"
        ),
    ),
    "word_address": (_("“%(word)s” looks like a web address"), _("a name is made of words")),
    "repeated": (_("“%(key)s” is already used further up"), _("each needs its own name")),
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
        _("a condition needs a choice or a yes/no prompt; this section has: %(known)s"),
    ),
    # What does not add up
    "hours_sum": (
        _("the kinds add up to %(sum)s"),
        _("%(needed)s hours are expected for %(size)s"),
    ),
    "credit_unsaid": (
        _("credits are given here"),
        _("the file does not say what a credit is: add credit, with one, many and hours"),
    ),
    "credit_unused": (
        _("it says what a credit is"),
        _("neither the module nor each variant says how many credits there are"),
    ),
    "credits_range": (_("this is out of range"), _("a number up to %(most)s is expected here")),
    "marks_missing": (
        _("there are not enough marks"),
        _("at least two are needed with the scheme %(scheme)s, the best first"),
    ),
    "marks_unwanted": (_("there are marks"), _("none are used with the scheme %(scheme)s")),
    "hours_least": (
        _("the minimum is %(least)s"),
        _("it cannot be more than the hours, %(hours)s"),
    ),
    "hours_most": (_("the maximum is %(most)s"), _("it cannot be less than the hours, %(hours)s")),
    "weights_sum": (_("the weights add up to %(sum)s"), _("they have to add up to 100")),
    "component_unused": (
        _("no variant gives “%(key)s” a weight"),
        _("every piece of assessment needs one, even if it is 0"),
    ),
    "template_unused": (
        _("no variant uses the template “%(key)s”"),
        _("every template must belong to a variant"),
    ),
    "pair_backwards": (
        _("the pair is %(low)s and %(high)s"),
        _("the smaller number must come first, and minutes start at 1"),
    ),
    "rows_backwards": (_("the minimum is %(least)s rows"), _("the maximum is %(most)s")),
    # Templates
    "party_is_role": (
        _("the party is called “%(key)s”"),
        _("that is the name of another role; the roles are: %(roles)s"),
    ),
    "ethics_waivable": (
        _("an ethics reviewer’s yes could be waived here"),
        _("that is never allowed: write waivable: false"),
    ),
    "when_circle": (
        _("“%(key)s” would be shown or not by its own answers"),
        _("one of the sections that depend on each other has to be there always"),
    ),
    "after_circle": (
        _("“%(key)s” would wait for itself"),
        _("one of the parties has to be asked first"),
    ),
    "title_prompt": (
        _("“%(name)s” does not name a prompt"),
        _("section.prompt is expected, a line or text in a section of the kind prose or card"),
    ),
    "not_ethics": (
        _("“%(name)s” cannot raise anything"),
        _("a section of the kind ethics is expected here"),
    ),
    "nobodys_yes": (_("no yes is needed"), _("at least one section must need one")),
    "party_unused": (
        _("no section needs the yes of “%(key)s”"),
        _("every party must have something to say yes to"),
    ),
    "kind_needs_prompts": (_("there are no prompts"), _("the kind %(kind)s needs prompts")),
    "kind_needs_each": (_("its rows have no prompts"), _("the kind %(kind)s needs each")),
    "kind_needs_questions": (_("there are no questions"), _("the kind %(kind)s needs questions")),
    "kind_needs_rows": (_("there are no rows"), _("the kind %(kind)s needs rows")),
    "kind_needs_columns": (_("there are no columns"), _("the kind %(kind)s needs columns")),
    "kind_needs_items": (_("there are no promises"), _("the kind %(kind)s needs items")),
    "kind_needs_by": (
        _("it does not say who promises"),
        _("the kind %(kind)s needs by, with a party or student"),
    ),
    "kind_needs_facts": (_("it names no fact"), _("the kind %(kind)s needs facts")),
    "kind_unwanted": (_("“%(name)s” is given here"), _("the kind %(kind)s does not use it")),
    "reserved": (
        _("the prompt is called “%(key)s”"),
        _("rows, weeks and cells are reserved names"),
    ),
    "question_type": (
        _("the question is of the type %(type)s"),
        _("ethics questions are answered with yes or no; leave the type out"),
    ),
    "credits_place": (
        _("the question is of the type credits"),
        _("how many credits is asked in a section of the kind weeks, where hours are planned"),
    ),
    "peer_not_key": (
        _("the learning set can read this"),
        _("it only reads key elements: add key_element: true"),
    ),
    "key_not_peer": (
        _("this is a key element"),
        _("its readers do not include the learning set: add peer, or leave readers out"),
    ),
    "clock_days": (_("a clock starts"), _("it has no number of days")),
    "clock_starts": (
        ngettext_lazy("it promises %(days)s day", "it promises %(days)s days", "days"),
        _("it does not say from when: add starts (asked, shared, agreed or start)"),
    ),
    "clock_party": (
        _("the clock starts when someone is asked"),
        _("it does not say who: add party"),
    ),
    # Files of the brief
    "file_outside": (_("“%(name)s” is outside the module’s folder"), _("files must be inside it")),
    "file_missing": (
        _("there is no file “%(name)s” beside this one"),
        _("the brief names it"),
    ),
    "file_sort": (
        _("“%(name)s” is not of a type that students can be given"),
        _("the types allowed are: %(allowed)s"),
    ),
    "file_other": (
        _("the contents of “%(name)s” do not match its name"),
        _("people who open it rely on the name"),
    ),
    "file_big": (_("“%(name)s” is larger than %(most)s MB"), _("students read this on a phone")),
}
