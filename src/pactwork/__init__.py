"""Pactwork: work-based learning that runs on personalised learning contracts."""
