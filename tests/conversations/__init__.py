"""Talk, clarifications, and finding both."""
