"""The pages that belong to nobody else: home, help, colours, how we are."""

from django.urls import path

from pactwork.web import views
from pactwork.web.happened import happened
from pactwork.web.second_step import staff_second_step

urlpatterns = [
    path("", views.home, name="home"),
    path("happened/", happened, name="happened"),
    path("help/", views.help_page, name="help"),
    path("institutions/<str:ref>/", views.act_at, name="act_at"),
    path("signing-in/staff/", staff_second_step, name="staff_second_step"),
    path("theme/", views.theme, name="theme"),
    path("signed-in/", views.signed_in, name="signed_in"),
    path("signed-in/out/", views.sign_out_there, name="sign_out_there"),
    path("installation/", views.installation, name="installation"),
    path("metrics", views.metrics, name="metrics"),
    path("healthz", views.healthz, name="healthz"),
]
