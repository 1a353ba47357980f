"""``pactwork django …``: any command of Django itself, for developers."""

from argparse import Namespace

from django.core.management import execute_from_command_line


def run(options: Namespace) -> int:
    execute_from_command_line(["pactwork django", *options.arguments])
    return 0
