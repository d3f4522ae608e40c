"""A pack that somebody sent, looked at with suspicion and taken out of its file."""

import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path

import msgspec

from observer.intake.travel.form import (
    LETTER,
    PACK_VERSION,
    SESSION_PREFIX,
    Letter,
    is_session_file,
)
from observer.model.errors import Cancelled, LibraryReadOnly, ObserverError
from observer.model.identity import is_id

_LARGEST_LETTER = 256 << 20  # a session of 100,000 annotations with their history is 100 MB
_MOST_ENTRIES = 2000  # a segment each time the screen changed its size, and a handful more
_SPARE_BYTES = 64 << 20  # what a disk keeps free beside what is unpacked
_BLOCK_BYTES = 1 << 20
_LATEST_NS = 2**62
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError)
"""What reading an entry raises where its bytes are not what its header says."""


@contextmanager
def open_pack(path: Path) -> Iterator[zipfile.ZipFile]:
    """The pack's file. Raises ObserverError for one that is none."""
    try:
        pack = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise ObserverError(f"There is no file {path}", "Check how its name is written") from error
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _no_pack(path) from error
    with pack:
        _check_entries(pack, path)
        yield pack


def read_letter(pack: zipfile.ZipFile, path: Path) -> Letter:
    """What people said. Raises ObserverError for one that Observer did not write."""
    try:
        with pack.open(LETTER) as file:
            content = file.read(_LARGEST_LETTER + 1)
        if len(content) > _LARGEST_LETTER:
            raise _no_pack(path)
        version = msgspec.json.decode(content, type=_Version).version
        if version > PACK_VERSION:
            raise ObserverError(
                f"{path.name} was packed by a later version of Observer",
                "Bring this Observer up to date, then unpack it",
            )
        letter = msgspec.json.decode(content, type=Letter)
    except _BROKEN as error:
        raise _damaged(path) from error
    except (msgspec.MsgspecError, ValueError, KeyError) as error:
        raise _no_pack(path) from error
    _check_letter(letter, path)
    return letter


class _Version(msgspec.Struct):
    version: int
    format: str


def session_files(pack: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The entries that are the session's own files."""
    return [info for info in pack.infolist() if info.filename != LETTER]


def take_out(
    pack: zipfile.ZipFile,
    path: Path,
    into: Path,
    report: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> None:
    """Write the session's files into the empty folder `into`; never more than they say they hold.

    Raises ObserverError for a damaged pack, LibraryReadOnly for a disk without room, Cancelled.
    """
    entries = session_files(pack)
    total = sum(info.file_size for info in entries) or 1
    if total + _SPARE_BYTES > shutil.disk_usage(into).free:
        raise LibraryReadOnly(
            f"The disk that holds {into.parent} has no room for {path.name}",
            f"Free {total / 1e9:.1f} GB on it, or choose a library on another disk",
        )
    done = 0
    for info in entries:
        target = into / info.filename.removeprefix(SESSION_PREFIX)
        written = 0
        try:
            with pack.open(info) as source, target.open("xb") as file:
                while block := source.read(_BLOCK_BYTES):
                    written += len(block)
                    if written > info.file_size:
                        raise _damaged(path)
                    if cancelled():
                        raise Cancelled("The unpacking was stopped", "Nothing was changed")
                    file.write(block)
                    done += len(block)
                    report(min(1.0, done / total))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise _damaged(path) from error


def _check_entries(pack: zipfile.ZipFile, path: Path) -> None:
    """Only plain files of a session, each once, nothing encrypted, nothing that is a link."""
    entries = pack.infolist()
    names = [info.filename for info in entries]
    if len(entries) > _MOST_ENTRIES or len(set(names)) != len(names) or LETTER not in names:
        raise _no_pack(path)
    for info in entries:
        mode = info.external_attr >> 16
        plain = not stat.S_IFMT(mode) or stat.S_ISREG(mode)
        own = info.filename == LETTER or (
            info.filename.startswith(SESSION_PREFIX)
            and is_session_file(info.filename.removeprefix(SESSION_PREFIX))
        )
        if not own or not plain or info.flag_bits & 0x1 or info.compress_type not in _METHODS:
            raise ObserverError(
                f"{path.name} holds “{info.filename[:80]}”, which is no part of a session",
                "Do not use it; ask for the file anew from where it came from",
            )


def _check_letter(letter: Letter, path: Path) -> None:
    """What the types cannot say: ids that are ids, one session, times that the library can hold."""
    said = letter.said
    owners = {kept.said.session_id for kept in said.annotations}
    for records in (said.attempts, said.askings, said.answers, said.exposures, said.debriefs):
        owners |= {one.session_id for one in records}
    owners |= {one.session_id for one in said.redactions}
    ids = {kept.said.id for kept in said.annotations}
    pointed = {kept.comment.annotation_id for kept in said.comments}
    pointed |= {change.annotation_id for change in said.changes}
    times = [kept.said.end_ns for kept in said.annotations]
    times += [one.end_ns or one.start_ns for one in said.attempts]
    times += [abs(one.time_ns) for one in said.askings] + [one.end_ns for one in said.exposures]
    times += [abs(one.helped) for one in said.attempts]
    times += [abs(one.value or 0) for one in said.answers]
    times += [one.end_ns for one in said.redactions]
    areas = [one.area for one in said.redactions if one.area is not None]
    times += [abs(value) for area in areas for value in astuple(area)]
    times += [abs(value) for one in said.predictions for value in (one.participants, one.time_ns)]
    starts = [one.start_ns for one in said.attempts] + [one.start_ns for one in said.exposures]
    names = [*ids, *(kept.comment.id for kept in said.comments), *(one.id for one in said.changes)]
    names += [one.id for one in said.redactions]
    if (
        letter.format != "observer-pack"
        or not is_id(letter.session_id)
        or owners - {letter.session_id}
        or pointed - ids
        or max(times, default=0) > _LATEST_NS
        or min(starts, default=0) < 0
        or any(not 0 < len(name) <= 64 for name in names)
    ):
        raise _no_pack(path)


def _no_pack(path: Path) -> ObserverError:
    return ObserverError(
        f"{path.name} is no session that Observer packed",
        "Choose a file that “observer pack” made, or ask for it anew",
    )


def _damaged(path: Path) -> ObserverError:
    return ObserverError(f"{path.name} is damaged", "Copy it anew from where it came from")
