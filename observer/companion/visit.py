"""One open page: what it says is judged and answered here, one message after the other."""

import asyncio
import contextlib
import logging

import msgspec
from aiohttp import WSMsgType, web

from observer.companion.admission import Seat
from observer.companion.exposure_book import WatchedTime
from observer.companion.gathering import Gathering
from observer.companion.limits import Allowance
from observer.companion.page_words import (
    LONGEST_NOTE,
    AmendSaid,
    Kept,
    Later,
    Looking,
    MarkSaid,
    Over,
    Probe,
    Said,
    Time,
    WhisperSaid,
    encoder,
    said_decoder,
)
from observer.companion.plain_text import plain_text
from observer.companion.recorder_line import RecorderLine
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import RecorderError
from observer.model.identity import is_id

log = logging.getLogger(__name__)

CLOSE_ENDED = 4000
CLOSE_REVOKED = 4001
CLOSE_FLOOD = 4002
CLOSE_GARBLED = 4003
"""Why the server closes a page's WebSocket; 4000 to 4999 are the application's own (RFC 6455)."""

# A page that was offline for an hour sends what it kept in bursts this long; nobody taps faster.
_AT_ONCE, _A_SECOND = 120, 12.0
# The offset by which a page maps its clock errs by half a round trip: a mark may be early by that.
_AHEAD_NS = 2 * NS_PER_SECOND
_FAREWELL_S = 0.3
_MOST_MARKS = 5000  # of one observer; an hour of a mark each second is 3600


class Visit:
    """A WebSocket of an observer who has a seat."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        seat: Seat,
        gathering: Gathering,
        line: RecorderLine,
        watched: WatchedTime,
        owners: dict[str, str],
    ) -> None:
        self.seat = seat
        self._socket = socket
        self._gathering = gathering
        self._line = line
        self._watched = watched
        self._owners = owners
        self._allowance = Allowance(_AT_ONCE, _A_SECOND)
        self._visible = False

    async def run(self) -> None:
        """Serve the page until it goes or is closed."""
        self.seat.pages += 1
        self._gathering.tell()
        showing = asyncio.create_task(self._show(), name="show")
        try:
            async for message in self._socket:
                if message.type is not WSMsgType.TEXT:
                    await self._socket.close(code=CLOSE_GARBLED)
                    return
                if not self._allowance.take():
                    log.warning("a page was closed: it sent too much")
                    await self._socket.close(code=CLOSE_FLOOD)
                    return
                await self._hear(message.data)
        finally:
            showing.cancel()
            with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                await showing
            self._look(visible=False)
            self.seat.pages -= 1
            self._gathering.tell()

    def tick(self) -> None:
        """Time has passed, or the recording stands differently."""
        self._look(visible=self._visible)

    async def close(self, *, ended: bool) -> None:
        """Say farewell and hang up, within a moment even where nobody listens."""
        with contextlib.suppress(TimeoutError, ConnectionError):
            async with asyncio.timeout(_FAREWELL_S):
                await self._socket.send_bytes(encoder.encode(Over(ended)))
                await self._socket.close(code=CLOSE_ENDED if ended else CLOSE_REVOKED)

    async def _show(self) -> None:
        while True:
            news = self._gathering.news()
            await self._say(self._gathering.scene_for(self.seat))
            await news.wait()

    async def _hear(self, text: str) -> None:
        try:
            said = said_decoder.decode(text)
        except (msgspec.DecodeError, UnicodeEncodeError):
            await self._socket.close(code=CLOSE_GARBLED)
            return
        answer = await self._answer(said)
        if answer is not None:
            await self._say(answer)

    async def _answer(self, said: Said) -> Time | Kept | Later | None:
        match said:
            case Probe():
                return Time(said.n, self._gathering.now_ns())
            case Looking():
                self._look(visible=said.visible, since_lost=said.since_lost)
                return None
            case WhisperSaid():
                return self._whisper(said)
            case MarkSaid():
                refused = self._objection(said)
                return self._kept(said.op, refused) if refused else await self._mark(said)
            case AmendSaid():
                if self._owners.get(said.id) != self.seat.name:
                    return self._kept(said.op, "That mark is not yours")
                return await self._amend(said)

    def _objection(self, said: MarkSaid) -> str:
        if not is_id(said.id) or self._owners.get(said.id, self.seat.name) != self.seat.name:
            return "That mark is not yours"
        if said.at_ns > self._gathering.now_ns() + _AHEAD_NS:
            return "That moment has not come yet"
        if said.id not in self.seat.marks and len(self.seat.marks) >= _MOST_MARKS:
            return "These are more marks than one person makes"
        return ""

    async def _mark(self, said: MarkSaid) -> Kept | Later:
        if not self._line.may_write():
            return Later(said.op)
        self._owners[said.id] = self.seat.name
        at_ns = min(said.at_ns, self._gathering.now_ns())
        note = plain_text(said.note, LONGEST_NOTE)
        try:
            mark = await self._line.mark(
                said.kind, at_ns, said.severity, note, self.seat.name, said.id
            )
        except RecorderError as error:
            log.warning("a mark waits: %s", error)
            return Later(said.op)
        if mark.author != self.seat.name:
            self._owners[said.id] = mark.author
            return self._kept(said.op, "That mark is not yours")
        self.seat.marks.add(said.id)
        return self._kept(said.op)

    async def _amend(self, said: AmendSaid) -> Kept | Later:
        if not self._line.may_write():
            return Later(said.op)
        try:
            mark = await self._line.amend(said.id, said.severity, said.withdrawn)
        except RecorderError as error:
            log.warning("a change of a mark waits: %s", error)
            return Later(said.op)
        (self.seat.withdrawn.add if mark.withdrawn else self.seat.withdrawn.discard)(said.id)
        return self._kept(said.op)

    def _whisper(self, said: WhisperSaid) -> Kept:
        text = plain_text(said.text, LONGEST_NOTE)
        if said.id not in self.seat.whispers and not self.seat.may_whisper:
            return self._kept(said.op, "These are more whispers than one person makes")
        if text and said.id not in self.seat.whispers:
            self.seat.whispers.add(said.id)
            self._gathering.whisper(self.seat, min(said.at_ns, self._gathering.now_ns()), text)
        return self._kept(said.op)

    def _kept(self, op: int, refused: str = "") -> Kept:
        return Kept(op, self.seat.standing_marks, refused)

    def _look(self, *, visible: bool, since_lost: bool = False) -> None:
        self._visible = visible
        in_sight = self.seat.pages_in_sight
        (in_sight.add if visible else in_sight.discard)(id(self))
        watching = bool(in_sight) and self._gathering.is_recording
        self._watched.look(self._gathering.now_ns(), watching=watching, since_lost=since_lost)

    async def _say(self, words: msgspec.Struct) -> None:
        await self._socket.send_str(encoder.encode(words).decode())
