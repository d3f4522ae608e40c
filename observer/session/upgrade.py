"""Manifests of older formats, brought to the present one a version at a time.

A format's change adds one entry to `_STEPS`: from version n to n + 1, on the plain dictionary.
Steps are never edited afterwards. Files are not touched: a reader upgrades what it has read.
"""

from collections.abc import Callable
from typing import Any

from observer.model.manifest import FORMAT_VERSION

Raw = dict[str, Any]  # JSON of a shape that only its own version knows

_FIRST_FILE = "recording-001.mkv"


def _name_segments(raw: Raw) -> Raw:
    """1 to 2: a recording may have several files. Before, it had one, of a size not told."""
    tracks = raw.get("tracks")
    told = tracks if isinstance(tracks, list) else []
    files = [track.get("files") for track in told if isinstance(track, dict)]
    if not any(isinstance(names, list) and _FIRST_FILE in names for names in files):
        return {**raw, "segments": []}
    ended = raw.get("state") == "closed"
    segment = {
        "file": _FIRST_FILE,
        "start_ns": 0,
        "end_ns": raw.get("duration_ns", 0) if ended else 0,
    }
    return {**raw, "segments": [segment]}


_STEPS: dict[int, Callable[[Raw], Raw]] = {1: _name_segments}


class UnknownFormatError(Exception):
    """The manifest names a version that never was; told to the user as SessionDamaged."""


def upgrade(raw: Raw) -> Raw:
    """The same manifest in the present format. Raises UnknownFormatError where no step leads on."""
    version = raw.get("format")
    if not isinstance(version, int):
        raise UnknownFormatError("it does not say its format")
    while version != FORMAT_VERSION:
        step = _STEPS.get(version)
        if step is None:
            raise UnknownFormatError(f"no Observer has written format {version}")
        raw = {**step(raw), "format": version + 1}
        version += 1
    return raw
