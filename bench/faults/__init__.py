"""Faults done to the real product, counted: races, kills, power cuts, lost mail, full disks.

``python -m bench.faults`` runs the short forms on both databases; ``--full`` runs them all.
"""
