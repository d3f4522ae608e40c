"""What the files of a session folder are called, and which track lies in which."""

from observer.model.consent import TrackKind

MANIFEST_FILE = "session.json"
MEDIA_FILE = "recording-001.mkv"
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

FILE_OF_TRACK: dict[TrackKind, str] = {
    TrackKind.SCREEN: MEDIA_FILE,
    TrackKind.MICROPHONE: MEDIA_FILE,
    TrackKind.SYSTEM_SOUND: MEDIA_FILE,
    TrackKind.INPUT: INPUT_FILE,
    TrackKind.FOCUS: FOCUS_FILE,
}

CONTENT_FILES = (MEDIA_FILE, INPUT_FILE, FOCUS_FILE, MARKS_FILE)
"""The files whose digests a closed session's manifest holds, where they exist."""

NO_INDEX_NOTE = "The recording has no index"
"""Begins the health note of a session whose disk had no room to finish its media file."""
