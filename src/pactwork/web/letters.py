"""The email with the code to sign in, written when it is sent."""

from datetime import timedelta
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from pactwork.contracts.letters.base import address
from pactwork.contracts.names import in_letters
from pactwork.ground import clock
from pactwork.ground.manifest import Email
from pactwork.history.models import SignInCode
from pactwork.links.actions.signing_in import LIFE
from pactwork.links.secrets import sign_in_code_for, sign_in_token_for
from pactwork.people.models import Account, Institution

TO_TYPE_IT = timedelta(minutes=1)
TOO_LATE = "too late: the code is no use any more"
WORDS = "account/email/login_code"


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
    us = settings.DEFAULT_FROM_EMAIL
    code = sign_in_code_for(owed.ref)
    words = {"code": f"{code[:4]} {code[4:]}", "link": _link(owed)}
    with translation.override(house.language if house else settings.LANGUAGE_CODE):
        return EmailMessage(
            subject=render_to_string(f"{WORDS}_subject.txt", words).strip(),
            body=render_to_string(f"{WORDS}_message.txt", words),
            from_email=formataddr((in_letters(house.name), parseaddr(us)[1])) if house else us,
            to=[owed.to],
            headers={
                "Date": format_datetime(owed.asked_at),
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
            },
        )


EMAILS: dict[str, Email] = {SignInCode.kind: Email(sign_in_code)}
