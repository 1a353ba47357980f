"""Pages of modules: the brief and its files; the roster."""
