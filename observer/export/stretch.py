"""Which of a session's files hold a stretch of it, and from when to when."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from observer.model.clock import NS_PER_SECOND
from observer.model.manifest import Segment
from observer.model.span import Span
from observer.session.reader import SessionReader

# The sound of a file goes on beyond its last picture where it had come before the screen's size
# changed; it comes 0.1 to 0.3 s late, and never more than the recorder's queue holds back.
_SOUND_OVERHANG_NS = 3 * NS_PER_SECOND


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, and the part of the session for which its pictures stand."""

    path: Path
    span: Span


def picture_pieces(reader: SessionReader, span: Span) -> tuple[Piece, ...]:
    """The files whose pictures are on screen during the span, each with its part of it."""
    return tuple(
        Piece(reader.folder / segment.file, Span(max(start_ns, span.start_ns), end_ns))
        for segment, start_ns, end_ns in _shown(reader.segments, span)
        if max(start_ns, span.start_ns) < end_ns
    )


def sound_files(reader: SessionReader, span: Span) -> tuple[Path, ...]:
    """The files that may hold sound of the span, in their order."""
    return tuple(
        reader.folder / segment.file
        for segment in reader.segments
        if segment.start_ns < span.end_ns
        and (not segment.end_ns or segment.end_ns + _SOUND_OVERHANG_NS > span.start_ns)
    )


def _shown(segments: Sequence[Segment], span: Span) -> list[tuple[Segment, int, int]]:
    """Each segment with its start and end, the first from 0 and the last to the span's end."""
    starts_ns = [segment.start_ns for segment in segments]
    ends_ns = [min(start_ns, span.end_ns) for start_ns in starts_ns[1:]] + [span.end_ns]
    return list(zip(segments, [0, *starts_ns[1:]], ends_ns, strict=True))
