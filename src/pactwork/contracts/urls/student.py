"""Addresses for the student."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
