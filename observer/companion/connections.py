"""The listening socket: how many may be connected, and how long one may keep the server waiting."""

import asyncio
import logging
import socket
import ssl
import time
from dataclasses import dataclass

from aiohttp import web

log = logging.getLogger(__name__)

MOST_CONNECTIONS = 96
MOST_OF_ONE_ADDRESS = 32
"""A page holds one WebSocket and at most one more; a router may hide a dozen phones."""

_PATIENCE_S = 4.0
"""So long may a connection take for its first request, or between two."""


@dataclass(slots=True)
class _Guest:
    address: str
    deadline_s: float


class Connections:
    """Accepts connections for an aiohttp server, and ends those that only take up room."""

    def __init__(self, server: web.Server, tls: ssl.SSLContext | None) -> None:
        self._server = server
        self._tls = tls
        self._guests: dict[asyncio.BaseTransport, _Guest] = {}
        self._shaking_hands: dict[asyncio.Task[None], str] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._listener: socket.socket | None = None
        self.refused = 0

    def listen(self, listener: socket.socket) -> None:
        """Accept from now on."""
        self._listener = listener
        self._tasks = [
            asyncio.create_task(self._accept(listener), name="accept"),
            asyncio.create_task(self._sweep(), name="sweep"),
        ]

    def patient_with(self, transport: asyncio.BaseTransport | None, *, always: bool) -> None:
        """A request of this connection has come: wait for the next, or keep it for good."""
        guest = self._guests.get(transport) if transport else None
        if guest:
            guest.deadline_s = float("inf") if always else time.monotonic() + _PATIENCE_S

    async def close(self) -> None:
        """Hang up on everybody and stop to listen."""
        tasks = [*self._tasks, *self._shaking_hands]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for transport in self._guests:
            _abort(transport)
        if self._listener:
            self._listener.close()

    async def _accept(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection, (address, *_) = await loop.sock_accept(listener)
            except OSError as error:  # out of file descriptors, or gone before it was taken
                log.warning("a connection could not be taken: %s", error)
                await asyncio.sleep(0.1)
                continue
            if self._is_full_for(address):
                self.refused += 1
                connection.close()
                continue
            task = asyncio.create_task(self._welcome(connection, address), name="welcome")
            self._shaking_hands[task] = address
            task.add_done_callback(self._shaking_hands.pop)

    async def _welcome(self, connection: socket.socket, address: str) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            transport, _ = await asyncio.get_running_loop().connect_accepted_socket(
                self._server,
                connection,
                ssl=self._tls,
                ssl_handshake_timeout=_PATIENCE_S if self._tls else None,
            )
        except OSError as error:  # a handshake that failed, timed out, or was not TLS at all
            log.info("a connection came to nothing: %s", error)
            connection.close()
            return
        self._guests[transport] = _Guest(address, time.monotonic() + _PATIENCE_S)

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(0.5)
            self._forget_the_gone()
            now_s = time.monotonic()
            for transport, guest in self._guests.items():
                if guest.deadline_s < now_s:
                    _abort(transport)

    def _is_full_for(self, address: str) -> bool:
        self._forget_the_gone()
        addresses = [guest.address for guest in self._guests.values()]
        addresses += self._shaking_hands.values()
        return len(addresses) >= MOST_CONNECTIONS or addresses.count(address) >= MOST_OF_ONE_ADDRESS

    def _forget_the_gone(self) -> None:
        self._guests = {t: guest for t, guest in self._guests.items() if not t.is_closing()}


def _abort(transport: asyncio.BaseTransport) -> None:
    assert isinstance(transport, asyncio.Transport)
    transport.abort()
