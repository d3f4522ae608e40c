"""A process of Observer's own: how it is started, where it logs, and how it is asked.

It is told what to do by one line on its standard input and says one line on its standard output;
after that it is reached over a Unix socket, one line asked and one answered a connection.
"""

import logging
import logging.handlers
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def start_process(
    module: str, order: bytes, environment: Mapping[str, str] | None = None
) -> tuple[subprocess.Popen[bytes], bytes]:
    """Start a module in a process that outlives this one; with it, its first line.

    The line is empty where a defect ended the process before it could say anything.
    """
    process = subprocess.Popen(
        # A packaged program is its own interpreter and understands -m as well.
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a terminal's Ctrl+C is for who started it, not for it
        env=None if environment is None else {**os.environ, **environment},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        process.stdin.write(order + b"\n")
        process.stdin.flush()
        return process, process.stdout.readline()


def exchange(path: str, request: bytes, within_s: float) -> bytes:
    """Ask a process one line over its socket; empty where it hung up without an answer.

    Raises TimeoutError where it does not answer in time, OSError where nobody is there.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(within_s)
        connection.connect(path)
        connection.sendall(request + b"\n")
        chunks: list[bytes] = []
        while chunk := connection.recv(65536):
            chunks.append(chunk)
        return b"".join(chunks)


def keep_log(path: Path) -> None:
    """Send the log, and whatever libraries print, to one file of this user; let go of stdin."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2)
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    printed = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    os.close(printed)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
