"""Page models of the frame."""
