"""What is said in a reel: captions on its own time, as a track of the file and as one beside it."""

import struct
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

import av
from av.container import OutputContainer
from av.subtitles.stream import SubtitleStream

from observer.export.redaction.door import is_silenced
from observer.export.reel.placing import Placed, PlacedClip, clips_of
from observer.model.clock import NS_PER_MS
from observer.model.span import Span
from observer.session.captions import Caption, read_captions

_TIME_BASE = Fraction(1, 1000)
_LEAST_NS = 200 * NS_PER_MS  # of a caption that the clip cuts off: less cannot be read
# How players write captions unless their user says otherwise: white, in the middle, at the bottom.
_STYLE = """[Script Info]
ScriptType: v4.00+
PlayResX: 384
PlayResY: 288

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, \
Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, \
Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,sans-serif,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def reel_captions(placed: Sequence[Placed]) -> list[Caption]:
    """What may be read, by its time in the reel; one after the other.

    A session's own captions where its folder has them, else the words noted with the moment.
    """
    found: list[Caption] = []
    for clip in clips_of(placed):
        for one in _clip_captions(clip):
            if found and found[-1].end_ns > one.start_ns:  # a track shows one at a time
                before = found.pop()
                if one.start_ns - before.start_ns >= _LEAST_NS:
                    found.append(Caption(before.start_ns, one.start_ns, before.text))
            found.append(one)
    return found


def _clip_captions(clip: PlacedClip) -> Iterator[Caption]:
    said = read_captions(clip.reader.folder)
    if not said and clip.quote:
        said = [Caption(clip.source.start_ns, clip.source.end_ns, f"“{clip.quote}”")]
    for one in sorted(said, key=lambda caption: caption.start_ns):
        span = Span(one.start_ns, one.end_ns)
        if not span.overlaps(clip.source) or is_silenced(clip.choices.covering, span):
            continue
        shown = span.clamped(clip.source)
        if shown.length_ns >= _LEAST_NS:
            text = clip.remove_name(one.text)
            yield Caption(clip.shifted(shown.start_ns), clip.shifted(shown.end_ns), text)


def add_caption_stream(output: OutputContainer) -> SubtitleStream:
    """A stream in an MP4 for captions."""
    stream = output.add_stream("mov_text")
    assert isinstance(stream, SubtitleStream)
    stream.time_base = _TIME_BASE
    stream.codec_context.time_base = _TIME_BASE
    stream.codec_context.subtitle_header = _STYLE.encode()
    stream.codec_context.open()
    return stream


def caption_packets(
    captions: Collection[Caption], stream: SubtitleStream
) -> "Iterator[tuple[float, av.Packet[SubtitleStream]]]":
    """A packet a caption, with its second."""
    for one in captions:
        text = one.text.encode("utf-8", "replace")[:65_535]  # the length is told in two bytes
        packet: av.Packet[SubtitleStream] = av.Packet(struct.pack(">H", len(text)) + text)  # type: ignore[assignment]  # it is told its stream below
        packet.pts = packet.dts = one.start_ns // NS_PER_MS
        packet.duration = max(1, (one.end_ns - one.start_ns) // NS_PER_MS)
        packet.time_base = _TIME_BASE
        packet.stream = stream
        yield packet.pts / 1000, packet
