"""Talk that hangs on what it is about, and clarifications of what a module means."""
