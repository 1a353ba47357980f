"""When a digest is due. Pure."""
