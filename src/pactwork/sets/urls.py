"""Addresses about learning sets, each under the run it is about."""

from django.urls import path

from pactwork.sets.views import agreeing, forming, saying

app_name = "sets"
urlpatterns = [
    path("modules/<str:ref>/when/", saying.page, name="when"),
    path("modules/<str:ref>/sets/", forming.page, name="sets"),
    path("modules/<str:ref>/sets/pairs/", forming.pairs, name="pairs"),
    path("modules/<str:ref>/sets/proposal/", forming.proposal, name="proposal"),
    path("modules/<str:ref>/ground-rules/", agreeing.page, name="rules"),
    path("modules/<str:ref>/ground-rules/yes/", agreeing.agree, name="agree"),
]
