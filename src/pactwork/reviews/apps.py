"""The reviews app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "pactwork.reviews"
    label = "reviews"
