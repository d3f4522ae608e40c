"""Stretches widened to whole pictures: what is covered for a moment is covered for as long as the
same picture is shown."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import av

from observer.export.shown_pictures import tick_ns_of
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.span import Span
from observer.session.media_facts import open_media
from observer.session.reader import SessionReader

# One picture of 30 a second, and what times are rounded by: the pictures at the edges, too, show
# what is to be covered in part.
_AROUND_NS = 40 * NS_PER_MS
_LOOK_AROUND_NS = 2 * NS_PER_SECOND
_FOR_EVER_NS = 1 << 62


def picture_times_ns(reader: SessionReader, edges_ns: Iterable[int]) -> list[int]:
    """When the pictures around these moments came: the last one before each, the next one after.

    Reads packets without decoding them. Raises SessionDamaged where a file cannot be read.
    """
    spans = _around(edges_ns)
    times_ns: set[int] = set()
    segments = reader.segments
    for at, segment in enumerate(segments):
        next_ns = segments[at + 1].start_ns if at + 1 < len(segments) else _FOR_EVER_NS
        here = [one for one in spans if one.start_ns < next_ns and segment.start_ns <= one.end_ns]
        if not here:
            continue
        with open_media(reader.folder / segment.file) as media:
            if not media.streams.video:
                continue
            video = media.streams.video[0]
            for span in here:
                media.seek(int(span.start_ns / tick_ns_of(video)), stream=video)
                times_ns.update(_times_until(media, video, span.end_ns))
    return sorted(times_ns)


def _around(edges_ns: Iterable[int]) -> list[Span]:
    """The stretches to read, those that lie close together as one."""
    spans: list[Span] = []
    for edge_ns in sorted(edges_ns):
        start_ns = max(0, edge_ns - _LOOK_AROUND_NS)
        if spans and start_ns <= spans[-1].end_ns + _LOOK_AROUND_NS:
            start_ns = spans.pop().start_ns
        spans.append(Span(start_ns, edge_ns + _LOOK_AROUND_NS))
    return spans


def _times_until(
    media: av.container.InputContainer, video: av.video.stream.VideoStream, end_ns: int
) -> list[int]:
    """The times of packets up to the first one beyond `end_ns`, and that one."""
    tick_ns = tick_ns_of(video)
    times_ns: list[int] = []
    for packet in media.demux(video):
        if packet.pts is None:
            continue
        times_ns.append(round(packet.pts * tick_ns))
        if times_ns[-1] > end_ns:
            break
    return times_ns


def widened(span: Span, times_ns: Sequence[int]) -> Span:
    """The span of whole pictures that holds it and what lies one picture around it."""
    first = bisect_right(times_ns, max(0, span.start_ns - _AROUND_NS)) - 1
    last = bisect_left(times_ns, span.end_ns + _AROUND_NS)
    start_ns = times_ns[first] if first >= 0 else 0
    end_ns = times_ns[last] if last < len(times_ns) else _FOR_EVER_NS
    return Span(min(start_ns, span.start_ns), end_ns)
