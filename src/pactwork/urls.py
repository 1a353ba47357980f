"""Every address: those of signing in, and each app's own."""

from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path

from pactwork.ground.installed import manifests
from pactwork.web import factors, signin


def given() -> dict[str, list[URLPattern | URLResolver]]:
    """By namespace. Several apps may share one: all pages about a contract are ``contracts:``."""
    found: dict[str, list[URLPattern | URLResolver]] = {}
    for module in [import_module(one.urls) for one in manifests() if one.urls]:
        found.setdefault(getattr(module, "app_name", ""), []).extend(module.urlpatterns)
    return found


urlpatterns = [
    path("sign-in/", include(signin.urlpatterns)),
    path("signing-in/", include(factors.urlpatterns)),
    *(
        path("", include((patterns, name) if name else patterns))
        for name, patterns in given().items()
    ),
]

handler500 = "pactwork.web.trouble.trouble"
