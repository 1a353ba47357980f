"""The student's pages: writing, sharing, asking, what comes back, pausing."""
