"""Every address, app by app; each app says its own words after the prefix given here."""

from importlib.util import find_spec

from django.urls import include, path

from pactwork.web import signin

APPS = ("web", "contracts", "modules", "reviews", "links", "people", "history", "demo")

urlpatterns = [
    path("sign-in/", include(signin.urlpatterns)),
    *(
        path("", include(f"pactwork.{app}.urls"))
        for app in APPS
        if find_spec(f"pactwork.{app}.urls")
    ),
]
