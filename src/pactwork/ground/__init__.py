"""The floor: the clock, refs, canonical JSON, refusals, dates in words, manifests. It knows no app."""
