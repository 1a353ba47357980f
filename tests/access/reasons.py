"""Why nobody misses some guards: what stands behind each. By how its name begins; the longest counts.

A guard of a write, or of whose words are shown, is named by its function or in full.
"""

# For views, rules and whatever only narrows a page: by where they are.
BY_PLACE = {
    "contracts.requests": "the law refuses after it: whose seat it is, and which move",
    "desk.views": "the desk was looked up before, and the law or the act refuses after it",
    "links.visits": "the page that it leads to forgets who is signed in as well",
    "people.requests": "somebody without an account never gets so far: tests/test_closed_doors.py",
    "conversations.views": "the act asks the same again (test_acts.py); the rest is which form is shown",
    "conversations.citing": "a button that does nothing where there is nothing to cite",
    "hotseats.views": "the act asks the same again (test_acts.py); the rest is which form is shown",
    "sets": "the run was looked up for its leader or member before; the rest is what was typed",
    "reviews.views": "the desk or the act refuses too (test_acts.py); the rest is which form is shown",
    "reviews.rules": "tests/reviews/test_rules.py has the table",
    "digests": "letters are no pages: test_marked_strings.py reads them, tests/digests count them",
}

NO_PERSON = "whoever has no account is nobody's row: the column is never empty, so nothing matches"
BY_LINK = "only links have no person, and the law knows them as advocates: they may not do this"
LOCKED = "the law has asked for it in the same act, under the lock; this tells the types so"
BY_HAND = "a move of the law: tests/contracts/test_law.py has it for every role in every stage"
CRASH = "without it nothing is shown or done: the next line breaks"
SCOPE = (
    "a scope is of one run, set or person, each of one institution; the other condition is enough"
)
OWN_PAGE = "only what is drawn beside it changes: the same reader may read both"

ONE_HOUSE = "a ref of the history is of somebody at one institution: it says which chain is read"
JUST_WRITTEN = "erase_contract wrote it in the same act: it is the newest entry of the chain"
OWN_RULE = (
    "only an institution's own rule is switched on and looked at; of a run's, nothing changes"
)
FEWER = "only fewer rows are read: of each row, the same is asked after it"
SIGNS_IN = "whoever is not signed in is sent to sign in before it: web.middleware.SignedIn"
NO_MORE = "without it less is shown, not more"
SHE_READS = "a comment is about words that its reader may read: insist_readable, when it was made"
ONE_S_OWN = "all lines are the reader's own: tests/digests has what is left out on wish"
A_FORM = "which form is shown; the act asks again (reviews.actions.reviewing)"

# By function, or in full: writes, and whose words are shown.
OF_ITS_OWN = {
    "contracts.naming._addresses: filter(OF_THE_HOUSE)": FEWER,
    "digests.queries.lines_for: for if not set(one.kinds) <= set(off)": ONE_S_OWN,
    "modules.queries.drafting.draft_file_seen_by: filter(institution_id=)": "its ref is of one institution",
    "modules.views.making.new: or making.made is None": CRASH,
    "object: unless not_the_named": "test_law_reasons.py has it, in more time than one guard is given",
    "web.installation.condition: if known (3)": CRASH,
    "web.second_step.staff_second_step: and person.account": NO_PERSON,
    "workplace.views.visit.found_or_404: if plan is None": CRASH,
    "keep: its roles": BY_HAND,
    "look_again: its roles": BY_HAND,
    "look_again: its stages": BY_HAND,
    "keep: its stages": BY_HAND,
    "resume: its stages": BY_HAND,
    "turn_down: its roles": BY_HAND,
    "turn_down: its stages": BY_HAND,
    "note_received: its roles": BY_HAND,
    "note_received: its stages": BY_HAND,
    "contracts.actions.receiving.note_received: if by.person_id is None": BY_LINK,
    "contracts.actions.answering.answer: if ask is None": LOCKED,
    "contracts.actions.asking.insist_own_ask": LOCKED,
    "contracts.actions.desk.hand_over: if asked is None": LOCKED,
    "contracts.actions.desk.propose_talk": LOCKED,
    "contracts.actions.desk.waive": BY_LINK,
    "contracts.naming._at_one_house": FEWER,
    "contracts.naming._held: &": FEWER,
    "contracts.naming._held: filter(_at_one_house": FEWER,
    "contracts.naming._addresses: filter(_at_one_house": FEWER,
    "contracts.naming._addresses: exclude(pk=)": "one's own addresses are asked about first",
    "contracts.naming._known: for if e": "no address lies in a domain without a name",
    "contracts.naming._written: and '@' in given": "judged when it is saved; older drafts",
    "contracts.requests.desk: and": "the page that asks for the working text is its student's alone",
    "contracts.queries.staff.staff_for": "a role is held by one person, who is of one institution",
    "contracts.rules.moves.may_answer": CRASH,
    "contracts.rules.readers.readable: if 'student' in roles": "who reads the whole reads it all",
    "contracts.visibility.one_seen_by": NO_PERSON,
    "contracts.visibility.seen_by": NO_PERSON,
    "contracts.visibility.roles_among: if actor.person_id is None": NO_PERSON,
    "contracts.visibility.seen_on: filter(institution_id=)": "runs, sets and students are of one institution",
    "conversations.actions.base.person_of": BY_LINK,
    "conversations.queries.clarifications._with_reliance": OWN_PAGE,
    "conversations.queries.clarifications.from_last_time": OWN_PAGE,
    "conversations.queries.clarifications.one": "refs are of one clarification; talks_on asks for its run",
    "conversations.queries.clarifications.page": SCOPE,
    "conversations.queries.panels.beside_review": "only notes have a student, and those are the team's",
    "conversations.queries.panels.on_brief": "the run was looked up for whoever sees it",
    "conversations.queries.search._clarifications": "what was found was found among one's own scopes",
    "conversations.queries.search._rows: filter(readable(mine))": "the index was asked for the scopes",
    "conversations.queries.talk.talk": OWN_PAGE,
    "conversations.queries.talk.hidden_posts": "the view lets the run's team in, and nobody else",
    "conversations.queries.thread.one_thread": SCOPE,
    "conversations.queries.thread.thread_page": OWN_PAGE,
    "conversations.queries.thread._notes": "the view lets in whoever reads the thread; notes have a team",
    "conversations.visibility.reads": SCOPE,
    "conversations.visibility.seen_by": SCOPE,
    "workspace.digest._waits": "the line of a seat that waits; it has no words of anybody's",
    "hotseats.actions.base._person": "a place on the run is a person's: without one it is none",
    "hotseats.queries.guest._state": "the guest's own page, in other words",
    "hotseats.queries.queue.queue": OWN_PAGE,
    "hotseats.queries.seat.seat_page": OWN_PAGE,
    "hotseats.visibility.answer_seen_by: filter(question__withdrawn_at=)": "what was answered stays",
    "hotseats.visibility.question_seen_by: filter(hotseat__in=)": "the place on its run is asked after it",
    "hotseats.visibility.topic_seen_by: filter(run__institution_id=)": "its run is asked after it",
    "modules.queries.enrolments_now": NO_PERSON,
    "modules.queries.file_seen_by: filter(institution_id=)": "a run that one sees names its ref",
    "modules.queries.roles_now": NO_PERSON,
    "modules.queries.sets_of": NO_PERSON,
    "reviews.actions.base.person_id": BY_LINK,
    "reviews.actions.base.roles_about": "nothing is lent to somebody of the set: substitutes are of others",
    "reviews.actions.interviewing.take_interview: check": "save_text asks for leave to write in the act",
    "reviews.actions.suggestions.adopt: check": "save_texts asks for leave to write in the act",
    "reviews.substitutes.lent_to: if actor.person_id is None": NO_PERSON,
    "reviews.queries.beside.Beside.owing": NO_MORE,
    "reviews.queries.learning_set._shared": "numbers and names of the set, for the set",
    "reviews.queries.comment_outcomes.because_of: filter(contract__in=)": "only later drafts count",
    "reviews.queries.comment_outcomes._mine": FEWER,
    "reviews.queries.comment_outcomes.because_of: filter(None=)": FEWER,
    "reviews.queries.comment_outcomes.because_of: filter(reply_to__in=)": "others hang on none of these",
    "reviews.queries.comment_outcomes.because_of: if actor.person_id is None": NO_PERSON,
    "reviews.queries.interviews._peers: if circle is None": "nobody is in no set: nothing matches",
    "reviews.queries.interviews.sitting_seen_by: or circle is None": "two are in no set: nothing matches",
    "reviews.queries.interviews.sittings_for": "a line that leads to a page which asks again",
    "reviews.queries.panels.beside_review": "the desk of whoever reviews: contracts.requests.desk",
    "reviews.queries.panels.beside_workspace": "the workspace is its student's: contracts.requests",
    "reviews.queries.reading.shown_to_set": "the view opens the draft that was lent, and no other",
    "reviews.queries.reviews._row": "an answer that was not given has no words",
    "reviews.queries.reviews.reviews_of: and": A_FORM,
    "reviews.queries.reviews.reviews_of: & ": "what is shown of the rows above is theirs to read",
    "reviews.queries.reviews.reviews_of: for if r.draft_id": OWN_PAGE,
    "reviews.queries.reviews.reviews_of: for if q.key": "what is shown of the rows above is theirs to read",
    "reviews.queries.reviews.reviews_of: for if r.reviewer_id": "the page leaves out rows while one owes",
    "reviews.queries.threads.Board.seen": SHE_READS,
    "rights.actions.erasing.erase_person: filter(act=)": JUST_WRITTEN,
    "rights.actions.erasing.erase_person: filter(chain=)": ONE_HOUSE,
    "rights.actions.retaining._erase: filter(act=)": JUST_WRITTEN,
    "rights.actions.retaining._erase: or contract is None": "or again is None says it too",
    "rights.actions.retaining.retain_nightly: filter(nightly=)": "_looked asks it again, under the lock",
    "rights.actions.retaining.retain_nightly: filter(run=)": OWN_RULE,
    "rights.actions.retaining.set_rule: filter(run=)": OWN_RULE,
    "rights.queries.due._due: for if": FEWER,
    "rights.queries.due._due: and kept": "runs that no rule keeps were left out before it",
    "rights.queries.due._due: and months_after": FEWER,
    "rights.queries.holds.named_in: filter(chain=)": ONE_HOUSE,
    "sets.queries.panels.beside_set": CRASH,
    "web.factors.recovery_codes: or account": "without an account has_step finds nothing",
    "web.second_step.SecondStepMiddleware.process_view: or not isinstance": SIGNS_IN,
    "web.signin_link._found: and code": "without a code there is no account either: and account",
    "web.signin_link._found: exclude(to=)": "no account has an empty address",
}
