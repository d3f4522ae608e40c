"""A stretch of a session as a file that any player opens."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import av
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from observer.export import picture_cut, sound_cut
from observer.export.stretch import picture_pieces, sound_files
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, ns_to_seconds
from observer.model.errors import Cancelled, ExportError
from observer.model.manifest import SessionState
from observer.model.span import Span
from observer.session.reader import SessionReader

AnyPacket: TypeAlias = "av.Packet[VideoStream] | av.Packet[AudioStream]"
FORMATS = {".mkv": "matroska", ".mp4": "mp4"}
# A span picked on a timeline may end a hair behind the last picture.
_END_TOLERANCE_NS = 250 * NS_PER_MS


@dataclass(frozen=True, slots=True)
class ClipReport:
    """What was written: how long it is, and with how many pictures."""

    path: Path
    seconds: float
    frames: int


def export_clip(
    folder: Path,
    span: Span,
    out: Path,
    progress: Callable[[float], None] = lambda _part: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    overwrite: bool = False,
) -> ClipReport:
    """Write the span of a session to `out` (.mkv or .mp4), exact to the frame.

    Where the screen changed its size, the clip is as large as the largest picture needs; smaller
    ones lie in the middle, on black. Voice and computer are heard together.

    `progress` is called with the part done, 0 to 1. The file appears under its name only when it
    is whole. Raises ExportError for a span outside the session or a file that cannot be written,
    Cancelled where `cancelled` turned true.
    """
    reader = SessionReader(folder)
    if reader.state is not SessionState.CLOSED:
        raise ExportError(
            f"The session is {reader.state}, so it cannot be cut yet",
            f"Stop the recording, or run: observer repair {reader.manifest.id}",
        )
    span = _checked(span, reader.manifest.duration_ns)
    if not reader.segments:
        raise ExportError(
            "This session has neither pictures nor sound", "Choose a session that was recorded"
        )
    _check_target(out, overwrite)
    partial = out.with_name(f".{out.name}.partial")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with av.open(
            str(partial), "w", format=FORMATS[out.suffix.lower()], options={"fflags": "+bitexact"}
        ) as container:
            frames = _write(container, reader, span, progress, cancelled)
        partial.replace(out)
    except OSError as error:
        raise ExportError(
            f"{out} cannot be written ({error.strerror})", "Choose a folder with room and rights"
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    progress(1.0)
    return ClipReport(out, ns_to_seconds(span.length_ns), frames)


def _checked(span: Span, length_ns: int) -> Span:
    if span.length_ns <= 0 or span.start_ns >= length_ns:
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


def _check_target(out: Path, overwrite: bool) -> None:
    if out.suffix.lower() not in FORMATS:
        raise ExportError(
            f"A clip cannot be written as “{out.suffix or out.name}”",
            f"End the file's name in {' or '.join(FORMATS)}",
        )
    if out.exists() and not overwrite:
        raise ExportError(f"{out} is there already", "Choose another name, or remove that file")


def _write(
    container: av.container.OutputContainer,
    reader: SessionReader,
    span: Span,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> int:
    pieces, files = picture_pieces(reader, span), sound_files(reader, span)
    pictures = picture_cut.prepare_stream(container, pieces)
    sound = sound_cut.prepare_stream(container, files)
    tracks: list[Iterator[AnyPacket]] = []
    if pictures:
        tracks.append(_for_stream(picture_cut.cut_pictures(pieces, span, pictures), pictures))
    if sound:
        tracks.append(_for_stream(sound_cut.cut_sound(files, span, sound), sound))
    frames = 0
    for packet in heapq.merge(*tracks, key=_time_s):
        if cancelled():
            raise Cancelled("The export was stopped", "Start it again when you want the clip")
        frames += packet.stream is pictures
        progress(min(1.0, _time_s(packet) * NS_PER_SECOND / span.length_ns))
        container.mux(packet)
    return frames


def _for_stream(
    packets: Iterator[AnyPacket], stream: VideoStream | AudioStream
) -> Iterator[AnyPacket]:
    for packet in packets:
        packet.stream = stream
        yield packet


def _time_s(packet: AnyPacket) -> float:
    return float((packet.pts or 0) * (packet.time_base or 0))
