"""A stretch of a session as a file that any player opens."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from av.error import InvalidDataError

from observer.export.choices import ClipChoices, ClipFormat, format_of
from observer.export.finished_file import finished_file
from observer.export.gif import write_gif
from observer.export.moving_clip import Written, write_moving
from observer.export.permission import require_pictures, require_sharing
from observer.export.redaction.door import safe_choices
from observer.export.sources import Sources
from observer.export.still import write_still
from observer.model.clock import NS_PER_MS, ns_to_seconds
from observer.model.errors import Cancelled, ExportError, SessionDamaged
from observer.model.manifest import SessionState
from observer.model.span import Span
from observer.session.reader import SessionReader

# A span picked on a timeline may end a hair behind the last picture.
_END_TOLERANCE_NS = 250 * NS_PER_MS
_AS_RECORDED = ClipChoices()


@dataclass(frozen=True, slots=True)
class ClipReport:
    """What was written: how long it is, with how many pictures, how many of them copied."""

    path: Path
    seconds: float
    frames: int
    copied: int = 0


def export_clip(
    folder: Path,
    span: Span,
    out: Path,
    progress: Callable[[float], None] = lambda _part: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    choices: ClipChoices = _AS_RECORDED,
    overwrite: bool = False,
    sources: Sources | None = None,
) -> ClipReport:
    """Write the span of a session to `out`, exact to the frame; its name says in which format.

    Pictures are copied but for the first where nothing is drawn on them; else they are encoded in
    one pass. What the session's library says is covered is in none of it. Where the screen changed
    its size, the clip is as large as the largest picture needs; smaller ones lie in the middle, on
    black. Voice and computer are heard together. A still shows the span's first moment.

    `sources` are media files that stay open for the next clip; without them the clip opens its own.
    `progress` is called with the part done, 0 to 1. The file appears under its name only when it
    is whole. Raises ExportError for a span outside the session or a file that cannot be written,
    ConsentError for what was not agreed to, Cancelled where `cancelled` turned true.
    """
    kind = format_of(out)
    reader = closed_session(folder)
    require_sharing(reader.manifest)
    require_pictures(reader.manifest, choices)
    choices = safe_choices(reader, choices)
    span = checked_span(span, reader.manifest.duration_ns, still=kind is ClipFormat.PNG)
    if not reader.segments:
        raise ExportError(
            "This session has neither pictures nor sound", "Choose a session that was recorded"
        )

    def tell(part: float) -> None:
        if cancelled():
            raise Cancelled("The export was stopped", "Start it again when you want the clip")
        progress(min(1.0, part))

    with finished_file(out, overwrite=overwrite) as partial:
        if sources is not None:
            written = _write(partial, kind, reader, span, choices, sources, tell)
        else:
            with Sources() as opened:
                written = _write(partial, kind, reader, span, choices, opened, tell)
    progress(1.0)
    return ClipReport(out, ns_to_seconds(span.length_ns), written.frames, written.copied)


def closed_session(folder: Path) -> SessionReader:
    """The session in a folder. Raises ExportError while it is not closed."""
    reader = SessionReader(folder)
    if reader.state is not SessionState.CLOSED:
        raise ExportError(
            f"The session is {reader.state}, so it cannot be cut yet",
            f"Stop the recording, or run: observer repair {reader.manifest.id}",
        )
    return reader


def checked_span(span: Span, length_ns: int, *, still: bool = False) -> Span:
    """The span, inside a session of this length; a still is of its first moment alone.

    Raises ExportError for a span that is empty or reaches beyond the session.
    """
    if (span.length_ns <= 0 and not still) or span.start_ns >= length_ns:
        raise ExportError(
            f"There is nothing to export at {ns_to_seconds(span.start_ns):g} s",
            f"The session is {ns_to_seconds(length_ns):.1f} seconds long; choose a stretch in it",
        )
    if span.end_ns > length_ns + _END_TOLERANCE_NS:
        raise ExportError(
            f"The clip would end at {ns_to_seconds(span.end_ns):g} s, beyond the session's end",
            f"The session is {ns_to_seconds(length_ns):.1f} seconds long; end the clip before that",
        )
    return Span(span.start_ns, min(span.end_ns, length_ns))


def _write(
    partial: Path,
    kind: ClipFormat,
    reader: SessionReader,
    span: Span,
    choices: ClipChoices,
    sources: Sources,
    tell: Callable[[float], None],
) -> Written:
    try:
        if kind is ClipFormat.PNG:
            return write_still(partial, reader, span.start_ns, choices, sources)
        if kind is ClipFormat.GIF:
            return write_gif(partial, reader, span, choices, sources, tell)
        return write_moving(partial, kind, reader, span, choices, sources, tell)
    except InvalidDataError as error:
        raise SessionDamaged(
            f"The recording cannot be read in this stretch ({error.strerror})",
            f"Run: observer repair {reader.manifest.id}, then try again",
        ) from error
