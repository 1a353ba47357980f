"""Who may open which door: one row for every route, written by hand from the model.

A relation that a row does not name finds nothing there (404). Whoever is not signed in is sent to
sign in, unless the row says ``open``. A method that no relation is named for is no way in (405).
A row opens a door; what may be done behind it, and when, is the law's (``test_moves.py``).

A new route: add its row here, and if it names a thing, where its ref comes from (``FROM`` and
``knocks.py``).
"""

from dataclasses import dataclass

from tests.access.relations import HERE, TWINS

# From when somebody sees Nadine's contract at all, where that is not from its beginning.
SINCE = {
    "peer": "shared",
    "ethics reviewer": "ethics asked",
    "placement officer": "shared",
    "examiner with a sample": "sampled",
    "peer who owes": "shared",
    "substitute": "lent",
}
# What must be there for a page to be there, for anybody.
NEEDS = {
    "contracts": "contract",
    "set": "contract",
    "comments": "comment",
    "interviews": "interview",
    "talk": "thread",
    "posts": "thread",
    "clarifications": "thread",
    "plan": "letter",
}


def some(*names: str) -> frozenset[str]:
    return frozenset(names)


EVERYBODY = frozenset(HERE) | frozenset(TWINS)  # who has an account; of them some are shut out
NOBODY = some()
STUDENT = some("student")
PEER = some("peer", "peer who owes")
GAVE = some("peer")  # has given the review that was asked; and holds the interview
LENT = some("substitute")  # of another set: one draft to review, and nothing else
TEAM = some("facilitator", "module leader")
ASKED = some("ethics reviewer", "placement officer")
STAFF = TEAM | ASKED
SEES = STUDENT | PEER | STAFF | {"examiner with a sample"}
READS_COMMENTS = STUDENT | PEER | TEAM
ANSWERS_COMMENTS = STUDENT | GAVE | TEAM
RECORDS = STUDENT | TEAM | {"placement officer"}
LEADER = some("module leader")
MANAGES = LEADER | {"administrator"}
MAKES = MANAGES | {"another run's leader", "twin leader", "twin administrator"}
LETTER = some("advocate")
GUEST = some("guest")
ADMIN = some("administrator", "twin administrator")
# Who answers for something, on any run: the queue and the notes are theirs.
DESKS = STAFF | {
    *("another run's facilitator", "another run's ethics reviewer"),
    *("another run's placement officer", "another run's leader"),
    *("twin facilitator", "twin ethics reviewer", "twin placement officer", "twin leader"),
}
TAKES = STUDENT | PEER | LENT | {"another set", "another cohort"}
ON_RUN = TAKES | STAFF | {"careers", "student partner", "examiner", "examiner with a sample"}
ON_RUN |= {"administrator"}
TALKS = ON_RUN - {"administrator", "examiner", "examiner with a sample"}
# Whoever is staff anywhere today.
HAS_ROLE = DESKS | {"careers", "student partner", "examiner", "examiner with a sample"}
HAS_ROLE |= {"twin examiner"}
LOOKS_ON = some("administrator", "examiner", "examiner with a sample")


@dataclass(frozen=True)
class Row:
    """``needs``: what the page is about, if more than its address says. ``open``: to visitors too."""

    get: frozenset[str] = NOBODY
    post: frozenset[str] = NOBODY
    needs: str = ""
    open: str = ""  # the reason


ROUTES: dict[str, Row] = {
    # Signing in, help, colours.
    "account_request_login_code": Row(EVERYBODY, EVERYBODY, open="one has to sign in somewhere"),
    "account_login": Row(EVERYBODY, EVERYBODY, open="the same page under allauth's name"),
    "account_sign_in_link": Row(
        EVERYBODY, EVERYBODY, open="the link in the email with a code [that code]"
    ),
    "account_confirm_login_code": Row(EVERYBODY, EVERYBODY, open="the second half of signing in"),
    "account_logout": Row(EVERYBODY, EVERYBODY, open="a visitor has nothing to sign out of"),
    "mfa_index": Row(EVERYBODY),  # one's own
    "mfa_list_webauthn": Row(EVERYBODY),
    "mfa_authenticate": Row(EVERYBODY, EVERYBODY, open="the second step [the code of an email]"),
    "mfa_reauthenticate": Row(EVERYBODY, EVERYBODY),
    "mfa_reauthenticate_webauthn": Row(EVERYBODY, EVERYBODY),
    "mfa_activate_totp": Row(EVERYBODY, EVERYBODY),
    "mfa_deactivate_totp": Row(),  # who has none has nothing to turn off
    "mfa_add_webauthn": Row(EVERYBODY, EVERYBODY),
    "mfa_remove_webauthn": Row(),
    "mfa_view_recovery_codes": Row(),
    "mfa_generate_recovery_codes": Row(EVERYBODY, EVERYBODY),
    "staff_second_step": Row(post=ADMIN),
    "help": Row(EVERYBODY, open="help must not need what one needs help with"),
    "digests:wishes": Row(EVERYBODY, EVERYBODY),
    "rights:mine": Row(EVERYBODY, EVERYBODY),
    "rights:kept": Row(
        EVERYBODY, open="what is kept about people is for those without an account too"
    ),
    "theme": Row(post=EVERYBODY, open="colours are for every reader, by a cookie"),
    "healthz": Row(EVERYBODY, open="a load balancer asks it; it says no more than yes"),
    "metrics": Row(EVERYBODY, needs="the token", open="a monitor asks it, and shows a token"),
    "installation": Row(ADMIN),
    "rights:retention": Row(ADMIN),
    "institutions:settings": Row(ADMIN, ADMIN),
    "institutions:style": Row(EVERYBODY, open="colours are for whoever reads a page in them"),
    "institutions:logo": Row(EVERYBODY, needs="a logo", open="it stands at the top of such a page"),
    # One's own pages: what is on them is one's own.
    "home": Row(EVERYBODY),
    "happened": Row(EVERYBODY, EVERYBODY),
    "signed_in": Row(EVERYBODY),
    "sign_out_there": Row(post=EVERYBODY),
    "act_at": Row(post=frozenset(HERE)),  # to be at this institution, who is somebody there
    "reviews:set": Row(EVERYBODY),
    "reviews:because_of_you": Row(EVERYBODY),
    "contracts:queue": Row(DESKS),
    "contracts:notes": Row(DESKS, DESKS),
    "contracts:silence": Row(ADMIN, ADMIN),
    "contracts:name_note": Row(post=EVERYBODY),  # the same
    "contracts:drop_note": Row(post=EVERYBODY),  # one's own only; of others nothing is told
    # The module.
    "modules:run": Row(ON_RUN),
    "modules:file": Row(ON_RUN),
    "modules:who": Row(ON_RUN),
    "modules:introduction": Row(HAS_ROLE, HAS_ROLE),  # one's own
    "contracts:samples": Row(LEADER, LEADER),
    "contracts:start": Row(post=TAKES),
    "modules:edit": Row(MANAGES),
    "modules:edit_part": Row(MANAGES, MANAGES),
    "modules:people": Row(MANAGES, MANAGES),
    "modules:students": Row(MANAGES, MANAGES),
    "modules:copy": Row(MANAGES, MANAGES),
    "modules:download": Row(MANAGES),
    "modules:versions": Row(MANAGES),
    "modules:version_file": Row(MANAGES),
    "modules:list": Row(MAKES),
    "modules:new": Row(MAKES, MAKES),
    "modules:draft_begin": Row(post=MANAGES),
    "modules:draft": Row(MANAGES),
    "modules:draft_part": Row(MANAGES, MANAGES),
    "modules:draft_people": Row(MANAGES, MANAGES),
    "modules:draft_versions": Row(MANAGES),
    "modules:draft_version_file": Row(MANAGES),
    "modules:draft_download": Row(MANAGES),
    "modules:draft_replace": Row(post=MANAGES),
    "modules:draft_student": Row(MANAGES),
    "modules:draft_workplace": Row(MANAGES),
    "modules:draft_difference": Row(MANAGES),
    "modules:draft_ask": Row(post=MANAGES),
    "modules:draft_in_force": Row(post=MANAGES),
    "modules:draft_drop": Row(post=MANAGES),
    "modules:roster": Row(ADMIN),
    "modules:roster_example": Row(ADMIN),
    "modules:roster_columns": Row(ADMIN, ADMIN),
    "modules:roster_preview": Row(post=ADMIN),
    "modules:roster_entry": Row(post=ADMIN),
    # The student's own pages.
    "contracts:workspace": Row(SEES),  # everybody else goes on to the drafts
    "contracts:minutes": Row(post=STUDENT),
    "contracts:step": Row(STUDENT, STUDENT),
    "contracts:words": Row(post=STUDENT),
    "contracts:check": Row(STUDENT),
    "contracts:share": Row(post=STUDENT),
    "contracts:shared": Row(STUDENT, needs="draft"),
    "contracts:ask": Row(STUDENT, STUDENT),
    "contracts:withdraw_ask": Row(post=STUDENT),
    "contracts:second": Row(post=STUDENT),
    "contracts:form": Row(post=STUDENT),
    "contracts:mid_point": Row(post=STUDENT),
    "contracts:points": Row(STUDENT),
    "contracts:point": Row(post=STUDENT),
    # What everybody sees who may see the contract; each reads only what is theirs to read.
    "contracts:drafts": Row(SEES),
    "contracts:draft": Row(SEES, needs="draft"),
    "contracts:compare": Row(SEES),
    "contracts:agreement": Row(SEES),
    "contracts:history": Row(SEES),
    "contracts:evidence": Row(SEES),
    "contracts:paper": Row(SEES, needs="draft"),
    "contracts:sheet": Row(SEES - {"ethics reviewer"}, needs="draft"),
    # When somebody can meet; forming sets; ground rules, which are a set's own and its team's.
    "sets:when": Row(TAKES, TAKES),
    "sets:sets": Row(MANAGES, MANAGES),
    "sets:pairs": Row(post=MANAGES),
    "sets:proposal": Row(MANAGES, MANAGES),
    "sets:rules": Row(TAKES | TEAM, TAKES),
    "sets:agree": Row(post=TAKES),
    # Talk about the module, and what it settled. The examiner reads what was settled.
    "conversations:talk": Row(TALKS),
    "conversations:ask": Row(TALKS, TALKS),
    "conversations:put_away": Row(TEAM),
    "conversations:clarifications": Row(ON_RUN - {"administrator"}, TEAM),
    "conversations:new": Row(TEAM, TEAM),
    "conversations:thread": Row(TALKS),
    "conversations:reply": Row(post=TALKS),
    "conversations:thread_notes": Row(post=TEAM),
    "conversations:words": Row(TALKS, TALKS),  # a POST by anybody but the author is refused
    "conversations:hiding": Row(TEAM, TEAM),
    "conversations:clarify": Row(TEAM, TEAM),
    "conversations:clarification": Row(ON_RUN - {"administrator"}),
    "conversations:change": Row(TEAM, TEAM),
    "conversations:withdrawal": Row(TEAM, TEAM),
    "conversations:reliance": Row(post=TALKS),
    "conversations:citation": Row(post=TALKS),
    "conversations:team_notes": Row(post=TEAM),
    # The set and its comments.
    "reviews:give": Row(post=READS_COMMENTS | LENT),
    "reviews:take_home": Row(post=GAVE),  # who has a contract to take it to
    "reviews:drop_idea": Row(post=PEER, needs="idea"),  # one's own; the story has none
    "reviews:decline": Row(post=LENT, needs="review asked"),  # of oneself
    "reviews:helpful": Row(post=STUDENT, needs="review asked"),  # on one's own draft
    "reviews:waiver": Row(post=TEAM),
    "reviews:pace": Row(post=TEAM),
    "reviews:suggestions": Row(STUDENT, STUDENT),
    "reviews:interview_mine": Row(STUDENT, STUDENT),
    "reviews:interview": Row(GAVE, GAVE),
    "reviews:reading": Row(READS_COMMENTS | LENT),
    "reviews:have_read": Row(post=READS_COMMENTS | LENT, needs="draft"),
    "reviews:comment": Row(post=READS_COMMENTS | LENT),
    "reviews:reply": Row(post=ANSWERS_COMMENTS),
    "reviews:resolution": Row(post=ANSWERS_COMMENTS),
    # A yes that was said elsewhere, and who spoke for the workplace.
    "contracts:record": Row(RECORDS, RECORDS),
    "contracts:leaving": Row(RECORDS, RECORDS),
    "contracts:signed_page": Row(RECORDS | {"examiner with a sample"}, needs="page"),
    "contracts:settle": Row(RECORDS - STUDENT, RECORDS - STUDENT),
    # Staff who answer for something.
    "contracts:review": Row(STAFF),
    "contracts:decide": Row(post=STAFF),
    "contracts:undo": Row(post=STAFF),
    "contracts:read": Row(post=STAFF),
    "contracts:hand_over": Row(post=STAFF),
    "contracts:talk": Row(post=STAFF),
    "contracts:waive": Row(post=STAFF),
    "contracts:withdraw_yes": Row(post=STAFF),
    "contracts:vouch": Row(post=STAFF),
    "contracts:turn_down": Row(post=STAFF),
    "contracts:receive": Row(post=STAFF),
    "contracts:undo_receipt": Row(post=STAFF),
    "contracts:condition": Row(post=STAFF),
    "contracts:unsent": Row(post=STAFF),
    "contracts:unsent_one": Row(post=STAFF),
    "contracts:end": Row(LEADER, LEADER),
    "contracts:objection": Row(post=STAFF),
    "contracts:rest": Row(STUDENT | TEAM),
    "contracts:rest_move": Row(post=STUDENT | TEAM),
    # By letter. Whoever has not come by it is asked for its code, and told nothing.
    "contracts:plan_open": Row(open="a mailed link locates [the token in it]"),
    "contracts:plan_open_agreement": Row(open="the same, for the copy [the token in it]"),
    "contracts:plan": Row(LETTER, LETTER, open="the plan by link [its cookie, or the code]"),
    "contracts:plan_answer": Row(LETTER, LETTER, open="the answer [a signed form, and the code]"),
    "contracts:plan_code": Row(LETTER, LETTER, open="fresh digits [a signed form, and the code]"),
    "contracts:plan_withdrawal": Row(LETTER, LETTER, open="a yes taken back [the same]"),
    "contracts:plan_dispute": Row(LETTER, LETTER, open="a yes written down disputed [the same]"),
    "contracts:plan_page": Row(
        LETTER, LETTER, needs="page", open="the signed page [its cookie, or the code]"
    ),
    "contracts:plan_letter": Row(LETTER, LETTER, open="the letter once more [a signed form]"),
    "contracts:plan_objection": Row(LETTER, LETTER, open="to be asked anew [the same]"),
    "contracts:plan_stop": Row(LETTER, LETTER, open="no more letters [the same]"),
    "contracts:plan_agreement": Row(
        LETTER,
        LETTER,
        needs="their yes in force",
        open="the reader's copy [its cookie, or the code]",
    ),
    "contracts:plan_sheet": Row(LETTER, LETTER, open="one page to print [its cookie, or the code]"),
    "contracts:plan_paper": Row(
        LETTER, LETTER, needs="their yes in force", open="the copy as a file [the same]"
    ),
    # Hotseats: everybody on the run reads, students ask and vote, facilitators and the leader look after.
    "hotseats:run": Row(ON_RUN),
    "hotseats:archive": Row(ON_RUN),
    "hotseats:propose": Row(post=ON_RUN - LOOKS_ON),
    "hotseats:topic_vote": Row(post=TAKES),
    "hotseats:topic_aside": Row(post=TEAM),
    "hotseats:topic_withdraw": Row(post=some("another set")),  # one's own, and Colin proposed it
    "hotseats:plan": Row(TEAM, TEAM),
    "hotseats:seat": Row(ON_RUN),
    "hotseats:desk": Row(TEAM, TEAM),
    "hotseats:correction": Row(TEAM, TEAM),
    "hotseats:ask": Row(post=TAKES),
    "hotseats:question": Row(TEAM, TEAM),
    "hotseats:vote": Row(post=TAKES),
    "hotseats:withdraw": Row(post=STUDENT),  # one's own, and Nadine asked it
    "hotseats:answer": Row(ON_RUN),
    # The guest of a hotseat, by letter; in every state of a link: test_guest.py.
    "hotseats:guest_open": Row(open="a mailed link locates [the token in it]"),
    "hotseats:guest": Row(GUEST, GUEST, open="the guest's page [its cookie, or the code]"),
    "hotseats:guest_answer": Row(GUEST, GUEST, open="the answers [a signed form, and the code]"),
    "hotseats:guest_no": Row(GUEST, GUEST, open="to say no [a signed form, and the code]"),
}
