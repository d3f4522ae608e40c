"""What the hands do, with mouse and keyboard.

On Linux from the X server's RECORD stream, at the server's own time; on other systems from
pynput's listeners, at the time of arrival. Which character a key makes is left behind in this
package: outside it, a key press is its class.
"""

import sys

if sys.platform == "linux":
    from observer.capture.input.device import InputDevice
else:
    from observer.capture.input.listened import ListenedInput as InputDevice

__all__ = ["InputDevice"]
