"""The way between a browser and the companion, which can be cut: a SOCKS relay (RFC 1928)."""

import contextlib
import selectors
import socket
import threading
from types import TracebackType
from typing import Self


class Way:
    """Relays connections while it is open. Owns the thread `way`; a context manager."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._ends: dict[socket.socket, socket.socket] = {}
        self._cut = self._silent = self._over = False
        self._thread = threading.Thread(target=self._relay, name="way")
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over = True
        self._thread.join()
        for end in list(self._ends):
            self._drop(end)
        self._listener.close()
        self._selector.close()

    @property
    def flags(self) -> tuple[str, str]:
        """What tells Chromium to take this way, to this very computer as well."""
        return (
            f"--proxy-server=socks5://127.0.0.1:{self.port}",
            "--proxy-bypass-list=<-loopback>",
        )

    def cut(self) -> None:
        """Break every connection and let none through."""
        self._cut = True

    def fall_silent(self) -> None:
        """Let nothing through and break nothing, as a phone out of reach."""
        self._silent = True

    def mend(self) -> None:
        """Let everything through again."""
        self._cut = self._silent = False

    def _relay(self) -> None:
        while not self._over:
            if self._cut:
                for end in list(self._ends):
                    self._drop(end)
            if self._silent:
                threading.Event().wait(0.01)
                continue
            for key, _ in self._selector.select(0.01):
                if key.fileobj is self._listener:
                    self._accept()
                else:
                    self._pass_on(key.fileobj)

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        near.settimeout(2)
        try:
            if self._cut:
                raise ConnectionError("the way is cut")
            near.recv(2 + near.recv(2, socket.MSG_PEEK)[1])
            near.sendall(b"\x05\x00")
            asked = near.recv(262)
            stop = 5 + asked[4]  # Chromium gives every host as a name, an address too
            port = int.from_bytes(asked[stop : stop + 2], "big")
            if asked[3] != 3 or asked[5:stop] != b"127.0.0.1":
                raise ConnectionError("this way leads to this computer alone")
            far = socket.create_connection(("127.0.0.1", port), 2)
        except OSError:
            near.close()
            return
        near.sendall(b"\x05\x00\x00\x01" + bytes(6))
        for end, other in ((near, far), (far, near)):
            self._ends[end] = other
            self._selector.register(end, selectors.EVENT_READ)

    def _pass_on(self, end: object) -> None:
        assert isinstance(end, socket.socket)
        if end not in self._ends:
            return
        try:
            data = end.recv(65536)
            if data:
                self._ends[end].sendall(data)
                return
        except OSError:
            data = b""
        self._drop(end)

    def _drop(self, end: socket.socket) -> None:
        for one in (end, self._ends.get(end)):
            if one is not None and self._ends.pop(one, None) is not None:
                self._selector.unregister(one)
                with contextlib.suppress(OSError):
                    one.close()
