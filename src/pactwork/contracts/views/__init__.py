"""HTTP in, HTTP out; a file for each page or two."""
