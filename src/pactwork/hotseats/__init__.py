"""An outside guest answers for a limited time: topics, votes, questions, the archive."""
