"""What the hands do: mouse and keys from the X server's RECORD stream, at the server's own time.

Which character a key makes is left behind in this package: outside it, a key press is its class.
"""

from observer.capture.input.device import InputDevice

__all__ = ["InputDevice"]
