"""The codes that people with an account sign in with."""

from datetime import timedelta

from pactwork.ground import clock
from pactwork.history.models import SignInCode

NOTED_FOR = timedelta(days=1)


def owe_sign_in_code(to: str) -> str:
    """Put a code in the outbox; its ref. For nobody ("") the same row is written, and never sent."""
    moment = clock.now()
    stopped = {} if to else {"stopped_at": moment, "stopped_why": "nobody here has this address"}
    return SignInCode.objects.create(to=to, asked_at=moment, due_at=moment, **stopped).ref


def forget_sign_in_codes() -> None:
    """A day later nobody asks any more what became of one; nor can outsiders fill the table."""
    SignInCode.objects.filter(asked_at__lt=clock.now() - NOTED_FOR).delete()
