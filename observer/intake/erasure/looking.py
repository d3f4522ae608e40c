"""The proof: every byte of a library looked through for what must not be there any more."""

import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from observer.database.library import Library
from observer.database.traces import Trace
from observer.intake.erasure.belongings import files_under
from observer.intake.erasure.needles import Needles
from observer.model.errors import LibraryReadOnly

_BLOCK_BYTES = 4 << 20
_MOST_UNPACKED = 16 << 30
"""Bytes taken out of one archive: what holds more is no pack, and is said to be unread."""

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is still there: in which file, or table, and what it is (`note`)."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked through, and what was found. `too_short` texts could not be looked for.

    `mentions` say where the team goes on naming the participant by the code, which is no longer
    anybody's: they are for people to judge.
    """

    files: int
    bytes: int
    texts: int
    too_short: int
    left: tuple[Left, ...]
    unread: tuple[str, ...]
    mentions: tuple[Left, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is left, as far as anything could be read."""
        return not self.left and not self.unread


def prove(
    library: Library,
    root: Path,
    traces: Collection[Trace],
    elsewhere: Collection[Path],
    skip: Collection[Path],
    progress: Callable[[float], None] = lambda _done: None,
) -> Proof:
    """Look through all files below `root` but `skip`, those of `elsewhere`, and the tables.

    Texts that other sessions or the studies hold by themselves are not looked for.
    """
    others = library.words_of_others()
    needles = Needles(trace for trace in traces if trace.own or trace.text not in others)
    files = [*files_under(root, skip), *(path for path in elsewhere if path.is_file())]
    total = sum(_size(path) for path in files) or 1
    left: dict[Left, None] = {}
    unread: list[str] = []
    done = 0
    for path in files:
        where = str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
        found = needles.found_in(where.encode("utf-8", "replace"))
        try:
            for block in _blocks_of(path, needles.longest):
                found |= needles.found_in(block)
                done += len(block)
                progress(min(1.0, done / total))
        except FileNotFoundError:
            continue
        except (OSError, LibraryReadOnly) as error:
            unread.append(f"{where} ({error})")
        left.update(dict.fromkeys(_left(where, found)))
    for table, found in _in_tables(library, needles).items():
        left.update(dict.fromkeys(_left(f"library.db, table {table}", found)))
    return Proof(len(files), total, needles.count, needles.too_short, tuple(left), tuple(unread))


def _left(where: str, found: set[Trace]) -> list[Left]:
    return [Left(where, what) for what in sorted({trace.what for trace in found})]


def _in_tables(library: Library, needles: Needles) -> dict[str, set[Trace]]:
    found: dict[str, set[Trace]] = {}
    texts: dict[str, list[str]] = {}
    for table, text in library.every_text():
        texts.setdefault(table, []).append(text)
    for table, held in texts.items():
        hits = needles.found_in("\n".join(held).encode("utf-8", "replace"))
        if hits:
            found[table] = hits
    library.check_index()
    return found


def _blocks_of(path: Path, overlap: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from _blocks(file, overlap)
    if not zipfile.is_zipfile(path):
        return
    with suppress(*_BROKEN), zipfile.ZipFile(path) as archive:  # a torn one was read as it is
        for info in archive.infolist():
            if info.compress_type == zipfile.ZIP_STORED:
                continue  # lay open in the file itself
            with archive.open(info) as entry:
                for number, block in enumerate(_blocks(entry, overlap)):
                    if number * _BLOCK_BYTES > _MOST_UNPACKED:
                        raise LibraryReadOnly(
                            f"{path} holds too much to be looked through", "Move it away"
                        )
                    yield block


def _blocks(file: IO[bytes], overlap: int) -> Iterator[bytes]:
    """Blocks of the file, each with the end of the one before it."""
    before = b""
    while block := file.read(_BLOCK_BYTES):
        yield before + block
        before = block[-overlap:] if overlap else b""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
