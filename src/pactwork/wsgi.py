"""The door for a web server: gunicorn's, or any other that speaks WSGI."""

import os

from django.core.wsgi import get_wsgi_application

from pactwork import environment

environment.keep_private()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pactwork.settings")
application = get_wsgi_application()
