"""Clips of moments: which stretch they take, what is drawn on them, what their files are called."""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from observer.export.choices import Caption, ClipFormat, Overlays
from observer.model.annotation import Annotation
from observer.model.clock import NS_PER_SECOND
from observer.model.identity import slug
from observer.model.span import Span

HANDLE_NS = 5 * NS_PER_SECOND
"""Before and after a moment: enough to see what led to it, and what came of it."""


class OverlayName(StrEnum):
    """What can be asked to be drawn on a clip, by its name."""

    CLICKS = "clicks"
    KEYS = "keys"
    POINTER = "pointer"
    CAMERA = "camera"
    CAPTION = "caption"
    TITLE = "title"
    SEVERITY = "severity"
    TIME = "time"
    PARTICIPANT = "participant"


def overlays_of(
    names: Collection[OverlayName],
    *,
    span: Span,
    participant: str,
    title: str = "",
    moment: Annotation | None = None,
) -> Overlays:
    """What these names draw on a clip of `span`.

    A moment gives its severity, its quote as the caption while it lasts (a point's: until the
    clip's end), and its note as the title unless another is told.
    """
    wanted = set(names)
    overlays = Overlays(
        clicks=OverlayName.CLICKS in wanted,
        keys=OverlayName.KEYS in wanted,
        pointer=OverlayName.POINTER in wanted,
        camera=OverlayName.CAMERA in wanted,
        time_code=OverlayName.TIME in wanted,
        participant=participant if OverlayName.PARTICIPANT in wanted else "",
    )
    if OverlayName.TITLE in wanted:
        overlays = replace(overlays, title=title or (_title(moment) if moment else ""))
    if moment is not None and OverlayName.SEVERITY in wanted:
        overlays = replace(overlays, severity=moment.severity)
    if moment is not None and moment.quote and OverlayName.CAPTION in wanted:
        shown = moment.span if moment.span.length_ns else Span(moment.start_ns, span.end_ns)
        overlays = replace(overlays, captions=(Caption(shown, f"“{moment.quote}”"),))
    return overlays


def clip_name(study: str, participant: str, start_ns: int, kind: ClipFormat) -> str:
    """`checkout-P01-00m14s.mp4`."""
    minutes, seconds = divmod(start_ns // NS_PER_SECOND, 60)
    return f"{slug(study).lower()}-{slug(participant)}-{minutes:02d}m{seconds:02d}s.{kind}"


def _title(moment: Annotation) -> str:
    return moment.note.strip() or str(moment.kind).capitalize()
