"""Covering what must not leave: areas drawn on the picture, stretches of the sound, their list."""
