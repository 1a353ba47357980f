"""The frame of every page: base templates, styles, sign-in, sessions, errors, home, the installation."""
