"""Where a request comes from, as addresses are written and as they are counted."""

import ipaddress

from django.http import HttpRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PREFIX = 64  # of IPv6: what one household or one lecture hall has


def address_in(text: str) -> Address | None:
    """As proxies write it: bare, with a port, in brackets, or IPv4 within IPv6."""
    bare = text.partition("]")[0].lstrip("[") if text.startswith("[") else text
    if bare.count(":") == 1:  # with a port
        bare = bare.partition(":")[0]
    try:
        found = ipaddress.ip_address(bare)
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, ipaddress.IPv6Address) else found


def client_address(request: HttpRequest) -> str:
    """Who is counted: one address, or one network of IPv6; "" where none can be told.

    ``ProxiedMiddleware`` has seen to it that the address is the reader's own.
    """
    found = address_in(request.META.get("REMOTE_ADDR", ""))
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((found, PREFIX), strict=False).network_address)
    return str(found or "")
