"""The web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "pactwork.web"
    label = "web"

    def ready(self) -> None:
        from pactwork.web.logbook import listen  # late: models load first

        listen()
