"""Every kind of email and what writes it; ``pactwork work`` sends by it."""

from pactwork.digests.letters import unless_off
from pactwork.ground.installed import emails
from pactwork.ground.manifest import EmailBuilder

EMAILS: dict[str, EmailBuilder] = {
    kind: unless_off(email.follows, email.build) if email.follows else email.build
    for kind, email in emails().items()
}
