"""What somebody at the workplace said yes to, however they said it; and what may change about it."""

from django.utils.translation import gettext as _

from pactwork.contracts.models import Answer
from pactwork.contracts.own_states import own_words
from pactwork.contracts.queries.by_link import Plan
from pactwork.contracts.queries.days import object_until
from pactwork.contracts.queries.words_of_yes import names_of_yes
from pactwork.contracts.rules.facts import YES
from pactwork.contracts.seen import contract_of
from pactwork.contracts.signed import signed_otherwise
from pactwork.emails import working
from pactwork.emails.by_link import common, letter_to, link_address, plan_about, who_gave_it
from pactwork.emails.people import answer_of, known_of, to_reader
from pactwork.ground.dates import day, day_and_time, moment, times_are
from pactwork.history.models import Delivery
from pactwork.links.secrets import code_for
from pactwork.post.letter import Letter, dated, letter
from pactwork.post.names import in_letters, spaced, unlinked
from pactwork.workplace.pages.mailbox_of import mailbox_of


@letter
def receipt(delivery: Delivery) -> Letter | str:
    """What the reader said and when; the words themselves are on the page."""
    given = Answer.objects.filter(ref=delivery.about).select_related("ask").first()
    plan = plan_about(given.ask.ref) if given and given.undone_at is None else None
    if given is None or plan is None:
        return "the answer was undone"
    if given.method in ("meeting", "phone", "paper"):
        return _written_down(plan, given)
    if given.method == "carried":
        return _carried(plan, given)
    known = common(plan) | {"when": moment(given.at), "name": in_letters(given.by_name)}
    other = signed_otherwise(plan.whole, given)
    said = {
        "yes": _("you said yes to %(first)s’s %(plan)s"),
        "yes_change": _("you said yes, with a change, to %(first)s’s %(plan)s"),
        "revise": _("you said not yet to %(first)s’s %(plan)s"),
        "not_me": _("you said you are not the right person for %(first)s’s %(plan)s"),
    }[given.kind] % known
    if other:
        said = _by_another(given) % known
    how = _("On %(when)s %(said)s.") if other else _("On %(when)s %(said)s, as %(name)s.")
    words = [how % (known | {"said": said})]
    if other:
        words.append(f"{unlinked(other)}.")
    if given.kind in YES:
        own = own_words(plan.whole, given)
        words += [own.words] if own.fate in ("unused", "unconfirmed") else []
        words.append(_about(plan))
        words.append(
            _("The words you said yes to are on the page, and you can print them.")
            if not other
            else _("The words of that yes are on the page, and you can print them.")
        )
        words += _take_back(plan)
    small = [times_are()]
    small += [_("If this was not you, tell us today: %(help)s.") % known] if known["help"] else []
    return letter_to(
        plan,
        _("Your receipt: %(said)s") % {"said": said},
        words,
        button=(_("See what you answered"), link_address(plan.link)),
        small=small,
    )


def _by_another(given: Answer) -> str:
    """Another name was signed than that of whoever has this mailbox: said of that name."""
    return {
        "yes": _("%(name)s said yes to %(first)s’s %(plan)s, with the link we sent to you"),
        "yes_change": _(
            "%(name)s said yes, with a change, to %(first)s’s %(plan)s, with the link we sent to you"
        ),
        "revise": _("%(name)s said not yet to %(first)s’s %(plan)s, with the link we sent to you"),
    }[given.kind]


def _take_back(plan: Plan) -> list[str]:
    """How to take a yes back: with the code of the newest email that asked for it, by its day and time."""
    asked = Delivery.objects.filter(kind="asked", about=plan.ask.ref, to__iexact=plan.link.email)
    sent = asked.exclude(sent_at=None).order_by("sent_at").last()
    if sent is None:
        return []
    words = _(
        "If you change your mind you can take your yes back there, with the code in our email of "
        "%(when)s."
    )
    return [words % {"when": moment(dated(sent))}]


def _about(plan: Plan) -> str:
    """Which parts the yes is to, by name; their words are on the page."""
    names = names_of_yes(plan.whole, plan.draft, plan.agrees_to)
    return _("Your yes is about: %(parts)s. Nothing else.") % {"parts": "; ".join(names)}


def _written_down(plan: Plan, given: Answer) -> Letter:
    """A yes that somebody else recorded: whoever gave it hears, and may say that it was not so."""
    record = given.recording
    known = common(plan) | {
        "by": in_letters(record.by_person.name),
        "on": day(record.said_on),
        "until": day_and_time(record.dispute_until),
    }
    other = mailbox_of(plan)
    known["name"] = in_letters(given.by_name)
    ways = {
        "meeting": _("%(by)s has written down that you said yes to it in a meeting on %(on)s."),
        "phone": _("%(by)s has written down that you said yes to it by phone on %(on)s."),
        "paper": _("%(by)s has kept the page on which you said yes to it on %(on)s."),
    }
    if other:
        ways = {
            "meeting": _("%(by)s has written down that %(name)s said yes in a meeting on %(on)s."),
            "phone": _("%(by)s has written down that %(name)s said yes by phone on %(on)s."),
            "paper": _("%(by)s has kept a page on which %(name)s said yes on %(on)s."),
        }
    return letter_to(
        plan,
        (
            _("A yes to %(first)s’s %(plan)s was written down, by %(name)s")
            if other
            else _("Your yes to %(first)s’s %(plan)s was written down")
        )
        % known,
        [
            _("%(student)s is studying %(module)s at %(house)s, and does this module at work.")
            % known
            + " "
            + ways[given.method] % known,
            _about(plan),
            _(
                "The words it was a yes to are on the page. If that is right, there is nothing to do. "
                "If it is not, say so there by %(until)s, and the yes no longer counts."
            )
            % known,
        ],
        button=(_("See what was written down"), link_address(plan.link)),
        code=spaced(code_for(plan.link.ref)),
        code_words=_("Your code, if you object:"),
        small=[times_are(), who_gave_it(plan, known)],
    )


def _carried(plan: Plan, given: Answer) -> Letter:
    known = common(plan)
    return letter_to(
        plan,
        _("Your yes to %(first)s’s %(plan)s counts again") % known,
        [
            _(
                "%(student)s takes up the module again. The %(plan)s reads exactly as when you said yes "
                "to it, so your yes carries over. If that is not right, take it back on the page."
            )
            % known,
            _about(plan),
        ],
        button=(_("See what you agreed to"), link_address(plan.link)),
        code=spaced(code_for(plan.link.ref)),
        code_words=_("Your code, to take it back:"),
        small=[who_gave_it(plan, known)],
    )


@letter
def wording_kept(delivery: Delivery) -> Letter | str:
    """Other words, the same meaning: the reader's yes stands, and they may object."""
    given = Answer.objects.filter(ref=delivery.about).select_related("ask").first()
    plan = plan_about(given.ask.ref) if given and given.undone_at is None else None
    if given is None:
        return "the answer was undone"
    if plan is None:
        return working.wording_kept(delivery)
    until = object_until(plan.whole, plan.seat.pk)
    if until is None:
        return "the wording changed again, or was objected to"
    known = common(plan) | {"until": day(until)}
    return letter_to(
        plan,
        _("%(first)s’s %(plan)s has new wording, and your yes stands") % known,
        [
            _(
                "%(student)s has put the %(plan)s in other words, and the university has confirmed that "
                "it means the same. Your yes stands. What changed is on the page, word by word."
            )
            % known,
            _(
                "If it does not mean the same to you, say so there until %(until)s. "
                "Then the earlier words hold, and you are asked about the new ones."
            )
            % known,
        ],
        button=(_("See what changed"), link_address(plan.link)),
        code=spaced(code_for(plan.link.ref)),
        code_words=_("Your code, if you object:"),
    )


@letter
def dispute_settled(delivery: Delivery) -> Letter | str:
    """To the student and whoever wrote the yes down; and to whoever disputed it, with their own link."""
    given = answer_of(delivery.about)
    contract = contract_of(given.seat.contract.ref) if given else None
    plan = plan_about(given.ask.ref) if given else None
    if given is None or contract is None or plan is None:
        return "the answer was undone"
    stands = delivery.entry.payload.get("how") == "stands"
    known = known_of(contract, delivery) | {"plan": plan.party.calls_it}
    subject = _("The dispute about a yes is settled: %(student)s") % known
    if delivery.to.lower() == plan.holder.email.lower():
        words = (
            _("%(name)s has looked into it: your yes to %(student)s’s %(plan)s stands.")
            if stands
            else _("%(name)s has looked into it: you gave no yes to %(student)s’s %(plan)s.")
        )
        more = _("The reason is on the page, and you can take a yes back there at any time.")
        button = (_("See what was settled"), link_address(plan.link))
        return letter_to(plan, subject, [words % known, more], button=button)
    words = (
        _("%(name)s has settled it: the yes to %(whose)s stands.")
        if stands
        else _(
            "%(name)s has settled it: there was no yes to %(whose)s. Somebody has to be "
            "asked again."
        )
    )
    return to_reader(contract, delivery, subject, words % known)
