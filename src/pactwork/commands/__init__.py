"""One short file for each command of the installed program; see ``cli.py`` for their options."""
