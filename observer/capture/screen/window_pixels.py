"""Pixels of an X window, through memory shared with the server or over the wire."""

import contextlib
import ctypes
from typing import Any, Protocol

import numpy as np
import xcffib
import xcffib.shm
import xcffib.xproto

from observer.capture.screen.canvas import Pixels
from observer.capture.screen.rectangle import Rectangle
from observer.capture.xserver import XServer

_ALL_PLANES = 0xFFFFFFFF
_Z_PIXMAP = 2
_IPC_PRIVATE = 0
_IPC_REMOVE = 0
_OWNER_READS_AND_WRITES = 0o600
_FAILED = ctypes.c_void_p(-1).value


class WindowPixels(Protocol):
    """Reads a rectangle of the root window as BGRX pixels."""

    name: str

    def read(self, area: Rectangle) -> Pixels:
        """The pixels; valid until the next read."""

    def close(self) -> None:
        """Let go of the memory."""


def window_pixels(server: XServer, largest_area: int) -> WindowPixels:
    """Shared memory where the server is on this machine, else the wire."""
    if server.has("MIT-SHM"):
        try:
            return SharedPixels(server, largest_area)
        except (xcffib.XcffibException, OSError):
            pass  # a display of another machine offers the extension and cannot attach
    return WirePixels(server)


class SharedPixels:
    """The server writes into memory of ours: no copy through the socket."""

    name = "shared memory"

    def __init__(self, server: XServer, largest_area: int) -> None:
        size = largest_area * 4
        self._server = server
        self._shm = server.connection(xcffib.shm.key)
        self._libc = _libc()
        handle = self._libc.shmget(_IPC_PRIVATE, size, _OWNER_READS_AND_WRITES)
        if handle < 0:
            raise OSError(ctypes.get_errno(), "no shared memory to be had")
        self._address = self._libc.shmat(handle, None, 0)
        try:
            if self._address == _FAILED:
                raise OSError(ctypes.get_errno(), "shared memory cannot be attached")
            self._segment = server.connection.generate_id()
            self._shm.AttachChecked(self._segment, handle, False).check()
        finally:  # it lives on while somebody is attached, and goes even after a crash
            self._libc.shmctl(handle, _IPC_REMOVE, None)
        block = (ctypes.c_uint8 * size).from_address(self._address)
        self._bytes = np.ctypeslib.as_array(block)

    def read(self, area: Rectangle) -> Pixels:
        """The pixels, where the server put them."""
        self._shm.GetImage(
            self._server.root, area.x, area.y, area.width, area.height,
            _ALL_PLANES, _Z_PIXMAP, self._segment, 0,
        ).reply()  # fmt: skip
        return self._bytes[: area.area * 4].reshape(area.height, area.width, 4)

    def close(self) -> None:
        """Detach; nothing read before may be looked at afterwards."""
        if self._address is not None:
            with contextlib.suppress(xcffib.ConnectionException):  # a server that has gone let go
                self._shm.Detach(self._segment)
            self._libc.shmdt(self._address)
            self._address = None


class WirePixels:
    """Plain GetImage, for a display on another machine."""

    name = "over the wire"

    def __init__(self, server: XServer) -> None:
        self._server = server

    def read(self, area: Rectangle) -> Pixels:
        """The pixels, as they came."""
        reply = self._server.connection.core.GetImage(
            _Z_PIXMAP, self._server.root, area.x, area.y, area.width, area.height, _ALL_PLANES
        ).reply()
        pixels = np.frombuffer(reply.data.buf(), np.uint8)
        return pixels.reshape(area.height, area.width, 4)

    def close(self) -> None:
        """Nothing is held."""


def _libc() -> Any:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.shmget.argtypes = [ctypes.c_int, ctypes.c_size_t, ctypes.c_int]
    libc.shmat.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_int]
    libc.shmat.restype = ctypes.c_void_p
    libc.shmdt.argtypes = [ctypes.c_void_p]
    return libc
