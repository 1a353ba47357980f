"""Benchmarks: figures that the decisions rest on. They report ratios measured in one run."""
