"""``python -m bench.faults.one FAULT COUNT [HOW]``: one fault on the database of this environment."""

import sys
from importlib import import_module

import django

from bench.faults.scene import told

if __name__ == "__main__":
    django.setup()
    told(import_module(f"bench.faults.{sys.argv[1]}").run(int(sys.argv[2]), *sys.argv[3:]))
