"""Addresses of the demo's own pages. Outside a demo there are none."""

from django.conf import settings
from django.urls import path

from pactwork.demo import views

app_name = "demo"
urlpatterns = (
    [
        path("demo/", views.cast, name="cast"),
        path("demo/be/<slug:ref>/", views.be, name="be"),
        path("demo/letters/", views.letters, name="letters"),
        path("demo/letters/<slug:name>/", views.letter, name="letter"),
    ]
    if settings.DEMO
    else []
)
