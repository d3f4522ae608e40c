"""Files of one JSON object a line: appended to while recording, read back with a torn end."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from observer.model.errors import SessionDamaged
from observer.session.disk import write_all

T = TypeVar("T")

_encoder = msgspec.json.Encoder()


class LineFile:
    """Appends objects; each is handed to the system whole before `append` returns.

    Raises OSError as the disk gives it; a line that did not fit is taken back.
    """

    def __init__(self, path: Path) -> None:
        self.bytes_written = 0
        self.lines = 0
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)

    def append(self, item: Any) -> None:  # Any: whatever msgspec encodes
        """Write one line."""
        line = _encoder.encode(item) + b"\n"
        try:
            write_all(self._descriptor, line)
        except OSError:
            os.ftruncate(self._descriptor, self.bytes_written)
            raise
        self.bytes_written += len(line)
        self.lines += 1

    def sync(self) -> None:
        """Put everything on the disk itself."""
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def read_lines(path: Path, kind: type[T]) -> Iterator[T]:
    """The file's objects; none where there is no file. A torn last line is dropped.

    Raises SessionDamaged for a line that cannot be read and is not the last.
    """
    decoder = msgspec.json.Decoder(kind)
    held: SessionDamaged | None = None
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        for number, line in enumerate(file, 1):
            if held:
                raise held
            try:
                item = decoder.decode(line)
            except (msgspec.MsgspecError, ValueError) as error:
                held = SessionDamaged(
                    f"Line {number} of {path.parent.name}/{path.name} cannot be read ({error})",
                    f"Run “observer repair {path.parent.name}”: it keeps every readable line",
                )
                continue
            yield item


def readable_lines(path: Path, kind: type[object]) -> tuple[list[bytes], int]:
    """The lines that hold what they should, each with its newline, and how many do not."""
    decoder = msgspec.json.Decoder(kind)
    good: list[bytes] = []
    dropped = 0
    for line in path.read_bytes().splitlines(keepends=True):
        try:
            decoder.decode(line)
        except (msgspec.MsgspecError, ValueError):
            dropped += 1
        else:
            good.append(line.rstrip(b"\r\n") + b"\n")
    return good, dropped
