"""The X server's RECORD stream: every press, release, key and move, whichever window gets it."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import xcffib
import xcffib.record

from observer.capture.xserver import XServer, connect_display
from observer.model.errors import DeviceError

KEY_PRESS, BUTTON_PRESS, BUTTON_RELEASE, MOTION = 2, 4, 5, 6  # event codes of the core protocol
_FROM_SERVER, _END_OF_DATA = 0, 5  # RECORD's categories of what follows
_REPLY_HEADER = 32
# code, detail, sequence, time, three windows, x and y on the root, x and y, modifiers, screen
_EVENT = struct.Struct("=BB2xI12xhh4xH2x")


@dataclass(frozen=True, slots=True)
class RawInput:
    """One event as the server tells it; `server_ms` on its own clock, x and y on its root."""

    code: int
    detail: int
    server_ms: int
    x: int
    y: int
    state: int


class RecordStream:
    """Two connections, as RECORD asks for: one to steer, and one that carries the events."""

    def __init__(self, steering: XServer, display: str) -> None:
        """Raises DeviceError where the server has no RECORD extension."""
        if not steering.has("RECORD"):
            raise DeviceError(
                "The display does not tell what mouse and keyboard do (no RECORD extension)",
                "Enable it in the X server's configuration, or record without input",
            )
        self._record = steering.connection(xcffib.record.key)
        self._record.QueryVersion(1, 13).reply()
        self._carrying = connect_display(display)
        self._sequence = 0
        self._context = steering.connection.generate_id()
        self._record.CreateContextChecked(
            self._context, 0, 1, 1, [xcffib.record.CS.AllClients], [_device_events()]
        ).check()

    def begin(self) -> None:
        """Have the server tell of whatever is done once this has returned.

        Raises xcffib.ConnectionException where the server goes away.
        """
        connection = self._carrying.connection
        self._sequence = connection(xcffib.record.key).EnableContext(self._context).sequence
        connection.flush()
        connection.wait_for_reply(self._sequence)  # the first of many to one request: it has begun

    def events(self) -> Iterator[RawInput]:
        """Every event since `begin`, until `stop` is called.

        Raises xcffib.ConnectionException where the server goes away.
        """
        while True:
            reply = self._carrying.connection.wait_for_reply(self._sequence)
            (category,) = reply.unpack("=xB")
            if category == _END_OF_DATA:
                return
            if category == _FROM_SERVER:
                data = bytes(reply.buf)[_REPLY_HEADER:]
                for values in _EVENT.iter_unpack(data):
                    yield RawInput(values[0] & 0x7F, *values[1:])

    def stop(self) -> None:
        """Make `events` end. Raises xcffib.ConnectionException where the server has gone."""
        self._record.DisableContextChecked(self._context).check()

    def close(self) -> None:
        """Let go of what carries the events; the context dies with the steering connection."""
        self._carrying.close()


def _device_events() -> Any:
    protocol: Any = xcffib.record  # its constructors carry no types
    nothing = protocol.Range8.synthetic(0, 0)
    no_requests = protocol.ExtRange.synthetic(nothing, protocol.Range16.synthetic(0, 0))
    wanted = protocol.Range8.synthetic(KEY_PRESS, MOTION)
    return protocol.Range.synthetic(
        nothing, nothing, no_requests, no_requests, nothing, wanted, nothing, 0, 0
    )
