"""Mistakes in a module file: what is changed in least.yaml, to what, and the sentences it earns."""

# ruff: noqa: E501 - a sentence that is expected stands on one line

VALUES = [  # what is changed in the least file, to what, and the sentence
    ("credits: 1\n", "credits: one\n", "line 7, credits: this is “one”, but a number in whole or half steps, or a pair such as [1, 6], is expected here."),
    ("credits: 1\n", 'credits: "1"\n', "line 7, credits: “1” is in quotation marks, but a number is expected here: write 1 without them."),
    ("credits: 1\n", "credits: 1.5\n", "line 11, hours: the kinds add up to 10, but 15 hours are expected for 1.5 credits."),
    ("credits: 1\n", "credits: 1.3\n", "line 7, credits: this is 1.3, but a number in whole or half steps, or a pair such as [1, 6], is expected here."),
    ("credits: 1\n", "credits: [2, 1]\n", "line 7, credits: this is [2, 1], but a number in whole or half steps, or a pair such as [1, 6], is expected here."),
    ("credits: 1\n", "credits: 400\n", "line 7, credits: this is out of range, but a number up to 360 is expected here.\nline 11, hours: the kinds add up to 10, but 4000 hours are expected for 400 credits."),
    ("credit: {one: credit, many: credits, hours: 10}\n", "\n", "line 7, credits: credits are given here, but the file does not say what a credit is: add credit, with one, many and hours."),
    ("hours: 10}\ncredits", "hours: 0}\ncredits", "line 6, credit.hours: this is out of range, but a number up to 360 is expected here.\nline 11, hours: the kinds add up to 10, but 0 hours are expected for 1 credit."),
    ("credit: {one: credit, many: credits, hours: 10}", "credit: {one: credit, many: credits}", "line 6, credit.hours: this is missing, but a number in whole or half steps, or a pair such as [1, 6], is expected here."),
    ("credits: 1\n", "credits: 2\n", "line 11, hours: the kinds add up to 10, but 20 hours are expected for 2 credits."),
    ("credits: 1\n", "\n", "line 6, credit: it says what a credit is, but neither the module nor each variant says how many credits there are."),
    ("ai_use: {", "grading: {scheme: letters}\nai_use: {", "line 15, grading.marks: there are not enough marks, but at least two are needed with the scheme letters, the best first."),
    ("ai_use: {", "grading: {scheme: none, marks: [A]}\nai_use: {", "line 15, grading.marks: there are marks, but none are used with the scheme none."),
    ("run: May 2027", "run: 2027", ("line 8, run: 2027 is not read as text, but text is expected here: put quotation "
"marks around it, \"2027\".")),
    ("key: looking", "key: Looking Closely", ("line 3, key: this is “Looking Closely”, but a short name of lower-case "
"letters, digits and hyphens, starting with a letter, is expected here.")),
    ("summary: Ten", "sumary: Ten", ("line 2, summary: this is missing, but text of 1 to 20000 characters is expected "
"here.\nline 5, sumary: “sumary” is not part of the format, but you may have meant "
"“summary”.")),
    ("credit: {", "language: English\ncredit: {", "line 6, language: this is “English”, but a language such as en-GB is expected here."),
    ("level: 4", "level: []", "line 10, variants.LC4.level: this is an empty list, but a whole number or a word is expected here."),
    ("{note: 100}", "{note: 90}", "line 10, variants.LC4.weights: the weights add up to 90, but they have to add up to 100."),
    ("{note: 100}", "{Note: 100}", ("line 10, variants.LC4.weights.Note: this is “Note”, but a short name of "
"lower-case letters, digits and hyphens, starting with a letter, is expected "
"here.")),
    ("{note: 100}", "{note: 50, essay: 50}", ("line 10, variants.LC4.weights.essay: “essay” is not a piece of assessment, but "
"the names you can use here are: note.")),
    ("template: plan", "template: pln", ("line 10, variants.LC4.template: “pln” is not one of the templates, but the "
"names you can use here are: plan.\nline 20, templates.plan: no variant uses the "
"template “plan”, but every template must belong to a variant.")),
    ("writing, hours: 10}", "writing, hours: 10, least: 11}", ("line 12, hours.all.least: the minimum is 11, but it cannot be more than the "
"hours, 10.")),
    ("writing, hours: 10}", "writing, hours: 10, most: 9}", "line 12, hours.all.most: the maximum is 9, but it cannot be less than the hours, 10."),
    ("status: yours", "status: open", "line 14, brief.about.status: this is “open”, but one of these words: fixed, yours is expected here."),
    ("2027-05-03", "20270503", ("line 16, calendar.starts_on: this is 20270503, but a date such as 2026-09-28, "
"between 2000 and 2199, is expected here.")),
    ("2027-05-03", "3 May", "line 16, calendar.starts_on: this is “3 May”, but a date such as 2026-09-28, between 2000 and 2199, is expected here."),
    ("weeks: 2}", "weeks: 2, bank_holidays: 2027-05-03}", "line 16, calendar.bank_holidays: this is “2027-05-03”, but a list is expected here."),
    ("weeks: 2}", "weeks: 2, vacations: [{title: A, first: 2027-05-10, last: 2027-05-03}]}", "line 16, calendar.vacations.1.last: the vacation ends on 2027-05-03, but it begins on 2027-05-10, which is later."),
    ("weeks: 2}", "weeks: 2, vacations: [{title: A, first: 2027-05-10, last: 2028-05-03}]}", ("line 16, calendar.vacations.1.last: the vacation lasts from 2027-05-10 to "
"2028-05-03, but the longest allowed is 26 weeks.")),
    ("weeks: 2}", "weeks: 2, groups: [{key: a, title: A}, {key: a, title: B}]}", ("line 16, calendar.groups.a.key: “a” is already used further up, but each needs "
"its own name.")),
    ("week: 2,", "week: 3,", "line 18, assessment.note.week: this is week 3, but the calendar has 2 weeks."),
    ("week: 2,", "week: 2, at: 15,", "line 18, assessment.note.at: this is 15, but a time such as 15:00 is expected here."),
    ("ai_use: {", "reviews: {helpful: often}\nai_use: {", "line 15, reviews.helpful: this is “often”, but true or false is expected here."),
    ("ai_use: {", "reviews: {helpfull: true}\nai_use: {", ("line 15, reviews.helpfull: “helpfull” is not part of the format, but you may "
"have meant “helpful”.")),
    ("ai_use: {", "reviews: {questions: [{ask: Is it safe?, low: no, high: yes}]}\nai_use: {", "line 15, reviews: there is 1 question, but a review has three: leave them out, and the usual ones are asked."),
    ("ai_use: {", "reviews: true\nai_use: {", ("line 15, reviews: this is true, but a group of entries, each a name and a "
"colon, is expected here.")),
    ("[{key: text, title: Written}]", "[]", ("line 18, assessment.note: formats are missing, but what students submit "
"needs at least one, such as {key: text, title: Written}.")),
]  # fmt: skip

TEMPLATES = [
    ("by: facilitator", "by: tutor", "line 23, templates.plan.parties.tutor.by: this is “tutor”, but one of these words: link, facilitator, ethics_reviewer, placement_officer, module_leader is expected here."),
    ("by: facilitator", "by: ethics_reviewer", ("line 23, templates.plan.parties.tutor: an ethics reviewer’s yes could be waived "
"here, but that is never allowed: write waivable: false.")),
    ("by: facilitator", "by: facilitator, after: [boss]", ("line 23, templates.plan.parties.tutor.after.1: “boss” is not a party of this "
"template, but the names you can use here are: tutor.")),
    ("by: facilitator", "by: facilitator, after: [tutor]", ("line 23, templates.plan.parties.tutor.after: “tutor” would wait for itself, but "
"one of the parties has to be asked first.")),
    ("{key: tutor, title", "{key: peer, title", ("line 23, templates.plan.parties.peer.key: the party is called “peer”, but that "
"is the name of another role; the roles are: student, peer, facilitator, "
"advocate, module_leader, ethics_reviewer, placement_officer, examiner.\nline 23, "
"templates.plan.parties.peer: no section needs the yes of “peer”, but every "
"party must have something to say yes to.\nline 29, "
"templates.plan.sections.see.yes.1.party: “tutor” is not a party of this "
"template, but the names you can use here are: peer.")),
    ("by: facilitator}", "by: facilitator}\n      - {key: host, title: Host, person: host, by: link}", ("line 24, templates.plan.parties.host: no section needs the yes of “host”, but "
"every party must have something to say yes to.")),
    ("yes: [tutor]", "yes: []", ("line 24, templates.plan.sections: no yes is needed, but at least one section "
"must need one.")),
    ("yes: [tutor]", "yes: [boss, tutor]", ("line 29, templates.plan.sections.see.yes.1.party: “boss” is not a party of this "
"template, but the names you can use here are: tutor.")),
    ("yes: [tutor]", "yes: tutor", "line 29, templates.plan.sections.see.yes: this is “tutor”, but a list is expected here."),
    ("yes: [tutor]", "yes: [tutor, {party: tutor, when: {section: x, raised: true}}]", ("line 29, templates.plan.sections.see.yes.2.when.section: “x” is not a section "
"of this template, but the names you can use here are: see.")),
    ("yes: [tutor]", "yes: [tutor, {party: tutor, when: {section: see, raised: true}}]", ("line 29, templates.plan.sections.see.yes.2.when.section: “see” cannot raise "
"anything, but a section of the kind ethics is expected here.")),
    ("yes: [tutor]", "yes: [{party: tutor, when: {section: see}}]", ("line 29, templates.plan.sections.see.yes.1.when: the condition is incomplete, "
"or is really two conditions, but it needs either raised: true, or a prompt and "
"one_of.")),
    ("yes: [tutor]", "yes: [{party: tutor, when: {section: see, prompt: what, one_of: [a]}}]", ("line 29, templates.plan.sections.see.yes.1.when.prompt: “what” is not a prompt "
"with set answers in that section, but a condition needs a choice or a yes/no "
"prompt; this section has: alone.")),
    ("yes: [tutor]", "yes: [{party: tutor, when: {section: see, prompt: alone, one_of: [never]}}]", ("line 29, templates.plan.sections.see.yes.1.when.one_of.1: “never” is not one of "
"the answers, but the names you can use here are: yes, no.")),
    ("kind: prose", "kind: essay", "line 28, templates.plan.sections.see.kind: this is “essay”, but one of these words: prose, card, goals, outcomes, weeks, people, ethics, grid, choice, promise, facts is expected here."),
    ("kind: prose", "kind: goals", ("line 21, templates.plan.title_prompt: “see.what” does not name a prompt, but "
"section.prompt is expected, a line or text in a section of the kind prose or "
"card.\nline 25, templates.plan.sections.see: its rows have no prompts, but the "
"kind goals needs each.")),
    ("kind: prose", "kind: grid", ("line 21, templates.plan.title_prompt: “see.what” does not name a prompt, but "
"section.prompt is expected, a line or text in a section of the kind prose or "
"card.\nline 25, templates.plan.sections.see: there are no rows, but the kind "
"grid needs rows.\nline 25, templates.plan.sections.see: there are no columns, "
"but the kind grid needs columns.")),
    ("kind: prose", "kind: promise", ("line 21, templates.plan.title_prompt: “see.what” does not name a prompt, but "
"section.prompt is expected, a line or text in a section of the kind prose or "
"card.\nline 25, templates.plan.sections.see: there are no promises, but the kind "
"promise needs items.\nline 25, templates.plan.sections.see: it does not say who "
"promises, but the kind promise needs by, with a party or student.\nline 31, "
"templates.plan.sections.see.prompts: “prompts” is given here, but the kind "
"promise does not use it.")),
    ("kind: prose", "kind: prose\n        rows: [a]", ("line 29, templates.plan.sections.see.rows: “rows” is given here, but the kind "
"prose does not use it.")),
    ("key: alone", "key: what", ("line 33, templates.plan.sections.see.prompts.what.key: “what” is already used "
"further up, but each needs its own name.")),
    ("key: alone", "key: rows", ("line 33, templates.plan.sections.see.prompts.rows.key: the prompt is called "
"“rows”, but rows, weeks and cells are reserved names.")),
    ("type: yesno", "type: yesno, options: [a]", "line 33, templates.plan.sections.see.prompts.alone: there are options, but only the types choice and choices have them, and this one is yesno."),
    ("type: yesno", "type: choice", ("line 33, templates.plan.sections.see.prompts.alone: there are no options, but a "
"prompt of the type choice needs them.")),
    ("type: yesno", "type: yesno, checks: [{ask: Well?}]", "line 33, templates.plan.sections.see.prompts.alone.checks.1: this check has 0 rules, but a check has exactly one of: words, any_of, number, date, person."),
    ("type: yesno", "type: yesno, checks: [{ask: Well?, words: [9, 2]}]", ("line 33, templates.plan.sections.see.prompts.alone.checks.1.words: the pair is "
"9 and 2, but the smaller number must come first, and minutes start at 1.")),
    ("type: yesno", "type: yesno, hint: Fees are ₦450,000.", ("line 33, templates.plan.sections.see.prompts.alone.000.: “000.” has been split "
"from the text before it, but text with a comma needs quotation marks between { "
"and }.")),
    ("type: yesno", "type: yesno, hint: Hello,world", ("line 33, templates.plan.sections.see.prompts.alone.world: “world” has been "
"split from the text before it, but text with a comma needs quotation marks "
"between { and }.")),
    ("type: yesno", "type: yesno, hint: Hello, option", ("line 33, templates.plan.sections.see.prompts.alone.option: “option” has been "
"split from the text before it, but text with a comma needs quotation marks "
"between { and }.")),
    ("type: yesno", "type: yesno, hint: Ends here,000 and 1,000", ("line 33, templates.plan.sections.see.prompts.alone.000 and 1: “000 and 1” has "
"been split from the text before it, but text with a comma needs quotation "
"marks between { and }.\nline 33, templates.plan.sections.see.prompts.alone.000: "
"“000” has been split from the text before it, but text with a comma needs "
"quotation marks between { and }.")),
    ("type: yesno", "type: yesno, hint: From 1,000 to 2,000,000", ("line 33, templates.plan.sections.see.prompts.alone.000 to 2: “000 to 2” has "
"been split from the text before it, but text with a comma needs quotation "
"marks between { and }.\nline 33, templates.plan.sections.see.prompts.alone.000: "
"“000” has been split from the text before it, but text with a comma needs "
"quotation marks between { and }.")),
    ("{note: 100}", "{note: 1,000}", ("line 10, variants.LC4.weights.000: “000” has been split from the text before "
"it, but text with a comma needs quotation marks between { and }.")),
    ("type: yesno", "type: yesno, hint: Not you, or you", ("line 33, templates.plan.sections.see.prompts.alone.or you: “or you” has been "
"split from the text before it, but text with a comma needs quotation marks "
"between { and }.")),
    ("minutes: [2, 4]", "minutes: [2]", ("line 30, templates.plan.sections.see.minutes: this is missing, but a pair of "
"whole numbers such as [4, 9] is expected here.")),
    ("minutes: [2, 4]", "minutes: [4, 2]", ("line 30, templates.plan.sections.see.minutes: the pair is 4 and 2, but the "
"smaller number must come first, and minutes start at 1.")),
    ("minutes: [2, 4]", "readers: [student, boss]", ("line 30, templates.plan.sections.see.readers.2: “boss” is neither a party nor a "
"role, but the names you can use here are: student, peer, facilitator, advocate, "
"module_leader, ethics_reviewer, placement_officer, examiner, tutor.")),
    ("minutes: [2, 4]", "readers: [student, peer]", ("line 30, templates.plan.sections.see.readers.2: the learning set can read this, "
"but it only reads key elements: add key_element: true.")),
    ("minutes: [2, 4]", "readers: [student]\n        key_element: true", ("line 31, templates.plan.sections.see.key_element: this is a key element, but "
"its readers do not include the learning set: add peer, or leave readers out.")),
    ("minutes: [2, 4]", "requirement: fun", ("line 30, templates.plan.sections.see.requirement: “fun” is not one of the "
"requirements, but the names you can use here are: none.")),
    ("minutes: [2, 4]", "key: seen", ("line 30, templates.plan.sections.see.key: “key” is here again, but it is "
"already on line 25.")),
    ("title_prompt: see.what", "title_prompt: see.it", ("line 21, templates.plan.title_prompt: “see.it” does not name a prompt, but "
"section.prompt is expected, a line or text in a section of the kind prose or "
"card.")),
]  # fmt: skip

PROMISES = [
    ("days: 5, starts: asked, party: tutor", "days: 5", "line 36, templates.plan.sections.us.items.reply.days: it promises 5 days, but it does not say from when: add starts (asked, shared, agreed or start)."),
    ("days: 5, starts: asked, party: tutor", "starts: start", ("line 36, templates.plan.sections.us.items.reply.starts: a clock starts, but it "
"has no number of days.")),
    ("days: 5, starts: asked, party: tutor", "days: 5, starts: asked", "line 36, templates.plan.sections.us.items.reply.starts: the clock starts when someone is asked, but it does not say who: add party."),
    ("days: 5, starts: asked, party: tutor", "days: 5, starts: asked, party: boss", ("line 36, templates.plan.sections.us.items.reply.party: “boss” is not a party of "
"this template, but the names you can use here are: tutor.")),
    ("by: tutor", "by: boss", ("line 35, templates.plan.sections.us.by: “boss” is not a party of this template, "
"but the names you can use here are: tutor, student.")),
    ("key: us\n", "key: see\n", ("line 31, templates.plan.sections.see.key: “see” is already used further up, but "
"each needs its own name.")),
    ("prompts: [{key: why, ask: Why?}]", "prompts: [{key: note, ask: Why?}]", ("line 37, templates.plan.sections.show.prompts.note.key: “note” is already used "
"further up, but each needs its own name.")),
    ("least: 1, most: 3", "least: 4, most: 3", ("line 38, templates.plan.sections.who.least: the minimum is 4 rows, but the "
"maximum is 3.")),
    ("questions: [{key: young, ask: Children?}]", "questions: []", "line 39, templates.plan.sections.care: there are no questions, but the kind ethics needs questions."),
    ("questions: [{key: young, ask: Children?}]", "questions: [{key: young, ask: Children?, type: line}]", "line 39, templates.plan.sections.care.questions.young.type: the question is of the type line, but ethics questions are answered with yes or no; leave the type out."),
]  # fmt: skip

YAML = [
    ("title: Looking closely", "title: Looking: closely", ("line 4: there is a colon in the text, but text with a colon needs quotation "
"marks, and a new entry must line up with the others.")),
    ("title: Looking closely", "title: @looking", ("line 4: this starts with one of @ ` %, but text that starts like this needs "
"quotation marks.")),
    ("title: Looking closely", "title Looking closely", ("line 4: this line is neither an entry of a list nor a name with a value, but a "
"name must be followed by a colon and a space.")),
    ("title: Looking closely", "\ttitle: Looking closely", "line 4: this line starts with a tab, but lines must be indented with spaces."),
    ("title: Looking closely", "title: &it Looking closely", ("line 4: this refers to another place with & or *, but everything must be "
"written out in full; put quotation marks around text that starts like this.")),
    ("title: Looking closely", "title: *it", ("line 4: this refers to another place with & or *, but everything must be "
"written out in full; put quotation marks around text that starts like this.")),
    ("title: Looking closely", "title: !!python/name:os.system x", ("line 4: this starts with an exclamation mark, but only plain values are "
"allowed; put quotation marks around text that starts like this.")),
    ("title: Looking closely", 'title: "Looking \\closely"', ("line 4: there is a backslash inside quotation marks, but it must be written "
"twice there.")),
    ("title: Looking closely", "title: Looking closely\n---", "line 5: a second document starts here, but a file can hold only one module."),
    ("title: Looking closely", "title: Looking closely\n? [a]\n: b", "line 5: the name before the colon is a list or a group, but it has to be a word."),
    ("yes: [tutor]", "yes: [tutor", "line 29: a list or group is opened here and not closed properly, but its entries need commas between them and a bracket at the end."),
    ("type: yesno}", "type: 'yesno}", ("line 33: a quotation mark is opened here and not closed, but quotation marks "
"must come in pairs.")),
    ("type: yesno}", "type: yesno}\n       - {key: more, ask: More}", ("line 34: this line does not line up with those above it, but entries must start "
"in the same column, and quotation marks must come in pairs.")),
]  # fmt: skip
