"""Which stretch a clip takes, and what its file is called."""

from pathlib import Path

from observer.model.clock import NS_PER_SECOND, seconds_to_ns
from observer.model.identity import slug
from observer.model.span import Span

LEAD_SECONDS = 2.0  # enough to see what led to the moment
FORMATS = (".mp4", ".mkv")


def clip_span(span: Span, lead_seconds: float, tail_seconds: float, duration_ns: int) -> Span:
    """The stretch with a lead and a tail, kept inside the session."""
    wide = Span(
        max(0, span.start_ns - seconds_to_ns(lead_seconds)),
        span.end_ns + seconds_to_ns(tail_seconds),
    )
    return wide.clamped(Span(0, duration_ns))


def clip_name(study: str, participant: str, start_ns: int, suffix: str) -> str:
    """`checkout-P01-00m14s.mp4`."""
    minutes, seconds = divmod(start_ns // NS_PER_SECOND, 60)
    return f"{slug(study).lower()}-{slug(participant)}-{minutes:02d}m{seconds:02d}s{suffix}"


def free_path(folder: Path, name: str) -> Path:
    """A path of that name in the folder, numbered where the name is taken."""
    path = folder / name
    number = 2
    while path.exists():
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    return path
