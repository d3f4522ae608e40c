"""Covers what must not leave: where it lies at which time, and the one door to it."""
