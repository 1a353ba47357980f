"""Why nobody misses some guards: what stands behind each. By how its name begins; the longest counts.

A guard of a write, or of whose words are shown, is named by its function or in full.
"""

# For views, rules and whatever only narrows a page: by where they are.
BY_PLACE = {
    "contracts.rules": "the law and its readers have tables of their own: tests/contracts/test_readers.py",
    "contracts.views": "the desk was looked up before, and the law or the act refuses after it",
    "contracts.naming": "new on the list: make guards has not come to it (tests/contracts/test_doubtful.py)",
    "links": "a token is signed for one link: another's row would not match it",
    "modules.views": "who is shut out here has no account that is open, or no row at all",
    "people.requests": "somebody without an account never gets so far: tests/test_closed_doors.py",
    "conversations.views": "the act asks the same again (test_acts.py); the rest is which form is shown",
    "conversations.citing": "a button that does nothing where there is nothing to cite",
    "hotseats.views": "the act asks the same again (test_acts.py); the rest is which form is shown",
    "hotseats.rules": "the window and the queue are tables of their own: tests/hotseats",
    "sets": "the run was looked up for its leader or member before; the rest is what was typed",
    "reviews.views": "the desk or the act refuses too (test_acts.py); the rest is which form is shown",
    "reviews.rules": "tests/reviews/test_rules.py has the table",
    "digests": "letters are no pages: test_marked_strings.py reads them, tests/digests count them",
    "rights": "new on the list: make guards has not come to it (tests/rights)",
    "web": "new on the list: make guards has not come to it (tests/web)",
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

# By function, or in full: writes, and whose words are shown.
OF_ITS_OWN = {
    "answer: unless resting": "a pause closes every ask: no ask is open while it rests",
    "keep: its roles": BY_HAND,
    "keep: its stages": BY_HAND,
    "resume: its stages": BY_HAND,
    "turn_down: its roles": BY_HAND,
    "turn_down: its stages": BY_HAND,
    "contracts.actions.answering.answer: if ask is None": LOCKED,
    "contracts.actions.asking.ask: insist": "an older draft is refused by the page too; see CRASH",
    "contracts.actions.asking.insist_own_ask": LOCKED,
    "contracts.actions.desk.hand_over: if asked is None": LOCKED,
    "contracts.actions.desk.propose_talk": LOCKED,
    "contracts.actions.desk.waive": BY_LINK,
    "contracts.queries.staff.staff_for": "a role is held by one person, who is of one institution",
    "contracts.rules.moves.may_answer": CRASH,
    "contracts.rules.readers.readable: if 'student' in roles": "who reads the whole reads it all",
    "contracts.seen.one_seen_by": NO_PERSON,
    "contracts.seen.seen_by": NO_PERSON,
    "contracts.seen.roles_among: if actor.person_id is None": NO_PERSON,
    "contracts.seen.seen_on: filter(institution_id=)": "runs, sets and students are of one institution",
    "conversations.actions.base.person_of": BY_LINK,
    "conversations.queries.clarifications._with_reliance": OWN_PAGE,
    "conversations.queries.clarifications.from_last_time": OWN_PAGE,
    "conversations.queries.clarifications.page": SCOPE,
    "conversations.queries.panels.on_brief": "the run was looked up for whoever sees it",
    "conversations.queries.search._rows: filter(readable(mine))": "the index was asked for the scopes",
    "conversations.seen.reads": SCOPE,
    "conversations.seen.seen_by": SCOPE,
    "hotseats.actions.base._person": "a place on the run is a person's: without one it is none",
    "hotseats.seen.answer_seen_by: filter(question__withdrawn_at=)": "what was answered stays",
    "hotseats.seen.question_seen_by: filter(hotseat__in=)": "the place on its run is asked after it",
    "hotseats.seen.topic_seen_by: filter(run__institution_id=)": "the place on its run is asked after it",
    "modules.queries.enrolments_now": NO_PERSON,
    "modules.queries.roles_now": NO_PERSON,
    "modules.queries.sets_of": NO_PERSON,
    "reviews.actions.base.person_id": BY_LINK,
    "reviews.lent.lent_to: if actor.person_id is None": NO_PERSON,
    "reviews.queries.fates.because_of: if actor.person_id is None": NO_PERSON,
    "reviews.queries.interviews.sittings_for: if actor.person_id is None": NO_PERSON,
}
