"""Where a request comes from, as far as it can be told behind the proxies that we know of."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

PREFIX = 64  # of IPv6: what one household or one lecture hall has


def client_address(request: HttpRequest) -> str:
    """The address that the outermost of our own proxies saw; "" where none can be told.

    Each proxy adds what it saw at the end of X-Forwarded-For. What stands before that was sent by
    whoever asks, and may say anything.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if 0 < proxies <= len(told) and (seen := _address(told[-proxies])):
        return seen
    return _address(request.META.get("REMOTE_ADDR", ""))


def _address(text: str) -> str:
    bare = text.partition("]")[0].lstrip("[") if text.startswith("[") else text
    if bare.count(":") == 1:  # with a port
        bare = bare.partition(":")[0]
    try:
        found = ipaddress.ip_address(bare)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.IPv6Network((found, PREFIX), strict=False).network_address)
    return str(found)
