"""A contract to read and to keep: drafts, agreement, timeline, evidence, and all of it as files."""
