"""Every address: those of signing in, and each app's own."""

from django.urls import include, path

from pactwork.ground.installed import manifests
from pactwork.web import factors, signin

urlpatterns = [
    path("sign-in/", include(signin.urlpatterns)),
    path("signing-in/", include(factors.urlpatterns)),
    *(path("", include(one.urls)) for one in manifests() if one.urls),
]

handler500 = "pactwork.web.trouble.trouble"
