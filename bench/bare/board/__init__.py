"""The yardstick's tables."""
