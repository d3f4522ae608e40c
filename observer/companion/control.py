"""The companion's ear for its moderator: one request a connection on a private socket."""

import asyncio
import logging
from pathlib import Path

import msgspec

from observer.companion.gathering import Gathering
from observer.companion.messages import (
    LONGEST_REQUEST_BYTES,
    AskClose,
    AskInvite,
    AskRevoke,
    AskTask,
    InviteReply,
    Reply,
    Request,
    StatusReply,
    encoder,
    request_decoder,
)
from observer.companion.server import CompanionServer

log = logging.getLogger(__name__)

_PATIENCE_S = 2.0


class CompanionControl:
    """Answers the moderator until it is closed."""

    def __init__(self, gathering: Gathering, server: CompanionServer, path: Path) -> None:
        self._gathering = gathering
        self._server = server
        self._path = path

    async def start(self) -> None:
        """Listen. A socket left by a process that is gone is replaced."""
        self._path.unlink(missing_ok=True)
        self._listener = await asyncio.start_unix_server(
            self._answer, self._path, limit=LONGEST_REQUEST_BYTES
        )
        self._path.chmod(0o600)

    async def close(self) -> None:
        """Stop to listen."""
        self._listener.close()
        await self._listener.wait_closed()
        self._path.unlink(missing_ok=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                request = request_decoder.decode(await reader.readline())
                reply = await self._reply(request)
                writer.write(encoder.encode(reply) + b"\n")
                await writer.drain()
        except (OSError, ValueError, msgspec.DecodeError) as error:  # ValueError: a line too long
            log.warning("a caller was let go: %s", error)
        finally:
            writer.close()

    async def _reply(self, request: Request) -> Reply:
        if isinstance(request, AskInvite):
            return InviteReply(self._server.address_of(self._invitation()))
        if isinstance(request, AskTask):
            self._gathering.show_task(request.title, request.wording)
        elif isinstance(request, AskRevoke):
            await self._server.revoke(request.name)
        elif isinstance(request, AskClose):
            self._gathering.ended.set()
        return StatusReply(self._gathering.status(self._server.address_of))

    def _invitation(self) -> str:
        """One for this caller; after everybody was turned out, the one that stands again too."""
        admission = self._gathering.admission
        return admission.invite() if admission.standing else admission.offer()
