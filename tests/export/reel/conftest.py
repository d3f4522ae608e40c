"""Every test of a reel gets a library to make it from."""

from tests.export.reel.filled import drawn_office, filled

__all__ = ["drawn_office", "filled"]
