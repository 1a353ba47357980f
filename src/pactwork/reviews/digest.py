"""Lines of the digest about one's learning set; who and where, never what somebody wrote."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.ground.digest_line import DigestLine
from pactwork.people.actors import Actor
from pactwork.post.names import in_letters
from pactwork.reviews.queries.learning_set import News, Shared, news_for


def set_lines(actor: Actor, since: datetime) -> Iterable[DigestLine]:
    return _set(news_for(actor), since)


def _on_mine(shared: Shared, since: datetime) -> list[DigestLine]:
    """What the set said about one's own draft; a review that came is said once."""
    found = []
    if shared.reviewed_at and shared.reviewed_at > since:
        names = ", ".join(in_letters(name) for name in shared.reviewers)
        words = _("Your draft %(number)s was reviewed by %(names)s")
        said = words % {"number": shared.number, "names": names}
        page = reverse("reviews:reading", args=[shared.ref])
        found.append(DigestLine("set", said, page, shared.reviewed_at))
    if shared.open_not_mine:
        said = ngettext(
            "%(num)s open comment from your learning set on your draft",
            "%(num)s open comments from your learning set on your draft",
            shared.open_not_mine,
        ) % {"num": shared.open_not_mine}
        page = reverse("contracts:workspace", args=[shared.ref])
        found.append(DigestLine("set", said, page, shared.at))
    return found


def _set(news: News, since: datetime) -> list[DigestLine]:
    found = [line for shared in news.on_mine for line in _on_mine(shared, since)]
    for member in news.to_read:
        words = _("%(name)s shared a draft with your learning set") % {
            "name": in_letters(member.person.name)
        }
        shared_at = member.shared.at if member.shared else None
        found.append(
            DigestLine("set", words, reverse("reviews:reading", args=[member.contract]), shared_at)
        )
    return found
