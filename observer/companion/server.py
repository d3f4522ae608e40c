"""The server behind the page: its few addresses, and who may use them."""

import asyncio
import logging
import socket
import ssl

import msgspec
from aiohttp import web

from observer.companion.admission import Refused, Seat
from observer.companion.connections import Connections
from observer.companion.exposure_book import ExposureBook
from observer.companion.gathering import Gathering
from observer.companion.guard import NONCE, make_guard, security_headers
from observer.companion.limits import AddressAllowances
from observer.companion.page_files import NAMES, PageFiles
from observer.companion.page_words import LONGEST_MESSAGE_BYTES, LONGEST_NAME
from observer.companion.plain_text import plain_name
from observer.companion.recorder_line import RecorderLine
from observer.companion.visit import Visit

log = logging.getLogger(__name__)

_LONGEST_BODY_BYTES = 2048
_BODY_WITHIN_S = 3.0
_PING_EVERY_S = 10.0
# Vain tries to come in: a person mistypes nothing, the token is in the address.
_TRIES_AT_ONCE, _TRIES_A_SECOND = 10, 0.2
# A page and its files are ten requests, a picture is one a second, and a router hides a dozen.
_REQUESTS_AT_ONCE, _REQUESTS_A_SECOND = 150, 25.0
_PAGES_OF_ONE_SEAT = 3


class _Joining(msgspec.Struct, frozen=True):
    token: str
    name: str


_joining_decoder = msgspec.json.Decoder(_Joining)


class CompanionServer:
    """Serves the page to those who hold an invitation or a seat."""

    def __init__(
        self,
        gathering: Gathering,
        line: RecorderLine,
        exposure: ExposureBook,
        owners: dict[str, str],
    ) -> None:
        self._gathering = gathering
        self._line = line
        self._exposure = exposure
        self._owners = owners
        self._files = PageFiles()
        self._tries = AddressAllowances(_TRIES_AT_ONCE, _TRIES_A_SECOND)
        self._requests = AddressAllowances(_REQUESTS_AT_ONCE, _REQUESTS_A_SECOND)
        self._visits: dict[Visit, asyncio.Transport | None] = {}
        self._cookie = f"observer_{gathering.session_id}"
        self._secure = False
        self.origin = ""

    async def start(self, listener: socket.socket, tls: ssl.SSLContext | None) -> None:
        """Serve on this socket, which listens already."""
        address, port = listener.getsockname()[:2]
        host = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
        self._secure = tls is not None
        self.origin = f"{'https' if tls else 'http'}://{host}"
        self._runner = web.AppRunner(
            self._application(host), access_log=None, handle_signals=False, keepalive_timeout=3.0
        )
        await self._runner.setup()
        server = self._runner.server
        assert server is not None
        self._connections = Connections(server, tls)
        self._connections.listen(listener)

    def address_of(self, token: str) -> str:
        """The address that opens the page with this token."""
        return f"{self.origin}/#{token}"

    def tick(self) -> None:
        """Time has passed, or the recording stands differently: watched time grows."""
        for visit in self._visits:
            visit.tick()

    async def revoke(self, name: str | None) -> None:
        """Turn out one observer or all; their pages are closed when this returns."""
        await self._close_pages(self._gathering.admission.revoke(name), ended=False)
        self._gathering.tell()

    async def close(self) -> None:
        """Close every page and stop to listen."""
        self._gathering.admission.revoke(None)
        await self._close_pages([visit.seat for visit in self._visits], ended=True)
        await self._connections.close()
        await self._runner.cleanup()

    def _application(self, host: str) -> web.Application:
        application = web.Application(
            middlewares=[make_guard(host, self.origin, self._admit)],
            client_max_size=_LONGEST_BODY_BYTES,
        )

        async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
            response.headers.update(security_headers(request[NONCE], host))

        application.on_response_prepare.append(add_headers)
        application.router.add_get("/", self._open)
        for name in NAMES:
            application.router.add_get(f"/{name}", self._give_file)
        application.router.add_post("/join", self._join)
        application.router.add_get("/me", self._who_am_i)
        application.router.add_get("/picture", self._give_picture)
        application.router.add_get("/live", self._visit)
        return application

    def _admit(self, request: web.Request) -> bool:
        self._connections.patient_with(request.transport, always=False)
        return self._requests.take(request.remote or "")

    async def _open(self, request: web.Request) -> web.Response:
        return web.Response(text=self._files.opening(request[NONCE]), content_type="text/html")

    async def _give_file(self, request: web.Request) -> web.Response:
        content, kind = self._files.content(request.path[1:])
        return web.Response(body=content, content_type=kind, charset="utf-8")

    async def _join(self, request: web.Request) -> web.Response:
        if not self._tries.take(request.remote or ""):
            return _refusal(429, "Too many tries: wait a minute")
        if request.content_type != "application/json":
            return _refusal(415, "This is not what the page sends")
        try:
            async with asyncio.timeout(_BODY_WITHIN_S):
                asked = _joining_decoder.decode(await request.read())
        except (msgspec.DecodeError, UnicodeDecodeError, TimeoutError):
            return _refusal(400, "This is not what the page sends")
        name = plain_name(asked.name, LONGEST_NAME)
        if not name:
            return _refusal(400, "Say what to call you")
        try:
            key, seat, replaced = self._gathering.admission.join(
                asked.token, name, self._gathering.now_ns()
            )
        except Refused as refusal:
            return _refusal(403, str(refusal))
        self._tries.give_back(request.remote or "")  # many come in behind one router
        await self._close_pages(replaced, ended=False)
        log.info("an observer has come")
        response = web.json_response(self._introduction(seat))
        response.set_cookie(
            self._cookie, key, httponly=True, samesite="Strict", secure=self._secure, path="/"
        )
        self._gathering.tell()
        return response

    async def _who_am_i(self, request: web.Request) -> web.Response:
        return web.json_response(self._introduction(self._seat(request)))

    async def _give_picture(self, request: web.Request) -> web.Response:
        seat = self._seat(request)
        if not seat.pictures.take():
            return _refusal(429, "A picture is made once a second")
        picture = await self._line.picture() if self._gathering.records_screen else b""
        if not picture:
            return web.Response(status=204)
        return web.Response(body=picture, content_type="image/jpeg")

    async def _visit(self, request: web.Request) -> web.StreamResponse:
        seat = self._seat(request)
        # A phone that was out of reach comes back before its lost connection is known to be one.
        own = {visit: way for visit, way in self._visits.items() if visit.seat is seat}
        await self._hang_up(dict(list(own.items())[: 1 - _PAGES_OF_ONE_SEAT]), ended=False)
        page = web.WebSocketResponse(
            max_msg_size=LONGEST_MESSAGE_BYTES,
            heartbeat=_PING_EVERY_S,
            compress=False,  # a small message can hold a very large one
            timeout=0.3,
        )
        await page.prepare(request)
        transport = request.transport
        self._connections.patient_with(transport, always=True)
        visit = Visit(
            page, seat, self._gathering, self._line, self._exposure.of(seat.name), self._owners
        )
        self._visits[visit] = transport
        try:
            await visit.run()
        except ConnectionError:
            log.info("a page was lost")
        finally:
            del self._visits[visit]
        return page

    def _introduction(self, seat: Seat) -> dict[str, str]:
        return {"name": seat.name, "session_id": self._gathering.session_id}

    def _seat(self, request: web.Request) -> Seat:
        seat = self._gathering.admission.seat_of(request.cookies.get(self._cookie, ""))
        if seat is None:
            raise web.HTTPUnauthorized(text="Ask the moderator for an invitation.\n")
        return seat

    async def _close_pages(self, seats: list[Seat], *, ended: bool) -> None:
        closing = {visit: way for visit, way in self._visits.items() if visit.seat in seats}
        await self._hang_up(closing, ended=ended)

    async def _hang_up(
        self, closing: dict[Visit, asyncio.Transport | None], *, ended: bool
    ) -> None:
        await asyncio.gather(*(visit.close(ended=ended) for visit in closing))
        for transport in closing.values():
            if transport:
                transport.abort()


def _refusal(status: int, words: str) -> web.Response:
    return web.json_response({"refused": words}, status=status)
