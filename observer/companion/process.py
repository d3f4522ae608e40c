"""The companion process: started by its client, ends with the session it belongs to.

The first line on standard input is an Order; the first line on standard output is an Opened or a
FailureReply. After that both are let go.
"""

import asyncio
import logging
import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

import msgspec

from observer.companion.certificate import make_certificate
from observer.companion.client import connect_companion
from observer.companion.control import CompanionControl
from observer.companion.exposure_book import ExposureBook
from observer.companion.gathering import Gathering
from observer.companion.listening import listen_on
from observer.companion.messages import Opened, Order, encoder
from observer.companion.places import control_path, log_path
from observer.companion.recorder_line import RecorderLine
from observer.companion.server import CompanionServer
from observer.database.library import Library, open_library
from observer.model.clock import SessionClock
from observer.model.errors import CompanionError, ObserverError, RecorderError, RecorderSilent
from observer.model.status import RecorderState
from observer.recorder.client import RecorderClient, connect
from observer.recorder.messages import FailureReply
from observer.recorder.own_process import keep_log
from observer.session.reader import SessionReader

log = logging.getLogger("observer.companion")

EXIT_KNOWN_ERROR = 1
EXIT_DEFECT = 70  # EX_SOFTWARE of sysexits.h
# Pages close within a second of the session's end: half of it is for noticing.
_LOOK_EVERY_S = 0.4
_KEEP_EVERY_S = 20.0
_OVER = {RecorderState.STOPPING, RecorderState.CLOSED, RecorderState.FAILED}


def main() -> int:
    """Open the page that standard input orders; returns the process's exit code."""
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)
    handshake = os.fdopen(os.dup(1), "wb")
    keep_log(log_path())
    try:
        recorder = connect(Path(order.session_folder))
        if recorder is None:
            raise RecorderError(
                "This session is not being recorded, so there is nothing to watch",
                "Start the recording first",
            )
        with open_library(Path(order.library)) as library:
            asyncio.run(_serve(order, recorder, library, handshake))
    except ObserverError as error:
        log.error("%s", error)
        if not handshake.closed:
            with handshake:
                handshake.write(encoder.encode(FailureReply(error.message, error.remedy)) + b"\n")
        return EXIT_KNOWN_ERROR
    return 0


async def _serve(
    order: Order, recorder: RecorderClient, library: Library, handshake: BinaryIO
) -> None:
    _refuse_second_page(recorder.session_id)
    session = SessionReader(Path(order.session_folder))
    manifest = session.manifest
    clock = SessionClock(manifest.clock.monotonic_start_ns)
    gathering = Gathering(manifest, order.study, order.moderator, clock.now_ns)
    owners = {mark.id: mark.author for mark in session.marks()}
    listener = listen_on(order.host, manifest.id)
    certificate = make_certificate(order.host) if order.tls else None
    line = RecorderLine(recorder)
    exposure = ExposureBook(manifest.id, library.add_exposure)
    server = CompanionServer(gathering, line, exposure, owners)
    path = control_path(manifest.id)
    control = CompanionControl(gathering, server, path)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, gathering.ended.set)
    try:
        gathering.look(await line.status())
        await server.start(listener, certificate.context if certificate else None)
        await control.start()
        opened = Opened(
            os.getpid(),
            str(path),
            server.address_of(gathering.admission.offer()),
            certificate.fingerprint if certificate else "",
        )
        with handshake:
            handshake.write(encoder.encode(opened) + b"\n")
        await _watch_recording(gathering, line, server, exposure)
        server.tick()
        await server.close()
        await control.close()
        await exposure.flush()
    finally:
        listener.close()
        line.close()
        exposure.close()


def _refuse_second_page(session_id: str) -> None:
    if connect_companion(session_id):
        raise CompanionError(
            "The observers' page is open already", "Close it first where it was opened"
        )


async def _watch_recording(
    gathering: Gathering, line: RecorderLine, server: CompanionServer, exposure: ExposureBook
) -> None:
    """Stay until the recording or the moderator ends it."""
    loop = asyncio.get_running_loop()
    kept_s = loop.time()
    while not gathering.ended.is_set():
        try:
            status = await line.status()
            if status.state in _OVER:
                return
            gathering.look(status)
        except RecorderSilent:
            gathering.miss()
        except RecorderError as error:
            log.info("the recording has gone: %s", error)
            return
        server.tick()
        if loop.time() - kept_s >= _KEEP_EVERY_S:
            kept_s = loop.time()
            await exposure.flush()
        try:
            async with asyncio.timeout(_LOOK_EVERY_S):
                await gathering.ended.wait()
        except TimeoutError:
            continue


def run() -> None:
    """Entry point of `python -m observer.companion`."""
    try:
        code = main()
    except Exception:
        log.exception("a defect ended the companion")
        code = EXIT_DEFECT
    sys.exit(code)
