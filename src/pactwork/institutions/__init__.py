"""How an institution presents itself: name, logo, colours, clock, its words, what is switched on."""
