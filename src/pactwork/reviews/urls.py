"""Addresses of the learning set, its reviews and its comments."""

from django.urls import path

from pactwork.reviews.views import reading, suggestions

app_name = "reviews"
urlpatterns = [
    path("set/", reading.set_page, name="set"),
    path("because-of-you/", suggestions.because_of_you, name="because_of_you"),
    path("set/<ref>/", reading.reading_page, name="reading"),
    path("set/<ref>/read/", reading.have_read, name="have_read"),
    path("contracts/<ref>/comments/", reading.comment, name="comment"),
    path("comments/<ref>/replies/", reading.reply, name="reply"),
    path("comments/<ref>/resolution/", reading.resolution, name="resolution"),
]
