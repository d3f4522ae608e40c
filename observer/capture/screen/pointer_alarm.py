"""The server's word that a pointer which rested has begun to move."""

from typing import Any

import xcffib
import xcffib.sync

from observer.capture.xserver import XServer

SYNC_VERSION = (3, 1)
IDLE_COUNTERS = ("DEVICEIDLETIME 2", "IDLETIME")
"""For how long the first pointer (device 2 of every server) has been idle; or, on a server older
than 2012, anything at all."""
RESTED_MS = 50  # longer than a moving mouse is ever silent


class SystemCounters(xcffib.Reply):
    """The server's counters by name. xcffib 1.13 reads their names without the padding."""

    def __init__(self, unpacker: Any) -> None:
        super().__init__(unpacker)  # type: ignore[no-untyped-call]  # no types there
        self.by_name: dict[str, int] = {}
        (count,) = unpacker.unpack("=xx2x4xI20x")
        for _ in range(count):
            counter, length = unpacker.unpack("=I8xH")
            name = bytes(unpacker.unpack(f"={length}B"))
            unpacker.unpack(f"={-(14 + length) % 4}x")
            self.by_name[name.decode("latin-1")] = counter


def tell_of_stirring(server: XServer) -> bool:
    """Ask for an AlarmNotifyEvent whenever a pointer that rested moves, or its buttons are used.

    One comes at the beginning, none while it goes on. False where the server cannot tell.
    """
    if not server.has("SYNC"):
        return False
    sync = server.connection(xcffib.sync.key)
    sync.Initialize(*SYNC_VERSION).reply()
    asked = sync.ListSystemCounters()
    asked.reply_type = SystemCounters
    known = asked.reply().by_name
    counter = next((known[name] for name in IDLE_COUNTERS if name in known), None)
    return counter is not None and _set_alarm(server, sync, counter)


def _set_alarm(server: XServer, sync: Any, counter: int) -> bool:
    """Let it go off whenever the counter falls below RESTED_MS."""
    fields = xcffib.sync.CA
    try:
        sync.CreateAlarmChecked(
            server.connection.generate_id(),
            fields.Counter | fields.ValueType | fields.Value | fields.TestType | fields.Delta,
            [
                counter,
                xcffib.sync.VALUETYPE.Absolute,
                (0, RESTED_MS),
                xcffib.sync.TESTTYPE.NegativeTransition,
                (0, 0),  # it stays set after it has gone off
            ],
        ).check()
    except xcffib.Error:  # a server that counts and sets no alarm is asked now and then instead
        return False
    return True
