"""Annotations that other tools wrote, read as what was said of one of our sessions."""
