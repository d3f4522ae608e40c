"""Searching the library: a field, what it finds, and where that leads."""
