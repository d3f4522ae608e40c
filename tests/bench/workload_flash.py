"""A square that flashes and a tone that begins at the same moment, every two seconds or so.

Usage: python -m tests.bench.workload_flash SECONDS. Prints “ready” once sound plays, begins after
a line on standard input, and prints at the end the monotonic seconds of all flashes as JSON.
"""

import json
import sys
import time
from typing import Any

import numpy as np
import sounddevice
import xcffib.xproto

from observer.capture.xserver import connect_display

SPOT_X, SPOT_Y, SPOT = 1880, 0, 40  # where it lies, beside other workloads' windows, and its side
EVERY_S = 2.137  # no multiple of any recorder's frame or block
_LIT_S = 0.2
_TONE_S, _TONE_HZ, _RATE_HZ = 0.1, 1000, 48_000
_BLACK, _WHITE = 0x000000, 0xFFFFFF


class Square:
    """The window that flashes."""

    def __init__(self) -> None:
        self._server = connect_display()
        self._core = self._server.connection.core
        self._window: int = self._server.connection.generate_id()
        attributes = xcffib.xproto.CW
        self._core.CreateWindow(
            self._server.depth, self._window, self._server.root,
            SPOT_X, SPOT_Y, SPOT, SPOT, 0,
            xcffib.xproto.WindowClass.InputOutput, 0,
            attributes.BackPixel | attributes.OverrideRedirect, [_BLACK, 1],
        )  # fmt: skip
        self._core.MapWindow(self._window)
        self._server.connection.flush()

    def show(self, color: int) -> None:
        self._core.ChangeWindowAttributes(self._window, xcffib.xproto.CW.BackPixel, [color])
        self._core.ClearArea(False, self._window, 0, 0, 0, 0)
        self._server.connection.flush()


class Tones:
    """Plays a tone at each moment it is told of, as the sound card's own clock says."""

    def __init__(self) -> None:
        self._moments_s: list[float] = []
        self._stream = sounddevice.OutputStream(
            samplerate=_RATE_HZ, channels=1, dtype="float32", blocksize=480, latency=0.03,
            device="pulse", callback=self._fill,
        )  # fmt: skip
        self._stream.start()

    def at(self, monotonic_s: float) -> None:
        self._moments_s.append(monotonic_s)

    def close(self) -> None:
        self._stream.stop()
        self._stream.close()

    def _fill(self, out: Any, samples: int, moment: Any, _status: Any) -> None:
        to_monotonic_s = time.monotonic() - self._stream.time
        first_s = moment.outputBufferDacTime + to_monotonic_s
        out[:] = 0
        for tone_s in self._moments_s[-2:]:
            since = np.arange(samples) - (tone_s - first_s) * _RATE_HZ
            heard = (since >= 0) & (since < _TONE_S * _RATE_HZ)
            out[heard, 0] = 0.5 * np.sin(2 * np.pi * _TONE_HZ / _RATE_HZ * since[heard])


def main(seconds: float) -> None:
    square, tones = Square(), Tones()
    time.sleep(1)  # the stream's latency settles
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    start_s = time.monotonic() + 1
    flashes: list[float] = []
    for number in range(int((seconds - 2) / EVERY_S)):
        moment_s = start_s + number * EVERY_S
        tones.at(moment_s)
        flashes.append(_flash_at(square, moment_s))
    time.sleep(1)
    tones.close()
    json.dump(flashes, sys.stdout)


def _flash_at(square: Square, monotonic_s: float) -> float:
    time.sleep(max(0, monotonic_s - time.monotonic() - 0.002))
    while time.monotonic() < monotonic_s:
        pass  # sleep alone would be late by up to a millisecond
    square.show(_WHITE)
    shown_s = time.monotonic()
    time.sleep(_LIT_S)
    square.show(_BLACK)
    return shown_s


if __name__ == "__main__":
    main(float(sys.argv[1]))
