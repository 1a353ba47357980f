"""Every address, app by app; each app says the words of its own."""

from django.urls import include, path

from pactwork.web import factors, signin

urlpatterns = [
    path("sign-in/", include(signin.urlpatterns)),
    path("signing-in/", include(factors.urlpatterns)),
    path("", include("pactwork.web.urls")),
    path("", include("pactwork.contracts.urls")),
    path("", include("pactwork.sets.urls")),
    path("", include("pactwork.modules.urls")),
    path("", include("pactwork.conversations.urls")),
    path("", include("pactwork.hotseats.urls")),
    path("", include("pactwork.reviews.urls")),
    path("", include("pactwork.digests.urls")),
    path("", include("pactwork.rights.urls")),
    path("", include("pactwork.demo.urls")),
]

handler500 = "pactwork.web.trouble.trouble"
