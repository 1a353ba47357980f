"""Addresses of the learning set, its reviews and its comments."""

from django.urls import path

from pactwork.reviews.views import comments, interviews, rating, reading, reviewing, suggestions

app_name = "reviews"
urlpatterns = [
    path("set/", reading.set_page, name="set"),
    path("because-of-you/", suggestions.because_of_you, name="because_of_you"),
    path("contracts/<ref>/interview/", interviews.mine, name="interview_mine"),
    path("interviews/<ref>/", interviews.hold, name="interview"),
    path("set/<ref>/", reading.reading_page, name="reading"),
    path("set/<ref>/read/", reading.have_read, name="have_read"),
    path("set/<ref>/review/", reviewing.give, name="give"),
    path("set/<ref>/ideas/", comments.take_home, name="take_home"),
    path("ideas/<ref>/drop/", comments.drop_idea, name="drop_idea"),
    path("reviews/<ref>/decline/", reviewing.declining, name="decline"),
    path("contracts/<ref>/reviews/<review>/waiver/", reviewing.waiver, name="waiver"),
    path("contracts/<ref>/reviews/<review>/helpful/", rating.helpful, name="helpful"),
    path("contracts/<ref>/review-days/", reviewing.pace, name="pace"),
    path("contracts/<ref>/suggestions/", suggestions.suggestions, name="suggestions"),
    path("contracts/<ref>/comments/", comments.comment, name="comment"),
    path("comments/<ref>/replies/", comments.reply, name="reply"),
    path("comments/<ref>/resolution/", comments.resolution, name="resolution"),
]
