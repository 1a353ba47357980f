"""The acts on a contract in words, as its history tells them; never the private words of an act."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from pactwork.contracts.vocabulary import closing_words
from pactwork.ground.dates import short_day
from pactwork.ground.manifest import Act, Heard, Params


def _answered(said: Params) -> str:
    kinds = {
        "yes": _("%(name)s said yes to draft %(draft)s (%(title)s)."),
        "yes_suggest": _("%(name)s said yes to draft %(draft)s, with suggestions (%(title)s)."),
        "yes_conditions": _("%(name)s said yes to draft %(draft)s, on conditions (%(title)s)."),
        "yes_change": _("%(name)s said yes to draft %(draft)s with a change (%(title)s)."),
        "revise": _("%(name)s asked for changes to draft %(draft)s (%(title)s)."),
        "not_me": _("%(name)s is not the right person to ask (%(title)s)."),
    }
    if other := said.get("deputy_for"):
        deputy = _("%(deputy)s, deputy for %(name)s,") % {"deputy": said["name"], "name": other}
        said = {**said, "name": deputy}
    return str(kinds[said["kind"]]) % said


def _settled(said: Params) -> str:
    responses = {
        "adopted": _("%(name)s adopted a point."),
        "adapted": _("%(name)s adapted a point."),
        "declined": _("%(name)s declined a point, with a reason."),
    }
    return str(responses[said["response"]]) % said


def _asked(said: Params) -> str:
    if said.get("of"):
        return _("%(name)s asked %(of)s about draft %(draft)s (%(title)s).") % said
    return _("%(name)s asked for a yes to draft %(draft)s (%(title)s).") % said


def _waived(said: Params) -> str:
    if said.get("section"):
        return _("%(name)s waived the yes to one section, with a reason (%(title)s).") % said
    return _("%(name)s waived a yes, with a reason (%(title)s).") % said


def _ended(said: Params) -> str:
    return closing_words(said["kind"]) % said


def _shared(said: Params) -> str:
    if said.get("wording_only"):
        return _("%(name)s shared draft %(draft)s: new wording, same meaning.") % said
    return _("%(name)s shared draft %(draft)s.") % said


def _recorded(said: Params) -> str:
    kinds = {
        "meeting": _("%(name)s wrote down that %(of)s said yes in a meeting (%(title)s)."),
        "phone": _("%(name)s wrote down that %(of)s said yes by phone (%(title)s)."),
        "paper": _("%(name)s added %(of)s’s yes on paper (%(title)s)."),
    }
    return str(kinds[said["how"]]) % said


def _passed_on(said: Params) -> str:
    if said.get("once"):
        return _("%(name)s passed the request on to %(to)s, just this once (%(title)s).") % said
    return _("%(name)s passed the request on to %(to)s (%(title)s).") % said


def _which(said: Params) -> str:
    """Of what is due every week: its day, or its week, where it was not due in it any more."""
    if said.get("due"):
        return short_day(date.fromisoformat(said["due"]))
    return str(_("week %(week)s") % said) if said.get("week") else ""


def _received(said: Params) -> str:
    known = {**said, "day": short_day(date.fromisoformat(said["on"])), "due": _which(said)}
    if known["due"]:
        return _("%(name)s marked “%(what)s” of %(due)s as received on %(day)s.") % known
    return _("%(name)s marked “%(what)s” as received on %(day)s.") % known


def _receipt_undone(said: Params) -> str:
    known = {**said, "due": _which(said)}
    if known["due"]:
        return _("%(name)s marked “%(what)s” of %(due)s as not received after all.") % known
    return _("%(name)s marked “%(what)s” as not received after all.") % known


def _dispute_settled(said: Params) -> str:
    if said["how"] == "stands":
        return _("%(name)s settled the dispute: the yes still counts (%(title)s).") % said
    return _("%(name)s settled the dispute: there was no yes (%(title)s).") % said


ACTS: dict[str, Act] = {
    "ask_undelivered": Act(
        "triangle", _("The request to %(of)s could not be delivered (%(title)s).")
    ),
    "link_attacked": Act(
        "triangle",
        _("Many wrong codes were entered for %(of)s’s link (%(title)s)."),
        Heard.STAFF,
    ),
    "turned_down": Act(
        "flag", _("%(name)s could not confirm who %(of)s is (%(title)s)."), Heard.STAFF
    ),
    "left_alone": Act("lock", _("%(name)s asked for no more emails."), Heard.STAFF),
    "code_sent": Act("key", _("%(name)s asked for a new code."), Heard.STAFF),
    "letter_again": Act("letter", _("%(name)s asked us to send the email again."), Heard.STAFF),
    "person_erased": Act(
        "shield",
        _("Someone who took part was erased. What they did stays on record, without their name."),
    ),
    "contract_started": Act("pen", _("%(name)s started the contract.")),
    "draft_shared": Act("note", _shared),
    "asked": Act("letter", _asked),
    "ask_withdrawn": Act("undo", _("%(name)s withdrew the request (%(title)s).")),
    "passed_on": Act("swap", _passed_on),
    "second_asked": Act("people", _("%(name)s asked for a second opinion (%(title)s).")),
    "answered": Act("talk", _answered),
    "answer_undone": Act("undo", _("%(name)s undid an answer within ten minutes.")),
    "yes_withdrawn": Act("undo", _("%(name)s withdrew a yes (%(title)s).")),
    "yes_recorded": Act("pen", _recorded),
    "disputed": Act("flag", _("%(name)s says that this yes was never given (%(title)s).")),
    "dispute_settled": Act("check", _dispute_settled),
    "workplace_left": Act("swap", _("%(of)s no longer speaks for the workplace.")),
    "objected": Act("flag", _("%(name)s wants to be asked about draft %(draft)s.")),
    "form_adopted": Act("note", _("%(name)s moved to the module’s newer form.")),
    "received": Act("check", _received, Heard.CARE),
    "receipt_undone": Act("undo", _receipt_undone, Heard.CARE),
    "paused": Act("clock", _("%(name)s paused the contract.")),
    "resumed": Act("clock", _("%(name)s resumed the contract.")),
    "void_proposed": Act("flag", _("%(name)s proposed to declare the contract void.")),
    "void_dropped": Act("check", _("%(name)s decided to keep the contract: it is not void.")),
    "marked_read": Act("eye", _("%(name)s marked draft %(draft)s as read."), Heard.STAFF),
    "handed_over": Act("swap", _("%(name)s handed the request over to %(to)s."), Heard.STAFF),
    "talk_proposed": Act("talk", _("%(name)s suggested talking it through."), Heard.STAFF),
    "waived": Act("flag", _waived),
    "vouched": Act("shield", _("%(name)s confirmed the person to ask (%(title)s)."), Heard.STAFF),
    "looked_again": Act(
        "eye", _("%(name)s looked at the plan again at mid-point: nothing to change.")
    ),
    "ended": Act("lock", _ended),
    "point_settled": Act("check", _settled),
    "condition_met": Act("disc", _("%(name)s confirmed that a condition was met.")),
    "rows_altered": Act(
        "flag", _("%(name)s found that something had been changed after it was sealed.")
    ),
    "altered_settled": Act("shield", _("%(name)s looked into what had been changed.")),
}
# Kept in the history and told nowhere.
UNTOLD = frozenset({"rows_sealed"})
