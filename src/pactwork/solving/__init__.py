"""Pure solving: who goes with whom, who reads whom. No framework, no clock, no database."""
