"""A clip that moves and is heard: which way its pictures go, and both tracks into one file."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream

from observer.export.choices import ClipChoices, ClipFormat
from observer.export.painted_pictures import PaintedPictures
from observer.export.permission import audible_kinds
from observer.export.picture_encoder import add_encoded_stream, encoded_packets, with_durations
from observer.export.redaction.sound import toned
from observer.export.smart_cut import SmartCut, add_copied_stream, copied_packets, plan_smart_cut
from observer.export.sound_cut import ClipSound, add_sound_stream, evened, sound_packets
from observer.export.sources import Sources
from observer.export.stretch import Piece, picture_pieces, sound_files
from observer.model.clock import NS_PER_SECOND
from observer.model.span import Span
from observer.session.reader import SessionReader

AnyPacket: TypeAlias = "av.Packet[VideoStream] | av.Packet[AudioStream]"
TimedPacket: TypeAlias = tuple[float, AnyPacket]
"""A packet, and its second in the clip."""

_CONTAINERS = {ClipFormat.MP4: "mp4", ClipFormat.MKV: "matroska", ClipFormat.WEBM: "webm"}
# Nothing tells of the tool, its version or the day; an MP4's index comes before its pictures, so
# that it plays while it is loading.
_OPTIONS = {"fflags": "+bitexact"}
_TELL_EACH_S = 0.03  # of the clip: a picture
MP4_OPTIONS = {**_OPTIONS, "movflags": "+faststart"}


@dataclass(frozen=True, slots=True)
class Written:
    """How many pictures a file got, and how many of them were copied."""

    frames: int
    copied: int = 0


def write_moving(
    path: Path,
    kind: ClipFormat,
    reader: SessionReader,
    span: Span,
    choices: ClipChoices,
    sources: Sources,
    tell: Callable[[float], None],
) -> Written:
    """Write the span to `path`; `tell` hears the part done and may raise to stop."""
    options = MP4_OPTIONS if kind is ClipFormat.MP4 else _OPTIONS
    with av.open(str(path), "w", format=_CONTAINERS[kind], options=options) as output:
        pieces = picture_pieces(reader, span)
        cut = _smart_cut(kind, pieces, choices, span, sources)
        pictures = (
            _copied(output, cut) if cut else _painted(output, kind, reader, span, choices, sources)
        )
        tracks = (pictures, _heard(output, kind, reader, span, choices, sources))
        frames = 0
        told_s = -1.0
        for time_s, packet in heapq.merge(*filter(None, tracks), key=itemgetter(0)):
            if time_s > told_s + _TELL_EACH_S:
                tell(time_s * NS_PER_SECOND / span.length_ns)
                told_s = time_s
            frames += isinstance(packet.stream, VideoStream)
            output.mux_one(packet)
    return Written(frames, frames - 1 if cut else 0)


def _smart_cut(
    kind: ClipFormat,
    pieces: Sequence[Piece],
    choices: ClipChoices,
    span: Span,
    sources: Sources,
) -> SmartCut | None:
    """How to copy the pictures; None where they have to be encoded again."""
    covered = choices.covering is not None and choices.covering.touches(span)
    if kind is ClipFormat.WEBM or covered or not choices.overlays.is_empty or len(pieces) != 1:
        return None
    return plan_smart_cut(pieces[0], sources)


def _copied(output: OutputContainer, cut: SmartCut) -> Iterator[TimedPacket]:
    stream = add_copied_stream(output, cut)
    length_ns = cut.piece.span.length_ns
    return for_stream(with_durations(copied_packets(cut), length_ns), stream)


def _painted(
    output: OutputContainer,
    kind: ClipFormat,
    reader: SessionReader,
    span: Span,
    choices: ClipChoices,
    sources: Sources,
) -> Iterator[TimedPacket] | None:
    painted = PaintedPictures(reader, span, choices, sources)
    if painted.shape is None:
        return None
    recorded = reader.manifest.source == "recorded" and choices.overlays.is_empty
    stream = add_encoded_stream(output, kind, painted.shape, as_recorded=recorded)
    packets = encoded_packets(painted.pictures(), span, stream)
    return for_stream(with_durations(packets, span.length_ns), stream)


def _heard(
    output: OutputContainer,
    kind: ClipFormat,
    reader: SessionReader,
    span: Span,
    choices: ClipChoices,
    sources: Sources,
) -> Iterator[TimedPacket] | None:
    silences = choices.covering.silences(span) if choices.covering else ()
    tones = choices.covering.tones(span) if choices.covering else ()
    kinds = audible_kinds(reader.manifest)
    sound = ClipSound(sound_files(reader, span), kinds, span, sources, silences)
    if sound.is_empty:
        return None
    stream = add_sound_stream(output, kind, sound.layout)
    heard = toned(evened(sound, to_target=choices.normalised), span, tones)
    return for_stream(sound_packets(heard, stream), stream)


def for_stream(
    packets: Iterator[AnyPacket], stream: VideoStream | AudioStream
) -> Iterator[TimedPacket]:
    """The packets, told that they are the stream's, each with its second."""
    tick_s: float | None = None
    for packet in packets:
        if tick_s is None:
            tick_s = float(packet.time_base or 0)
        packet.stream = stream
        yield (packet.pts or 0) * tick_s, packet
