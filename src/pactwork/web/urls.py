"""The pages that belong to nobody else: home, help, colours."""

from django.urls import path

from pactwork.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("institutions/<str:ref>/", views.act_at, name="act_at"),
    path("theme/", views.theme, name="theme"),
    path("healthz", views.healthz, name="healthz"),
]
