"""The emails about signing in, written when they are sent: its code, and what was changed about it."""

from contextlib import nullcontext
from datetime import datetime, timedelta
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from pactwork.ground import clock
from pactwork.ground.dates import moment
from pactwork.ground.manifest import Email
from pactwork.history.models import Delivery, SignInCode
from pactwork.links.actions.signing_in import LIFE
from pactwork.links.secrets import sign_in_code_for, sign_in_token_for
from pactwork.people.models import Account, Institution
from pactwork.people.speaking import speaking_for
from pactwork.post.message import address
from pactwork.post.names import in_letters

TO_TYPE_IT = timedelta(minutes=1)
TOO_LATE = "too late: the code is no use any more"
CODE, CHANGE = "account/email/login_code", "account/email/signing_in_changed"


def sign_in_code(owed: SignInCode) -> EmailMessage | str:
    if clock.now() > owed.asked_at + LIFE - TO_TYPE_IT:
        return TOO_LATE
    account = Account.objects.filter(email=owed.to, is_active=True).first()
    if account is None:
        return "the account is closed"
    if SignInCode.objects.filter(to=owed.to, pk__gt=owed.pk, sent_at__isnull=False).exists():
        return "a newer code went first"  # the page speaks of the code in the newest email
    return _written(owed, _house(account))


def _house(account: Account) -> Institution | None:
    """The one university where somebody is known; where there are several, none speaks for all."""
    houses = Institution.objects.filter(person__active=True, person__account=account)
    found = houses.distinct()[:2]
    return found[0] if len(found) == 1 else None


def _link(owed: SignInCode) -> str:
    return address("account_sign_in_link", owed.ref, sign_in_token_for(owed.ref))


def _written(owed: SignInCode, house: Institution | None) -> EmailMessage:
    """Under the name of the reader's university, as all other mail; the same however often tried."""
    code = sign_in_code_for(owed.ref)
    words = {"code": f"{code[:4]} {code[4:]}", "link": _link(owed)}
    return _email(CODE, words, owed.to, owed.asked_at, house)


def _email(
    template: str, words: dict[str, str], to: str, at: datetime, house: Institution | None
) -> EmailMessage:
    us = settings.DEFAULT_FROM_EMAIL
    with speaking_for(house) if house else nullcontext():
        return EmailMessage(
            subject=render_to_string(f"{template}_subject.txt", words, using="emails").strip(),
            body=render_to_string(f"{template}_message.txt", words, using="emails"),
            from_email=formataddr((in_letters(house.sent_as), parseaddr(us)[1])) if house else us,
            to=[to],
            headers={
                "Date": format_datetime(at),
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
            },
        )


def signing_in_changed(owed: Delivery) -> EmailMessage | str:
    """To the owner of an account, whoever it was that changed something."""
    account = Account.objects.filter(email=owed.to, is_active=True).first()
    if account is None:
        return "the account is closed"
    house = _house(account)
    zone = house.time_zone if house else settings.TIME_ZONE
    with speaking_for(house) if house else timezone.override(zone):
        words = {"time": f"{moment(owed.entry.at)} ({zone})", "address": owed.to}
    words |= {
        "changed": owed.about,
        "pages": address("mfa_index"),
        "sessions": address("signed_in"),
    }
    words["help"] = house.help_email if house else ""
    return _email(CHANGE, words, owed.to, owed.entry.at, house)


EMAILS: dict[str, Email] = {
    SignInCode.kind: Email(sign_in_code),
    "signing_in_changed": Email(signing_in_changed),
}
