"""Reels: clips of several sessions and title cards, one after the other, as one file."""
