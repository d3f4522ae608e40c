"""What a pack is: a ZIP with the session's files, and one JSON of what people said."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from observer.model.study import Study
from observer.model.travel import Said
from observer.session.layout import (
    CAMERA_FILE,
    FOCUS_FILE,
    INPUT_FILE,
    MANIFEST_FILE,
    MARKS_FILE,
)

PACK_SUFFIX = ".observer"
"""Ends the name of a pack."""

PACK_VERSION = 1

LETTER = "pack.json"
"""The first entry: what the pack is, and everything people said."""

SESSION_PREFIX = "session/"

_FILES = {
    MANIFEST_FILE,
    CAMERA_FILE,
    INPUT_FILE,
    FOCUS_FILE,
    MARKS_FILE,
    "changes.jsonl",
    "captions.vtt",
    "captions.srt",
}
_RECORDING = re.compile(r"recording-\d{3,6}\.mkv")


@dataclass(frozen=True, slots=True)
class Letter:
    """What travels beside the files. `study` is as it stands, `study_whole` with the parts that
    were taken out of it, which attempts may still speak of; None where nobody described it."""

    format: str
    version: int
    software: str
    packed_at: str
    session_id: str
    study: Study | None
    study_whole: Study | None
    said: Said


def is_session_file(name: str) -> bool:
    """Whether a session folder may hold a file of this name."""
    return name in _FILES or _RECORDING.fullmatch(name) is not None


def packed_now() -> str:
    """The date of a pack, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
