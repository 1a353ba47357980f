"""What pages about sets need: everybody to be placed, the proposal, one set's own space."""
