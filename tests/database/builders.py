"""Manifests and annotations as tests need them."""

from observer.model.annotation import Annotation, AnnotationKind
from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.identity import new_id
from observer.model.manifest import ClockAnchor, Manifest, SessionState, TrackEntry

SECOND = 1_000_000_000


def manifest(
    session_id: str = "k3f9abcdefghjkmn",
    study: str = "Checkout",
    participant: str = "P01",
    wall_start: str = "2026-11-21T10:00:00+01:00",
) -> Manifest:
    return Manifest(
        id=session_id,
        study=study,
        participant=participant,
        consent=Consent((ConsentItem.SCREEN, ConsentItem.VOICE), "2026-11-21T09:55:00+01:00"),
        clock=ClockAnchor(wall_start, 5),
        state=SessionState.CLOSED,
        duration_ns=60 * SECOND,
        tracks=(
            TrackEntry(TrackKind.SCREEN, ("recording-001.mkv",), 0, 60 * SECOND, 1800),
            TrackEntry(TrackKind.FOCUS, ("focus.jsonl",), 0, 60 * SECOND, 3),
        ),
    )


def annotation(
    note: str = "", session_id: str = "k3f9abcdefghjkmn", start_s: int = 1, author: str = "Ann"
) -> Annotation:
    return Annotation(
        id=new_id(),
        session_id=session_id,
        author=author,
        kind=AnnotationKind.FRICTION,
        start_ns=start_s * SECOND,
        end_ns=(start_s + 1) * SECOND,
        severity=None,
        note=note,
        created_at="2026-11-21T09:00:00.000+00:00",
        changed_at="2026-11-21T09:00:00.000+00:00",
    )
