"""The sound of an import, packet by packet: copied where it can be, else encoded as Opus."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.error import FFmpegError
from av.filter import Graph

from observer.intake.foreign import ForeignFacts
from observer.intake.picture_tracks import MS

RATE_HZ = 48_000  # Opus knows no other inside
_BLOCK_SAMPLES = 960  # 20 ms, the recorder's own packet length
_BITS_PER_SECOND = 96_000  # speech in stereo without audible loss

SoundPacket: TypeAlias = "av.Packet[AudioStream]"


class CopiedSound:
    """AAC or Opus packets as they are, on the session's time; the coder's run-up is left out."""

    def __init__(self, output: OutputContainer, source: AudioStream, facts: ForeignFacts) -> None:
        self._stream = output.add_stream_from_template(source)
        self._origin = facts.origin_s
        self._last_ms = -1
        self.skipped = 0

    def take(self, packet: SoundPacket) -> Iterator[SoundPacket]:
        """The packet, moved to the session's time; nothing for one that is not whole."""
        if not packet.size:
            return
        tick = packet.time_base or MS
        if packet.pts is None or packet.is_corrupt:
            self.skipped += 1
            return
        at_ms = round((packet.pts * tick - self._origin) / MS)
        if at_ms < 0:
            return
        if at_ms <= self._last_ms:  # told twice, or out of order
            self.skipped += 1
            return
        self._last_ms = at_ms
        packet.duration = round((packet.duration or 0) * tick / MS)
        packet.time_base = MS
        packet.pts = packet.dts = at_ms
        packet.stream = self._stream
        yield packet

    def finish(self) -> Iterator[SoundPacket]:
        """Nothing is held back."""
        yield from ()


class EncodedSound:
    """Any sound as Opus from the session's start on; holes become silence of their length."""

    def __init__(self, output: OutputContainer, source: AudioStream, facts: ForeignFacts) -> None:
        self._layout = "mono" if source.codec_context.layout.nb_channels == 1 else "stereo"
        self._stream = output.add_stream(
            "libopus", rate=RATE_HZ, layout=self._layout, bit_rate=_BITS_PER_SECOND, format="flt"
        )
        self._origin = facts.origin_s
        self._graph: Graph | None = None
        self._form: tuple[str, str, int] | None = None
        self.skipped = 0

    def take(self, packet: SoundPacket) -> Iterator[SoundPacket]:
        """What the encoder gives for the sound in this packet; broken blocks are counted."""
        try:
            frames = packet.decode()
        except FFmpegError:
            self.skipped += 1
            return
        for frame in frames:
            if frame.pts is None or frame.time_base is None:
                self.skipped += 1
                continue
            yield from self._fit(frame, frame.pts, frame.time_base)

    def finish(self) -> Iterator[SoundPacket]:
        """What is still on its way."""
        yield from self._drain()
        yield from self._stream.encode(None)

    def _fit(self, frame: AudioFrame, pts: int, tick: Fraction) -> Iterator[SoundPacket]:
        form = (frame.format.name, frame.layout.name, frame.sample_rate)
        if form != self._form:  # some recordings change their form on the way
            yield from self._drain()
            self._graph = self._fitting(frame, first=self._form is None)
            self._form = form
        # In samples, whatever the source counts in, so that one graph fits the whole stream.
        frame.pts = round((pts * tick - self._origin) * frame.sample_rate)
        frame.time_base = Fraction(1, frame.sample_rate)
        if self._graph:
            self._graph.push(frame)
            yield from self._pull()

    def _fitting(self, frame: AudioFrame, *, first: bool) -> Graph:
        graph = Graph()
        source = graph.add_abuffer(
            sample_rate=frame.sample_rate,
            format=frame.format.name,
            layout=frame.layout.name,
            time_base=Fraction(1, frame.sample_rate),
        )
        # async=1 fills holes and cuts overlaps; first_pts=0 fills from the session's start.
        fitting = f"{RATE_HZ}:async=1" + (":first_pts=0" if first else "")
        steps = [
            graph.add("aresample", fitting),
            graph.add("aformat", f"sample_fmts=flt:channel_layouts={self._layout}"),
            graph.add("asetnsamples", f"n={_BLOCK_SAMPLES}:p=0"),
            graph.add("abuffersink"),
        ]
        for step in steps:
            source.link_to(step)
            source = step
        graph.configure()
        return graph

    def _drain(self) -> Iterator[SoundPacket]:
        if self._graph:
            self._graph.push(None)
            yield from self._pull()
            self._graph = None

    def _pull(self) -> Iterator[SoundPacket]:
        while self._graph:
            try:
                block = self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return  # nothing more is ready
            if isinstance(block, AudioFrame):
                yield from self._stream.encode(block)
