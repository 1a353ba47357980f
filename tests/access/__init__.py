"""Who may see and do what, tried door by door: every route, as everybody, at every moment."""
