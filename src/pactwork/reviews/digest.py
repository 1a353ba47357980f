"""Lines of the digest about one's learning set; who and where, never what somebody wrote."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.ground.dates import short_day
from pactwork.ground.digest_line import DigestLine
from pactwork.people.actors import Actor
from pactwork.post.names import in_letters
from pactwork.reviews.models import Interview
from pactwork.reviews.queries.asked import Asked
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
    if shared.undecided:
        said = ngettext(
            "%(num)s suggestion to review",
            "%(num)s suggestions to review",
            shared.undecided,
        ) % {"num": shared.undecided}
        page = reverse("reviews:suggestions", args=[shared.ref])
        found.append(DigestLine("set", said, page, shared.at))
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
    found += [_asked(one) for one in news.asked]
    found += [_interview(one) for one in news.interviews if one.typed_at is None]
    for member in news.to_read:
        if member.owed:
            continue  # said above, with its day
        words = _("%(name)s shared a draft with your learning set") % {
            "name": in_letters(member.person.name)
        }
        shared_at = member.shared.at if member.shared else None
        found.append(
            DigestLine("set", words, reverse("reviews:reading", args=[member.contract]), shared_at)
        )
    return found


def _asked(one: Asked) -> DigestLine:
    known = {"name": in_letters(one.name), "day": short_day(one.due_on)}
    words = (
        _("Please review %(name)s’s draft by %(day)s, in place of someone who could not")
        if one.stand_in
        else _("Please review %(name)s’s draft by %(day)s")
    ) % known
    page = f"{reverse('reviews:reading', args=[one.contract])}?draft={one.number}"
    return DigestLine("set", words, page, one.at)


def _interview(one: Interview) -> DigestLine:
    name = in_letters(one.contract.student.name)
    words = _("Please interview %(name)s (ten minutes)") % {"name": name}
    return DigestLine("set", words, reverse("reviews:interview", args=[one.ref]), one.asked_at)
