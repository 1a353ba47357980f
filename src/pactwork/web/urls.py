"""The pages that belong to nobody else: home, help, colours, how we are."""

from django.urls import path

from pactwork.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("institutions/<str:ref>/", views.act_at, name="act_at"),
    path("theme/", views.theme, name="theme"),
    path("installation/", views.installation, name="installation"),
    path("metrics", views.metrics, name="metrics"),
    path("healthz", views.healthz, name="healthz"),
]
