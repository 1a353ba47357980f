"""Addresses of hotseats: a run's, one hotseat's, its questions and answers, and the guest's by link."""

from django.urls import path

from pactwork.hotseats.views import correcting, desk, guest, run, seat

app_name = "hotseats"
urlpatterns = [
    path("modules/<str:ref>/hotseats/", run.page, name="run"),
    path("modules/<str:ref>/hotseats/topics/", run.propose, name="propose"),
    path("modules/<str:ref>/hotseats/plan/", desk.plan, name="plan"),
    path("modules/<str:ref>/hotseats/archive/", run.archive_page, name="archive"),
    path("topics/<str:ref>/vote/", run.topic_vote, name="topic_vote"),
    path("topics/<str:ref>/aside/", run.topic_aside, name="topic_aside"),
    path("topics/<str:ref>/withdrawal/", run.topic_withdraw, name="topic_withdraw"),
    path("hotseats/<str:ref>/", seat.page, name="seat"),
    path("hotseats/<str:ref>/desk/", desk.desk, name="desk"),
    path("hotseats/<str:ref>/correction/", correcting.correction, name="correction"),
    path("hotseats/<str:ref>/questions/", seat.ask, name="ask"),
    path("asked/<str:ref>/", desk.question, name="question"),
    path("asked/<str:ref>/vote/", seat.vote, name="vote"),
    path("asked/<str:ref>/withdrawal/", seat.withdraw, name="withdraw"),
    path("said/<str:ref>/", seat.answer, name="answer"),
    path("guest/<str:ref>.<str:token>", guest.guest_open, name="guest_open"),
    path("guest/<str:ref>/", guest.guest, name="guest"),
    path("guest/<str:ref>/answer/", guest.guest_answer, name="guest_answer"),
    path("guest/<str:ref>/no/", guest.guest_no, name="guest_no"),
]
