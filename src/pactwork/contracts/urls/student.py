"""Addresses for the student."""

from django.urls import URLPattern, path

from pactwork.contracts.views import asking, points

urlpatterns: list[URLPattern] = [
    path("contracts/<ref>/ask/<seat>/", asking.ask, name="ask"),
    path("contracts/<ref>/ask/<seat>/withdrawal/", asking.withdraw_ask, name="withdraw_ask"),
    path("contracts/<ref>/ask/<seat>/second/", asking.second, name="second"),
    path("contracts/<ref>/points/", points.points, name="points"),
    path("contracts/<ref>/points/<point>/", points.point, name="point"),
]
