"""The learning set criticises: comments, suggestions, reviews by a day, interviews."""
