"""The X server's clock, mapped onto the monotonic clock."""

import time
from typing import Any

import xcffib
import xcffib.xproto

from observer.capture.xserver import XServer
from observer.model.clock import NS_PER_MS

_WRAP_MS = 2**32  # the server counts milliseconds in 32 bits: it starts over every 49.7 days
_PROBES = 5  # the narrowest of five round trips bounds the offset within a millisecond


class ServerTime:
    """Turns the server's event times (32 bit milliseconds) into monotonic nanoseconds.

    `offset_ns` is what has to be added to the server's time. Servers on this machine read the
    monotonic clock themselves: where the measurement allows an offset of 0, it is exactly 0.
    """

    def __init__(self, offset_ns: int) -> None:
        self.offset_ns = offset_ns

    @classmethod
    def measured(cls, server: XServer) -> "ServerTime":
        """Ask the server for its time, and see between which moments it answered.

        Raises xcffib.ConnectionException where the server goes away meanwhile.
        """
        window = _probe_window(server)
        lowest, highest = -(2**63), 2**63
        for _ in range(_PROBES):
            before_ns = time.monotonic_ns()
            server_ms = _ask(server.connection, window)
            after_ns = time.monotonic_ns()
            shown_ns = _unwrapped_ms(server_ms, before_ns // NS_PER_MS) * NS_PER_MS
            lowest = max(lowest, before_ns - shown_ns - NS_PER_MS)
            highest = min(highest, after_ns - shown_ns)
        server.connection.core.DestroyWindow(window)
        server.connection.flush()
        return cls(0 if lowest <= 0 <= highest else (lowest + highest) // 2)

    def to_monotonic_ns(self, server_ms: int, near_ns: int) -> int:
        """The moment of an event that happened within days of `near_ns`, to the millisecond."""
        near_ms = (near_ns - self.offset_ns) // NS_PER_MS
        return _unwrapped_ms(server_ms, near_ms) * NS_PER_MS + self.offset_ns


def _unwrapped_ms(server_ms: int, near_ms: int) -> int:
    """The full count nearest to `near_ms` of which `server_ms` is the lower 32 bits."""
    ahead = (server_ms - near_ms) % _WRAP_MS
    return near_ms + (ahead - _WRAP_MS if ahead >= _WRAP_MS // 2 else ahead)


def _probe_window(server: XServer) -> int:
    window: int = server.connection.generate_id()
    server.connection.core.CreateWindow(
        0, window, server.root, 0, 0, 1, 1, 0,
        xcffib.xproto.WindowClass.InputOnly, 0,
        xcffib.xproto.CW.EventMask, [xcffib.xproto.EventMask.PropertyChange],
    )  # fmt: skip
    return window


def _ask(connection: Any, window: int) -> int:
    """A property's change is the one event that a client can cause and that carries the time."""
    atoms = xcffib.xproto.Atom
    connection.core.ChangeProperty(
        xcffib.xproto.PropMode.Append, window, atoms.WM_NAME, atoms.STRING, 8, 0, b""
    )
    connection.flush()
    while True:
        event = connection.wait_for_event()
        if isinstance(event, xcffib.xproto.PropertyNotifyEvent) and event.window == window:
            return int(event.time)
