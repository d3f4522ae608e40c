"""A session as the command line's JSON and lines say it; the same keys in every command."""

from pathlib import Path
from typing import TYPE_CHECKING

from observer.model.annotation import Annotation
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.consent import Consent
from observer.model.manifest import Manifest, Segment, TrackEntry
from observer.model.samples import Gap

if TYPE_CHECKING:
    from observer.database.rows import SessionRow


def seconds_of(ns: int) -> float:
    """Nanoseconds as seconds with three decimals, as the video's own times are."""
    return round(ns / NS_PER_MS) / (NS_PER_SECOND // NS_PER_MS)


def session_facts(row: "SessionRow", root: Path) -> dict[str, object]:
    """What `observer sessions --json` says of each session; `root` is the library's folder."""
    return {
        "id": row.id,
        "folder": str(root / row.folder),
        "state": str(row.state),
        "study": row.study,
        "participant": row.participant,
        "seconds": seconds_of(row.duration_ns),
    }


def track_facts(track: TrackEntry) -> dict[str, object]:
    """One track: its kind, files, length and how many items it holds."""
    return {
        "kind": str(track.kind),
        "files": list(track.files),
        "from": seconds_of(track.start_ns),
        "to": seconds_of(track.end_ns),
        "items": track.items,
        "details": track.details,
    }


def segment_facts(segment: Segment) -> dict[str, object]:
    """One file of the recording, and the screen's size in it."""
    return {
        "file": segment.file,
        "from": seconds_of(segment.start_ns),
        "to": seconds_of(segment.end_ns),
        "width": segment.width,
        "height": segment.height,
    }


def gap_facts(gap: Gap) -> dict[str, object]:
    """One stretch without a recording, and why."""
    return {
        "from": seconds_of(gap.start_ns),
        "to": seconds_of(gap.end_ns),
        "reason": str(gap.reason),
        "track": str(gap.track) if gap.track else None,
    }


def annotation_facts(annotation: Annotation) -> dict[str, object]:
    """One annotation, its times in seconds and to the nanosecond."""
    return {
        "id": annotation.id,
        "kind": str(annotation.kind),
        "from": seconds_of(annotation.start_ns),
        "to": seconds_of(annotation.end_ns),
        "start_ns": annotation.start_ns,
        "end_ns": annotation.end_ns,
        "severity": annotation.severity,
        "note": annotation.note,
        "author": annotation.author,
        "quote": annotation.quote,
        "codes": list(annotation.codes),
        "component": annotation.component,
        "team": annotation.team,
        "task_id": annotation.task_id or None,
        "rule": annotation.rule or None,
        "reason": annotation.reason,
    }


def consent_facts(consent: Consent) -> dict[str, object]:
    """Who agreed, when and how; the items are said beside it."""
    return {
        "agreed_at": consent.agreed_at,
        "language": consent.language or None,
        "name": consent.name or None,
        "signed": bool(consent.signature),
        "text": consent.text,
    }


def full_facts(
    row: "SessionRow", root: Path, manifest: Manifest, annotations: list[Annotation]
) -> dict[str, object]:
    """What `observer show --json` says."""
    return {
        **session_facts(row, root),
        "recorded_at": manifest.clock.wall_start,
        "consent": [str(item) for item in manifest.consent.items],
        "agreed": consent_facts(manifest.consent),
        "tracks": [track_facts(track) for track in manifest.tracks],
        "segments": [segment_facts(segment) for segment in manifest.segments],
        "gaps": [gap_facts(gap) for gap in manifest.gaps],
        "health": list(manifest.health.notes),
        "annotations": [annotation_facts(annotation) for annotation in annotations],
    }
