"""A second copy of a media file's header: one turned bit in the only one could cost the whole file.

The header names the tracks and their codecs; without it no packet behind it can be understood.
"""

import shutil
from pathlib import Path

from observer.model.errors import SessionDamaged
from observer.session import ebml
from observer.session.disk import replace_file, sync_folder
from observer.session.layout import BROKEN_SUFFIX, PARTIAL_SUFFIX
from observer.session.media_facts import read_facts
from observer.session.media_header import without_ending

# A header is below 1 kB; a finished file has an index before its first cluster at times.
_LONGEST_BYTES = 256 * 1024
_CLUSTER = ebml.CLUSTER.to_bytes(4, "big")


def spare_path(path: Path) -> Path:
    """Where the copy of this media file's header lies."""
    return path.with_name(f".{path.name}.header")


def keep_header(source: Path, path: Path) -> None:
    """Copy what lies before the first cluster of `source`, which is to take the place of `path`.

    Done before it does: should it come to nothing, the copy damages the file that stays if it is
    tried, which shows, and is not used. Raises OSError.
    """
    with source.open("rb") as file:
        begin = file.read(_LONGEST_BYTES)
    end = begin.find(_CLUSTER)
    if end > 0:
        replace_file(spare_path(path), begin[:end])


def mend_header(path: Path) -> str:
    """Put the copy in the place of a header that differs, unless less can be read with it.

    Says what was done, empty for nothing; the file as it was stays beside it. Raises OSError.
    """
    spare = spare_path(path)
    if not (path.is_file() and spare.is_file()):
        return ""
    header = spare.read_bytes()
    with path.open("rb") as file:
        if without_ending(file.read(len(header))) == without_ending(header):
            return ""
    trial = path.with_name(path.name + PARTIAL_SUFFIX)
    shutil.copyfile(path, trial)
    with trial.open("r+b") as file:
        file.write(header)
    if _worth(trial) < _worth(path):
        trial.unlink()
        return ""
    path.rename(path.with_name(path.name + BROKEN_SUFFIX))
    trial.rename(path)
    sync_folder(path.parent)
    return f"put the spare header into {path.name}"


def _worth(path: Path) -> tuple[int, int]:
    """The more can be read the better, and of as much, from the fewer streams.

    A header that belongs to another form of the file (grown, or mended by a copy) leaves a piece of
    the old one behind it, which shows as streams with nothing in them.
    """
    try:
        streams = read_facts(path)
    except SessionDamaged:
        return -1, 0
    return sum(stream.bytes for stream in streams), -len(streams)
