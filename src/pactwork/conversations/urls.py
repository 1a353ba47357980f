"""Addresses of talk: of a run, of a thread, of a post, of a clarification."""

from django.urls import path

from pactwork.conversations.views import clarifications, moderation, notes, talk

app_name = "conversations"
urlpatterns = [
    path("modules/<ref>/talk/", talk.talk_page, name="talk"),
    path("modules/<ref>/talk/ask/", talk.ask, name="ask"),
    path("modules/<ref>/talk/put-away/", moderation.put_away, name="put_away"),
    path("modules/<ref>/clarifications/", clarifications.of_the_run, name="clarifications"),
    path("modules/<ref>/clarifications/new/", clarifications.new, name="new"),
    path("talk/<ref>/", talk.thread, name="thread"),
    path("talk/<ref>/posts/", talk.post, name="reply"),
    path("talk/<ref>/notes/", notes.on_thread, name="thread_notes"),
    path("posts/<ref>/words/", talk.wordings, name="words"),
    path("posts/<ref>/hiding/", moderation.hiding, name="hiding"),
    path("posts/<ref>/clarification/", clarifications.from_post, name="clarify"),
    path("clarifications/<ref>/", clarifications.page, name="clarification"),
    path("clarifications/<ref>/change/", clarifications.change, name="change"),
    path("clarifications/<ref>/withdrawal/", clarifications.withdrawal, name="withdrawal"),
    path("clarifications/<ref>/reliance/", clarifications.reliance, name="reliance"),
    path("clarifications/<ref>/citation/", clarifications.citation, name="citation"),
    path("contracts/<ref>/team-notes/", notes.on_student, name="team_notes"),
]
