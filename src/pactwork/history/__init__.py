"""What happened, for good: a chain of entries that can be verified, its checkpoints, and the outbox."""
