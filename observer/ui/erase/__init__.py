"""Erasing a participant from the window."""
