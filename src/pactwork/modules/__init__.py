"""Modules and their runs, from files: the form of a contract, its people, cohorts, sets and weeks."""
