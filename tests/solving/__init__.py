"""Pure solving, against plain recomputation."""
