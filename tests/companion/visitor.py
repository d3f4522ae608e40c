"""Someone who speaks to the companion without its page: a program, well-meaning or not."""

import asyncio
import contextlib
import http.client
import itertools
import json
import socket
import ssl
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from observer.model.identity import new_id

_addresses = itertools.count(2)


def own_address() -> str:
    """A loopback address that nobody else in these tests has: limits count by address."""
    number = next(_addresses)
    return f"127.0.{number // 250}.{number % 250 + 2}"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body)


class Visitor:
    """Asks from an address of its own. `address` is an invitation, or any page's address."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 0
        self.authority = parts.netloc
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.token = parts.fragment
        self.came_from = own_address()

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> Reply:
        """One request, with only the headers that are given besides Host."""
        came_from = (self.came_from, 0)
        connection: http.client.HTTPConnection
        if tls:
            connection = http.client.HTTPSConnection(
                self.host, self.port, timeout=10, source_address=came_from, context=tls
            )
        else:
            connection = http.client.HTTPConnection(
                self.host, self.port, timeout=10, source_address=came_from
            )
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def join(
        self,
        name: str,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> Reply:
        """Ask for a seat as the page does; `headers` take the place of the page's."""
        sent = {"Origin": self.origin, "Content-Type": "application/json", **(headers or {})}
        words = {"token": self.token if token is None else token, "name": name}
        return self.ask("POST", "/join", json.dumps(words).encode(), sent, tls)

    def answers_in_plain(self) -> bool:
        """Whether anything comes back to a request that is not encrypted."""
        with self.raw(f"GET / HTTP/1.1\r\nHost: {self.authority}\r\n\r\n".encode()) as connection:
            return b"HTTP" in read_to_the_end(connection)

    def come_in(self, name: str) -> str:
        """Join; the cookie for what comes after."""
        reply = self.join(name)
        assert reply.status == 200, reply.body
        return cookie_of(reply)

    def raw(self, data: bytes) -> socket.socket:
        """A connection on which these bytes were sent."""
        connection = socket.create_connection(
            (self.host, self.port), 10, source_address=(self.came_from, 0)
        )
        connection.sendall(data)
        return connection

    @contextlib.asynccontextmanager
    async def page(self, cookie: str, **headers: str) -> AsyncIterator["Page"]:
        """The WebSocket that the page opens."""
        connector = aiohttp.TCPConnector(local_addr=(self.came_from, 0))
        sent = {"Origin": self.origin, "Cookie": cookie, **headers}
        async with (
            aiohttp.ClientSession(connector=connector) as session,
            session.ws_connect(f"{self.origin}/live", headers=sent, autoping=True) as live,
        ):
            yield Page(live)


@dataclass
class Page:
    live: aiohttp.ClientWebSocketResponse
    scenes: list[dict[str, Any]] = field(default_factory=list)
    op: int = 0

    async def say(self, words: Mapping[str, object]) -> None:
        await self.live.send_str(json.dumps(words))

    async def hear(self, kind: str) -> dict[str, Any]:
        """The next message of this kind; scenes on the way are kept."""
        while True:
            said: dict[str, Any] = json.loads(await self.live.receive_str(timeout=5))
            if said["type"] == "scene":
                self.scenes.append(said)
            if said["type"] == kind:
                return said

    async def now_ns(self) -> int:
        await self.say({"type": "probe", "n": 1})
        return int((await self.hear("time"))["now_ns"])

    async def mark(self, **words: object) -> dict[str, Any]:
        """Mark, and the answer; by default a friction at this moment."""
        self.op += 1
        said = {"type": "mark", "op": self.op, "id": new_id(), "kind": "friction", **words}
        if "at_ns" not in said:
            said["at_ns"] = await self.now_ns()
        await self.say(said)
        return await self.hear("kept")

    async def closing_code(self, within_s: float = 5) -> int:
        """By which code the server closes the page; what it says before is passed over."""
        async with asyncio.timeout(within_s):
            while True:
                message = await self.live.receive()
                if message.type is aiohttp.WSMsgType.CLOSE:
                    return int(message.data)
                if message.type in {aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR}:
                    return self.live.close_code or 0


def cookie_of(reply: Reply) -> str:
    return reply.headers["Set-Cookie"].partition(";")[0]


def read_to_the_end(connection: socket.socket) -> bytes:
    """All that comes until the server hangs up, kindly or not."""
    data = b""
    with contextlib.suppress(ConnectionError):
        while chunk := connection.recv(65536):
            data += chunk
    return data
