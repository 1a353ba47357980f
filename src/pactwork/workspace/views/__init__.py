"""The student's pages, and those on which staff write a yes down."""
