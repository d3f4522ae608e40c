"""The recording process: started by the client, outlives it, answers on the control channel.

The first line on standard input is an Order; the first line on standard output is a Started or a
FailureReply. After that both are let go and the process writes only to the session and its log.
"""

import logging
import os
import signal
import sys
from pathlib import Path

import msgspec

from observer.model.errors import ObserverError
from observer.recorder.control import ControlServer
from observer.recorder.endpoint import (
    Endpoint,
    log_path,
    remove_endpoint,
    socket_path,
    write_endpoint,
)
from observer.recorder.frugality import hand_back_start, refuse_huge_pages
from observer.recorder.messages import FailureReply, Order, Started, encoder
from observer.recorder.own_process import keep_log
from observer.recorder.recording import Recording

log = logging.getLogger("observer.recorder")

EXIT_KNOWN_ERROR = 1
EXIT_DEFECT = 70  # EX_SOFTWARE of sysexits.h
# A window asks four times a second; after this nobody is there to be told why it ended.
_LAST_WORDS_S = 2.0


def main() -> int:
    """Record what standard input orders; returns the process's exit code."""
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)
    handshake = os.fdopen(os.dup(1), "wb")
    keep_log(log_path())
    if not refuse_huge_pages():
        log.info("the kernel keeps to huge pages: a few megabytes more")
    recording = Recording(Path(order.library), order.plan)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: recording.ask_to_stop())
    try:
        path = socket_path(order.plan.session_id)
        recording.open()
    except ObserverError as error:
        handshake.write(encoder.encode(FailureReply(error.message, error.remedy)) + b"\n")
        handshake.close()
        return EXIT_KNOWN_ERROR
    endpoint = Endpoint(order.plan.session_id, os.getpid(), str(path))
    server = ControlServer(recording, path)
    try:
        server.start()
        write_endpoint(recording.folder, endpoint)
        with handshake:
            handshake.write(encoder.encode(Started(str(recording.folder), endpoint)) + b"\n")
        log.info("%d bytes of libraries handed back", hand_back_start())
        recording.wait()
    finally:
        try:
            known_error = _close(recording)
            if known_error:
                server.wait_until_failure_is_told(_LAST_WORDS_S)
        finally:
            server.close()
            remove_endpoint(recording.folder)
    return EXIT_KNOWN_ERROR if known_error else 0


def _close(recording: Recording) -> bool:
    """Close the session, whatever ended the recording; whether a known error is to blame."""
    try:
        recording.close()
    except ObserverError as error:
        log.error("%s", error)
        return True
    return False


def run() -> None:
    """Entry point of `python -m observer.recorder`."""
    try:
        code = main()
    except Exception:
        log.exception("a defect ended the recording process")
        code = EXIT_DEFECT
    logging.shutdown()
    # All threads are joined and all files closed: taking the libraries apart would only keep the
    # moderator waiting.
    os._exit(code)
