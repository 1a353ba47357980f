"""What the pages of hotseats show, each in a fixed number of queries."""
