"""Files of one JSON object a line: appended to while recording, read back with a torn end."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from observer.model.errors import SessionDamaged
from observer.session.disk import write_all

T = TypeVar("T")

# Lines decoded at a time: line by line costs ten times as much, and a much larger block would keep
# other threads waiting.
_BLOCK_BYTES = 1 << 17

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
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    decoder = msgspec.json.Decoder(kind)
    number = 0
    with file:
        while lines := file.readlines(_BLOCK_BYTES):
            try:
                items = decoder.decode_lines(b"".join(lines))
            except (msgspec.MsgspecError, ValueError):
                yield from _read_one_by_one(path, decoder, lines, number, last=not file.peek(1))
            else:
                yield from items
            number += len(lines)


def _read_one_by_one(
    path: Path, decoder: "msgspec.json.Decoder[T]", lines: list[bytes], before: int, *, last: bool
) -> Iterator[T]:
    """The objects of lines of which one is damaged; `before` lines have been read, `last` says
    whether these are the file's last."""
    for number, line in enumerate(lines, 1):
        try:
            item = decoder.decode(line)
        except (msgspec.MsgspecError, ValueError) as error:
            if last and number == len(lines):
                return
            place = f"Line {before + number} of {path.parent.name}/{path.name}"
            raise SessionDamaged(
                f"{place} cannot be read ({error})",
                f"Run “observer repair {path.parent.name}”: it keeps every readable line",
            ) from error
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
