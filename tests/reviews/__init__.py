"""Tests of the learning set and its comments."""
