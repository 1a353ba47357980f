"""Addresses of the learning set and its comments."""

from django.urls import path

from pactwork.reviews import views

app_name = "reviews"
urlpatterns = [
    path("set/", views.set_page, name="set"),
    path("set/<ref>/", views.reading_page, name="reading"),
    path("set/<ref>/read/", views.have_read, name="have_read"),
    path("contracts/<ref>/comments/", views.comment, name="comment"),
    path("comments/<ref>/replies/", views.reply, name="reply"),
    path("comments/<ref>/resolution/", views.resolution, name="resolution"),
]
