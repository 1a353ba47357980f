"""Lines of the digest about talk: who and where, never what somebody wrote."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pactwork.conversations.models import Thread
from pactwork.conversations.queries.news import news_of_talk
from pactwork.ground.digest_line import DigestLine
from pactwork.modules.models import Run
from pactwork.people.actors import Actor
from pactwork.post.names import unlinked


def _where(run: Run, place: str) -> str:
    return unlinked(f"{run.title}: {place}")


def _thread(thread: Thread) -> str:
    return reverse("conversations:thread", args=[thread.ref])


def talk_lines(actor: Actor, since: datetime) -> list[DigestLine]:
    """Answers to one's questions, and clarifications one cites that have changed."""
    news, found = news_of_talk(actor, since), []
    for one in news.replies:
        words = ngettext(
            "%(num)s reply to your question. %(where)s",
            "%(num)s replies to your question. %(where)s",
            one.count,
        ) % {"num": one.count, "where": _where(one.thread.run, one.place)}
        found.append(DigestLine("talk", words, _thread(one.thread), one.at))
    for new in news.changed:
        words = _("A clarification you rely on has changed. %(where)s") % {
            "where": _where(new.made.run, new.place)
        }
        page = reverse("conversations:clarification", args=[new.made.ref])
        found.append(DigestLine("talk", words, page, new.made.at))
    return found
