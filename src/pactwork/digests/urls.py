"""The address of one's own wishes."""

from django.urls import path

from pactwork.digests import views

app_name = "digests"
urlpatterns = [path("letters/", views.wishes, name="wishes")]
