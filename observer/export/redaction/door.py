"""The one door to what leaves a session: what is covered of it, and its pictures covered.

Whatever leaves asks here. `export_clip` asks by itself, so that no caller can forget it.
"""

from collections.abc import Iterable
from dataclasses import replace

from observer.database.kept_redactions import kept_redactions
from observer.database.library import Library
from observer.export.choices import Caption, ClipChoices
from observer.export.covering import Covering
from observer.export.painted_pictures import PaintedPictures
from observer.export.redaction.places import covered_stretches
from observer.export.redaction.session_covering import SessionCovering
from observer.export.redaction.whole_pictures import picture_times_ns, widened
from observer.export.sources import Sources
from observer.model.errors import ExportError
from observer.model.manifest import Segment
from observer.model.redaction import Cover, Redaction
from observer.model.span import Span
from observer.session.pictures import Picture
from observer.session.reader import SessionReader


def covering_of(library: Library, session_id: str) -> SessionCovering | None:
    """What is covered of a session; None where nothing is. Raises SessionNotFound."""
    redactions = library.redactions(session_id)
    if not redactions:
        return None
    return covering_by(
        SessionReader(library.folder / library.session(session_id).folder), redactions
    )


def covering_for(reader: SessionReader) -> SessionCovering | None:
    """What the library that holds the session's folder says is covered of it.

    Raises LibraryError where that cannot be read: then nothing may leave.
    """
    # A library may hold a link to a folder that lies elsewhere.
    folders = {reader.folder.absolute().parent, reader.folder.resolve().parent}
    kept = [one for folder in folders for one in kept_redactions(folder, reader.manifest.id)]
    return covering_by(reader, kept)


def covering_by(reader: SessionReader, redactions: Iterable[Redaction]) -> SessionCovering | None:
    """What these redactions cover; None where there are none."""
    kept = list(redactions)
    if not kept:
        return None
    pictured = [one for one in kept if one.cover is Cover.PICTURE]
    if not pictured:
        return SessionCovering((), kept)
    changes = list(reader.focus_changes()) if any(one.window for one in pictured) else []
    stretches = [
        stretch
        for one in pictured
        for stretch in covered_stretches(one, changes, _size_at(reader, one.start_ns))
    ]
    edges_ns = {edge for one in stretches for edge in (one.span.start_ns, one.span.end_ns)}
    times_ns = picture_times_ns(reader, edges_ns)
    return SessionCovering(
        [replace(stretch, span=widened(stretch.span, times_ns)) for stretch in stretches], kept
    )


def safe_choices(reader: SessionReader, choices: ClipChoices) -> ClipChoices:
    """The choices with what is covered of the session, and without words that are silenced."""
    covering = choices.covering or covering_for(reader)
    if covering is None:
        return choices
    captions = tuple(one for one in choices.overlays.captions if not _is_silenced(one, covering))
    return replace(
        choices, covering=covering, overlays=replace(choices.overlays, captions=captions)
    )


def is_silenced(covering: Covering | None, span: Span) -> bool:
    """Whether words said in the span must not be read: a part of it must not be heard."""
    around = Span(span.start_ns, max(span.end_ns, span.start_ns + 1))
    return covering is not None and bool(covering.silences(around))


def redacted_picture(
    reader: SessionReader,
    covering: Covering | None,
    time_ns: int,
    width: int | None = None,
    sources: Sources | None = None,
) -> Picture:
    """What is on screen at this time as it may leave, scaled to `width` pixels if asked.

    For stills, reports and thumbnails of what leaves. `covering` is that of `covering_of` or
    `covering_for`; `sources` stay open for the next picture. Raises ExportError where the session
    has no picture then.
    """
    if sources is None:
        with Sources() as opened:
            return redacted_picture(reader, covering, time_ns, width, opened)
    choices = ClipChoices(covering=covering)
    painted = PaintedPictures(reader, Span(time_ns, time_ns + 1), choices, sources)
    shown_ns, frame = next(painted.pictures() if painted.shape else iter(()), (0, None))
    if frame is None:
        raise ExportError(
            "There is no picture of the screen at this moment", "Choose one that has a picture"
        )
    wide = width or frame.width
    high = max(1, round(frame.height * wide / frame.width))
    pixels = frame.to_ndarray(format="rgb24", width=wide, height=high)
    return Picture(wide, high, pixels.tobytes(), shown_ns)


def _is_silenced(caption: Caption, covering: Covering) -> bool:
    return is_silenced(covering, caption.span)


def _size_at(reader: SessionReader, time_ns: int) -> tuple[int, int]:
    begun: list[Segment] = [one for one in reader.segments if one.start_ns <= time_ns]
    return (begun[-1].width, begun[-1].height) if begun else (0, 0)
