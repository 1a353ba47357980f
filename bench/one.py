"""``python -m bench.one PACKAGE NAME COUNT [HOW]``: one trial on the database of this environment."""

import sys
from importlib import import_module

import django

from bench.faults.scene import told

if __name__ == "__main__":
    django.setup()
    package, name, count, *how = sys.argv[1:]
    told(import_module(f"bench.{package}.{name}").run(int(count), *how))
