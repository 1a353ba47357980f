"""Attacks on the real product, counted: guesses, floods, planted words, bombs, slow sockets, replays.

``python -m bench.attack`` runs the short forms on both databases; ``--full`` runs them all. Nothing
leaves this machine: whatever is served, is served on the loopback.
"""
