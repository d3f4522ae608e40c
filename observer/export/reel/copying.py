"""A reel's pictures copied as they were recorded, where nothing hinders it.

All clips have to be of one size and made with one header, and nothing may be drawn on them or
covered. Cards are encoded so that they join: a reel then costs hardly more than its cards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import av
from av.video.stream import VideoStream

from observer.export.picture_encoder import with_durations
from observer.export.reel.frames import card_frame, card_times_ns
from observer.export.reel.placing import Placed, PlacedCard, PlacedClip, clips_of
from observer.export.shown_pictures import Shape
from observer.export.smart_cut import SmartCut, copied_packets, plan_smart_cut, still_packets
from observer.export.sources import Sources
from observer.export.stretch import picture_pieces
from observer.model.clock import NS_PER_MS


@dataclass(frozen=True, slots=True)
class Copying:
    """How each clip is copied, in the reel's order."""

    placed: Sequence[Placed]
    cuts: Sequence[SmartCut]
    shape: Shape


def plan_copying(placed: Sequence[Placed], shape: Shape, sources: Sources) -> Copying | None:
    """How to copy every clip; None where one of them has to be encoded."""
    cuts: list[SmartCut] = []
    for clip in clips_of(placed):
        cut = _plan(clip, sources)
        if cut is None or (cut.encoder.width, cut.encoder.height) != (shape.width, shape.height):
            return None
        cuts.append(cut)
    headers = {bytes(cut.video.codec_context.extradata or b"") for cut in cuts}
    return Copying(placed, cuts, shape) if len(headers) == 1 else None


def joined_packets(copying: Copying, length_ns: int) -> "Iterator[av.Packet[VideoStream]]":
    """The packets of all items, in milliseconds of the reel."""
    return with_durations(_each(copying), length_ns)


def _each(copying: Copying) -> "Iterator[av.Packet[VideoStream]]":
    cuts = iter(copying.cuts)
    for item in copying.placed:
        if isinstance(item, PlacedCard):
            times_ms = [time_ns // NS_PER_MS for time_ns in card_times_ns(item.span)]
            frame = card_frame(item.card, copying.shape)
            yield from still_packets(copying.cuts[0], frame, times_ms)
            continue
        begin_ms = item.span.start_ns // NS_PER_MS
        for packet in copied_packets(next(cuts)):
            packet.pts = packet.dts = (packet.pts or 0) + begin_ms
            yield packet


def _plan(clip: PlacedClip, sources: Sources) -> SmartCut | None:
    covering = clip.choices.covering
    covered = covering is not None and covering.touches(clip.source)
    pieces = picture_pieces(clip.reader, clip.source)
    if covered or not clip.choices.overlays.is_empty or len(pieces) != 1:
        return None
    return plan_smart_cut(pieces[0], sources)
