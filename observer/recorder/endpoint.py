"""Where a running recording can be reached: a socket in a private folder, named in the session's.

`recorder.json` in the session folder says which process records and on which socket, so that any
program that sees the folder, a new window included, finds the recording again.
"""

import contextlib
import os
import tempfile
from pathlib import Path

import msgspec
import platformdirs

from observer.model.errors import RecorderError

FILE_NAME = "recorder.json"
# A Unix socket's address holds 108 bytes on Linux and 104 on macOS, the last one a zero.
_LONGEST_ADDRESS_BYTES = 103


class Endpoint(msgspec.Struct, frozen=True):
    """The process that records a session and the socket it listens on."""

    session_id: str
    pid: int
    socket: str


def write_endpoint(folder: Path, endpoint: Endpoint) -> None:
    """Say in the session folder where the recording can be reached."""
    partial = folder / (FILE_NAME + ".partial")
    partial.write_bytes(msgspec.json.encode(endpoint))
    partial.replace(folder / FILE_NAME)


def read_endpoint(folder: Path) -> Endpoint | None:
    """Where the folder's recording can be reached; None where none says so."""
    try:
        return msgspec.json.decode((folder / FILE_NAME).read_bytes(), type=Endpoint)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return None


def remove_endpoint(folder: Path) -> None:
    """Take the sign down; its absence is no error."""
    # A disk that fails keeps it: nobody answers at that address, which is how readers find out.
    with contextlib.suppress(OSError):
        (folder / FILE_NAME).unlink()


def socket_path(session_id: str) -> Path:
    """A socket's path in a folder that only this user can enter.

    Raises RecorderError where no such folder can be had.
    """
    for folder in _private_folders():
        path = folder / f"{session_id}.sock"
        if len(os.fsencode(path)) > _LONGEST_ADDRESS_BYTES:
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            continue  # the next folder may do: a runtime folder need not exist on every machine
        facts = folder.stat()
        if facts.st_uid == os.getuid() and not facts.st_mode & 0o077:
            return path
    raise RecorderError(
        "There is no private folder for the recording's control channel",
        "Set XDG_RUNTIME_DIR to a folder that only you can enter",
    )


def _private_folders() -> list[Path]:
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    own = Path(tempfile.gettempdir()) / f"observer-{os.getuid()}"
    return [Path(runtime) / "observer", own] if runtime else [own]


def log_path() -> Path:
    """Where the recording process writes what a developer will want to read."""
    return Path(platformdirs.user_log_dir("observer")) / "recorder.log"
