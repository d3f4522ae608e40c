"""A manifest put together again from whatever a folder still tells."""

import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from observer.model.consent import NEEDED_CONSENT, Consent, ConsentItem, TrackKind
from observer.model.identity import new_id
from observer.model.manifest import ClockAnchor, Manifest
from observer.model.samples import Gap
from observer.session.layout import (
    CAMERA_FILE,
    FOCUS_FILE,
    INPUT_FILE,
    LOCK_FILE,
    MANIFEST_FILE,
    recording_files,
)

_NAME = re.compile(r"(\d{4}-\d\d-\d\d)-(.+)-([^-]+)-([a-z0-9]{4,})")
_FIELDS = ("id", "study", "participant", "wall_start", "agreed_at", "software", "source")


def salvage_manifest(folder: Path) -> Manifest:
    """The best that can be said of the folder, in state `recording`, without tracks.

    Taken in turn from the words still readable in the damaged manifest, the folder's name and the
    files' times. What was agreed to, if nothing says so any more, is taken to be what was recorded:
    the recorder records nothing else.
    """
    path = folder / MANIFEST_FILE
    torn = path.read_bytes().decode(errors="replace") if path.is_file() else ""
    found = _fields(torn)
    name = _NAME.fullmatch(folder.name)
    study, participant, code = name.groups()[1:] if name else (folder.name, "unknown", "")
    agreed_at = found.get("agreed_at", "")
    return Manifest(
        id=found.get("id") or code + new_id()[len(code) :],
        study=found.get("study", study),
        participant=found.get("participant", participant),
        consent=Consent(
            _agreed(torn) or _recorded(folder),
            agreed_at,
            "" if agreed_at else "Rebuilt: the manifest was damaged and its consent unreadable",
        ),
        clock=ClockAnchor(found.get("wall_start") or _began(folder), 0),
        software=found.get("software", ""),
        source=found.get("source", "recorded"),
        gaps=_gaps(torn),
    )


def _fields(torn: str) -> dict[str, str]:
    found = {}
    for field in _FIELDS:
        match = re.search(rf'"{field}"\s*:\s*("(?:[^"\\]|\\.)+")', torn)
        if match:
            try:
                found[field] = msgspec.json.decode(match[1], type=str)
            except msgspec.DecodeError:
                continue  # these letters are damaged too; the next source has a word
    return found


def _gaps(torn: str) -> tuple[Gap, ...]:
    """The gaps that are still told whole: their times are found nowhere else."""
    _, _, told = torn.partition('"gaps"')
    gaps = []
    for text in re.findall(r"\{[^{}]*\}", told.partition("]")[0]):
        try:
            gaps.append(msgspec.json.decode(text, type=Gap))
        except msgspec.MsgspecError:
            continue  # damaged itself
    return tuple(gaps)


def _agreed(torn: str) -> tuple[ConsentItem, ...]:
    match = re.search(r'"items"\s*:\s*\[([^\]]*)\]', torn)
    words = set(re.findall(r'"([^"]*)"', match[1])) if match else set()
    return tuple(item for item in ConsentItem if item.value in words)


def _recorded(folder: Path) -> tuple[ConsentItem, ...]:
    kinds = [TrackKind.SCREEN, TrackKind.MICROPHONE] if recording_files(folder) else []
    kinds += [
        kind
        for kind, file in (
            (TrackKind.CAMERA, CAMERA_FILE),
            (TrackKind.INPUT, INPUT_FILE),
            (TrackKind.FOCUS, FOCUS_FILE),
        )
        if (folder / file).is_file()
    ]
    return tuple(dict.fromkeys(NEEDED_CONSENT[kind] for kind in kinds))


def _began(folder: Path) -> str:
    lock = folder / LOCK_FILE  # made when the recording began, and never written
    began = (lock if lock.exists() else folder).stat().st_mtime
    return datetime.fromtimestamp(began, UTC).astimezone().isoformat()
