"""``pactwork forget-second-step EMAIL``: for somebody who has lost phone, passkey and recovery codes."""

from argparse import Namespace

from pactwork.commands.say import say, trouble
from pactwork.ground.mailboxes import mailbox
from pactwork.people.actions import forget_second_step
from pactwork.people.models import Account


def run(options: Namespace) -> int:
    account = Account.objects.filter(email=mailbox(options.email)).first()
    if account is None:
        return trouble(f"Nobody signs in with {options.email}.")
    if not forget_second_step(account):
        return trouble(f"{account.email} has set up no second step.")
    say(f"✓ {account.email} signs in with the code from the email alone, and can set one up again.")
    return 0
