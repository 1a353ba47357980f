"""Why something about sets may not be done, and what times there are in a week."""
