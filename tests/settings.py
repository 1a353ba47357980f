"""The real settings in test mode, with a data folder that goes away."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="pactwork-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.update(PACTWORK_MODE="test", PACTWORK_DATA=_folder, PACTWORK_URL="http://testserver")
os.environ.pop("PACTWORK_MAIL", None)
os.umask(0o077)  # as the program itself begins

from pactwork.settings import *  # noqa: E402, F403 - the environment has to come first

INSTALLED_APPS += ["tests.flushing"]  # noqa: F405
