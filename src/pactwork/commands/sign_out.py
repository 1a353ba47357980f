"""``pactwork sign-out EMAIL``: ends every session of somebody, in whatever browser."""

from argparse import Namespace

from pactwork.commands.say import counted, say, trouble
from pactwork.ground.mailboxes import mailbox
from pactwork.people.models import Account
from pactwork.web.actions import end_all_sessions


def run(options: Namespace) -> int:
    account = Account.objects.filter(email=mailbox(options.email)).first()
    if account is None:
        return trouble(f"Nobody here signs in as {options.email}.")
    ended = end_all_sessions(account)
    say(f"✓ Signed out in {counted(ended, 'browser', 'browsers')}. Their work is unchanged.")
    say("They can sign in again. To prevent that, take them off the roster.")
    return 0
