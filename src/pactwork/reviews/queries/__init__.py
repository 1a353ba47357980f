"""What the pages and panels about comments need, each in a fixed number of queries."""
