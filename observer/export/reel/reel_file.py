"""A reel as one file that any player opens: pictures, sound, captions and chapters."""

import heapq
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter
from pathlib import Path

import av
from av.container import OutputContainer
from av.error import InvalidDataError
from av.video.stream import VideoStream

from observer.database.library import Library
from observer.export.choices import ClipFormat, format_of
from observer.export.exchange.captions import word_captions
from observer.export.finished_file import finished_file
from observer.export.moment_clips import OverlayName
from observer.export.moving_clip import MP4_OPTIONS, TimedPacket, for_stream
from observer.export.picture_encoder import add_encoded_stream, encoded_packets, with_durations
from observer.export.reel.copying import joined_packets, plan_copying
from observer.export.reel.frames import reel_pictures, reel_shape
from observer.export.reel.heard import ReelSound
from observer.export.reel.placing import Placed, clips_of, place_items
from observer.export.reel.words import add_caption_stream, caption_packets, reel_captions
from observer.export.smart_cut import add_copied_stream
from observer.export.sound_cut import add_sound_stream, sound_packets
from observer.export.sources import Sources
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, ns_to_seconds
from observer.model.errors import Cancelled, ExportError, SessionDamaged
from observer.model.reel import Reel
from observer.model.span import Span
from observer.session.captions import Caption

_TELL_EACH_S = 0.1  # of the reel
_MILLISECOND = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class ReelReport:
    """What was written; `captions` is the file beside the reel, None where nothing is said in it.

    `copied` says that its clips were copied rather than encoded again.
    """

    path: Path
    seconds: float
    frames: int
    clips: int
    copied: bool
    captions: Path | None


def export_reel(
    library: Library,
    reel: Reel,
    out: Path,
    progress: Callable[[float], None] = lambda _part: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    overlays: Collection[OverlayName] = (),
    normalised: bool = True,
    overwrite: bool = False,
) -> ReelReport:
    """Write a reel as an MP4, and its captions as WebVTT beside it.

    What is covered of a session is in no part of it. Both files appear under their names only when
    they are whole. `progress` is called with the part done, 0 to 1. Raises ExportError for an empty
    reel, a clip outside its session or a file that cannot be written, ConsentError for what was not
    agreed to, SessionNotFound, Cancelled where `cancelled` turned true.
    """
    if format_of(out) is not ClipFormat.MP4:
        raise ExportError(
            "A reel is written as an MP4, which holds its chapters and captions",
            "End the file's name in .mp4",
        )
    placed = place_items(library, reel, overlays, normalised=normalised)
    captions = reel_captions(placed)
    beside = out.with_suffix(".vtt") if captions else None

    def tell(part: float) -> None:
        if cancelled():
            raise Cancelled("The export was stopped", "Start it again when you want the reel")
        progress(min(1.0, part))

    with ExitStack() as stack:
        partial = stack.enter_context(finished_file(out, overwrite=overwrite))
        if beside is not None:
            words = stack.enter_context(finished_file(beside, overwrite=overwrite))
            words.write_bytes(word_captions(captions, srt=False).content)
        sources = stack.enter_context(Sources())
        try:
            frames, copied = _write(partial, placed, captions, sources, tell)
        except InvalidDataError as error:
            raise SessionDamaged(
                f"A recording cannot be read in this stretch ({error.strerror})",
                "Run: observer verify, on each session of the reel",
            ) from error
    progress(1.0)
    clips = sum(1 for _ in clips_of(placed))
    length_s = ns_to_seconds(placed[-1].span.end_ns)
    return ReelReport(out, length_s, frames, clips, copied, beside)


def _write(
    path: Path,
    placed: Sequence[Placed],
    captions: Sequence[Caption],
    sources: Sources,
    tell: Callable[[float], None],
) -> tuple[int, bool]:
    """How many pictures were written, and whether they were copied."""
    length_ns = placed[-1].span.end_ns
    frames, told_s = 0, -1.0
    with av.open(str(path), "w", format="mp4", options=MP4_OPTIONS) as output:
        pictures, copied = _pictures(output, placed, sources)
        tracks: list[Iterator[tuple[float, av.Packet]]] = [  # type: ignore[type-arg]  # of any kind
            pictures,
            *_sound(output, placed, sources),
        ]
        if captions:
            tracks.append(caption_packets(captions, add_caption_stream(output)))
        _add_chapters(output, placed)
        for time_s, packet in heapq.merge(*tracks, key=itemgetter(0)):
            if time_s > told_s + _TELL_EACH_S:
                tell(time_s * NS_PER_SECOND / length_ns)
                told_s = time_s
            frames += isinstance(packet.stream, VideoStream)
            output.mux_one(packet)
    return frames, copied


def _pictures(
    output: OutputContainer, placed: Sequence[Placed], sources: Sources
) -> tuple[Iterator[TimedPacket], bool]:
    shape = reel_shape(placed, sources)
    span = Span(0, placed[-1].span.end_ns)
    copying = plan_copying(placed, shape, sources)
    if copying is not None:
        stream = add_copied_stream(output, copying.cuts[0])
        return for_stream(joined_packets(copying, span.length_ns), stream), True
    recorded = all(
        clip.reader.manifest.source == "recorded" and clip.choices.overlays.is_empty
        for clip in clips_of(placed)
    )
    stream = add_encoded_stream(output, ClipFormat.MP4, shape, as_recorded=recorded)
    begins_ns = {item.span.start_ns for item in placed}
    pictures = reel_pictures(placed, shape, sources)
    packets = encoded_packets(pictures, span, stream, begins_ns)
    return for_stream(with_durations(packets, span.length_ns), stream), False


def _sound(
    output: OutputContainer, placed: Sequence[Placed], sources: Sources
) -> Iterator[Iterator[TimedPacket]]:
    sound = ReelSound(placed, sources)
    if not sound.is_empty:
        stream = add_sound_stream(output, ClipFormat.MP4, sound.layout)
        yield for_stream(sound_packets(sound.blocks(), stream), stream)


def _add_chapters(output: OutputContainer, placed: Sequence[Placed]) -> None:
    output.set_chapters(
        [
            {
                "id": number,
                "start": item.span.start_ns // NS_PER_MS,
                "end": item.span.end_ns // NS_PER_MS,
                "time_base": _MILLISECOND,
                "metadata": {"title": " ".join(item.name.split()) or str(number)},
            }
            for number, item in enumerate(placed, 1)
        ]
    )
