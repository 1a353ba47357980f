"""The address of everything about oneself."""

from django.urls import path

from pactwork.rights import views

app_name = "rights"
urlpatterns = [
    path("about-me/", views.mine, name="mine"),
    path("privacy/", views.kept, name="kept"),
    path("retention/", views.retention, name="retention"),
]
