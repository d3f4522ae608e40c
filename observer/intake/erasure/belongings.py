"""Which files and folders of a library hold something of the sessions that are erased."""

import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from observer.database.library import DATABASE_NAME
from observer.intake.travel.form import LETTER, PACK_SUFFIX
from observer.intake.workplace import WORKPLACE
from observer.model.errors import SessionDamaged, SessionNotFound
from observer.model.identity import slug
from observer.session.folder import is_session_folder
from observer.session.layout import PARTIAL_SUFFIX
from observer.session.manifest_file import read_manifest

_UNFINISHED = (".unpacking-", ".example-")
"""Begin the names of folders in which a session is put together."""

_ZIP_START = b"PK\x03\x04"
_HEADER_BYTES = 30  # of an entry in a ZIP file, before its name
_FIRST_BYTES = 1 << 20  # of a torn pack: its letter begins with what it is about


class _Letter(msgspec.Struct):
    session_id: str = ""


def session_folders(root: Path, session_ids: Collection[str], known: Collection[str]) -> list[str]:
    """The folders of these sessions, twins and half-made ones included, by name.

    `known` are the names the database has for them: a damaged one is known by its name alone.
    """
    found = []
    for folder in _candidates(root):
        try:
            mine = read_manifest(folder).id in session_ids
        except (SessionNotFound, SessionDamaged):
            # Half a session that does not say whose it is may be thrown away: nobody can use it.
            half = folder.name.startswith(_UNFINISHED)
            mine = half or folder.name in known or any(one in folder.name for one in session_ids)
        if mine:
            found.append(str(folder.relative_to(root)))
    return sorted(found)


def unreadable_folders(root: Path, participant: str) -> list[Path]:
    """Folders named after a participant of this code that do not say whose they are."""
    found = []
    for folder in _candidates(root):
        try:
            read_manifest(folder)
        except (SessionNotFound, SessionDamaged):
            if f"-{slug(participant)}-" in folder.name and is_session_folder(folder):
                found.append(folder)
    return found


def packs(root: Path, session_ids: Collection[str], skip: Collection[Path]) -> list[str]:
    """Packs of these sessions that lie anywhere in the library, half ones included, by path."""
    found = []
    for path in files_under(root, skip):
        if path.name.endswith((PACK_SUFFIX, PACK_SUFFIX + PARTIAL_SUFFIX)):
            packed = _packed_session(path)
            if packed in session_ids or (not packed and path.name.endswith(PARTIAL_SUFFIX)):
                found.append(str(path.relative_to(root)))
    return sorted(found)


def database_copies(root: Path) -> list[Path]:
    """The copies that were made before the database was brought up to date, torn ones included."""
    return sorted(
        path
        for path in root.glob(f"{DATABASE_NAME}.before-*")
        if not path.name.endswith(("-wal", "-shm", "-journal"))
    )


def files_under(root: Path, skip: Collection[Path] = ()) -> Iterator[Path]:
    """Every file below a folder, hidden ones too; links are not followed."""
    if root in skip or root.is_symlink():
        return
    with suppress(FileNotFoundError):  # somebody else's cache, gone meanwhile
        for path in sorted(root.iterdir()):
            if path.is_dir() and not path.is_symlink():
                yield from files_under(path, skip)
            elif path.is_file() and not path.is_symlink() and path not in skip:
                yield path


def _candidates(root: Path) -> Iterator[Path]:
    """Each folder that may be a session's, and those inside the ones where sessions are made."""
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        if folder.name == WORKPLACE or folder.name.startswith(_UNFINISHED):
            yield from sorted(path for path in folder.iterdir() if path.is_dir())
        yield folder


def _packed_session(path: Path) -> str:
    """The id of the session in a pack, be it torn; empty where it does not say."""
    try:
        with zipfile.ZipFile(path) as pack, pack.open(LETTER) as file:
            return msgspec.json.decode(file.read(), type=_Letter).session_id
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, NotImplementedError):
        return _torn_session(path)
    except msgspec.MsgspecError:
        return ""


def _torn_session(path: Path) -> str:
    """From the beginning of the first entry, for a file that ends before its list of entries."""
    with path.open("rb") as file:
        begin = file.read(_FIRST_BYTES)
    if not begin.startswith(_ZIP_START) or len(begin) < _HEADER_BYTES:
        return ""
    lengths = [int.from_bytes(begin[place : place + 2], "little") for place in (26, 28)]
    with suppress(zlib.error):
        letter = zlib.decompressobj(-15).decompress(begin[_HEADER_BYTES + sum(lengths) :], 1 << 16)
        _, found, rest = letter.partition(b'"session_id":"')
        return rest.partition(b'"')[0].decode("ascii", "replace") if found else ""
    return ""
