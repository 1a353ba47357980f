"""The product's settings, and the played database beside it, to copy from."""

import os
from pathlib import Path

from pactwork import environment
from pactwork.settings import *  # noqa: F403
from pactwork.settings import DATABASES

if os.environ.get("BENCH_PLAYED"):
    DATABASES["played"] = environment.database("", Path(os.environ["BENCH_PLAYED"]))
