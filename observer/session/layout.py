"""What the files of a session folder are called, and which track lies in which."""

import re
from pathlib import Path

from observer.model.consent import TrackKind

MANIFEST_FILE = "session.json"
MEDIA_FILE = "recording-001.mkv"
CAMERA_FILE = "camera-001.mkv"
INPUT_FILE = "input.jsonl"
FOCUS_FILE = "focus.jsonl"
MARKS_FILE = "marks.jsonl"
LOCK_FILE = ".lock"

DAMAGED_SUFFIX = ".damaged"
"""Ends the name of a manifest that could not be read, kept beside the one rebuilt by a repair."""

BROKEN_SUFFIX = ".broken"
"""Ends the name of a media file in which a repair found nothing readable."""

PARTIAL_SUFFIX = ".partial"
"""Ends the name of a file that is still being written and may be thrown away."""

RECORDING_TRACKS = (TrackKind.SCREEN, TrackKind.MICROPHONE, TrackKind.SYSTEM_SOUND)
"""The tracks that lie together in the recording's files, of which there is one a segment."""

FILE_OF_TRACK: dict[TrackKind, str] = {
    TrackKind.SCREEN: MEDIA_FILE,
    TrackKind.MICROPHONE: MEDIA_FILE,
    TrackKind.SYSTEM_SOUND: MEDIA_FILE,
    TrackKind.CAMERA: CAMERA_FILE,
    TrackKind.INPUT: INPUT_FILE,
    TrackKind.FOCUS: FOCUS_FILE,
}

"""The file in which each track begins."""

NO_INDEX_NOTE = "The recording has no index"
"""Begins the health note of a session whose disk had no room to finish its media file."""

_RECORDING = re.compile(r"recording-(\d{3,})\.mkv")


def media_file(number: int) -> str:
    """What the recording's file with this number is called; the first has 1."""
    return f"recording-{number:03d}.mkv"


def recording_files(folder: Path) -> list[Path]:
    """The recording's files that the folder has, in their order."""
    numbered = ((_RECORDING.fullmatch(path.name), path) for path in folder.glob("recording-*.mkv"))
    found = [(int(match[1]), path) for match, path in numbered if match and path.is_file()]
    return [path for _, path in sorted(found)]


def content_files(folder: Path) -> list[Path]:
    """The files of the folder whose digests a closed session's manifest holds."""
    others = (folder / name for name in (CAMERA_FILE, INPUT_FILE, FOCUS_FILE, MARKS_FILE))
    return recording_files(folder) + [path for path in others if path.is_file()]
