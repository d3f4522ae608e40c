"""The sound of a stretch, exact to the sample: decoded, trimmed, mixed, evened, encoded again."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.layout import AudioLayout
from av.audio.stream import AudioStream
from av.container import OutputContainer

from observer.export.choices import ClipFormat
from observer.export.loudness import Loudness, measured, normalised
from observer.export.redaction.sound import silenced
from observer.export.sound_line import RATE_HZ, Pcm, sound_line
from observer.export.sources import Sources
from observer.model.clock import NS_PER_SECOND
from observer.model.consent import TrackKind
from observer.model.span import Span
from observer.session.sound_streams import sound_of

_BLOCK_SAMPLES = RATE_HZ // 2  # calls cost more than samples
_TIME_BASE = Fraction(1, RATE_HZ)
_BIT_RATE = 96_000
# Sound is needed twice, to measure and to write: this much is kept from one to the other, 46 MB.
_KEPT_NS = 120 * NS_PER_SECOND


class ClipSound:
    """The mixed sound of a stretch of some files; `kinds` are those that may be heard.

    Voice and computer are added up as they are: no speech becomes quieter for what the computer
    plays. What the files lack is silence, and so is each of `silences`.
    """

    def __init__(
        self,
        files: Sequence[Path],
        kinds: Sequence[TrackKind],
        span: Span,
        sources: Sources,
        silences: Sequence[Span] = (),
    ) -> None:
        found = [_channels(path, kinds, sources) for path in files]
        self._files = files
        self._kinds = [kind for kind in kinds if any(kind in each for each in found)]
        self._span = span
        self._sources = sources
        self._silences = silences
        self._kept: list[Pcm] | None = None
        most = max((count for each in found for count in each.values()), default=0)
        self.layout = AudioLayout("mono" if most == 1 else "stereo")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hear at all."""
        return not self._kinds

    def blocks(self) -> Iterator[Pcm]:
        """The samples, block by block, as they were recorded."""
        if self._span.length_ns > _KEPT_NS:
            return self._decoded()
        if self._kept is None:
            self._kept = list(self._decoded())
        return iter(self._kept)

    def loudness(self) -> Loudness:
        """How loud it is."""
        return measured(self.blocks(), self.layout)

    def _decoded(self) -> Iterator[Pcm]:
        lines = [
            sound_line(self._files, kind, self._span, self.layout, self._sources)
            for kind in self._kinds
        ]
        done = 0
        for parts in zip(*(_even(line) for line in lines), strict=True):
            mixed = parts[0] if len(parts) == 1 else np.sum(parts, axis=0)
            yield silenced(mixed, done, self._span, self._silences)
            done += mixed.shape[1]


def evened(sound: ClipSound, *, to_target: bool) -> Iterator[Pcm]:
    """The sound at the loudness of all clips, or as it was; never beyond full scale."""
    blocks = sound.blocks()
    if to_target:
        blocks = normalised(blocks, sound.loudness(), sound.layout)
    return (np.clip(block, -1.0, 1.0) for block in blocks)


def add_sound_stream(output: OutputContainer, kind: ClipFormat, layout: AudioLayout) -> AudioStream:
    """A sound stream in `output`: AAC for MP4, which every player knows, else Opus."""
    if kind is ClipFormat.MP4:
        # What more it could search is not to be heard at this bit rate, and costs the most of all.
        codec, form, options = "aac", "fltp", {"aac_coder": "fast", "aac_tns": "0", "aac_pns": "0"}
        options["flags"] = "+bitexact"  # else its first packet tells the library's version
    else:
        codec, form, options = "libopus", "flt", {}
    stream = output.add_stream(
        codec, rate=RATE_HZ, options=options, layout=layout.name, bit_rate=_BIT_RATE, format=form
    )
    assert isinstance(stream, AudioStream)
    return stream


def sound_packets(blocks: Iterable[Pcm], stream: AudioStream) -> "Iterator[av.Packet[AudioStream]]":
    """Packets of the samples for `stream`."""
    done = 0
    for block in blocks:
        yield from _encode(stream, block, done)
        done += block.shape[1]
    yield from stream.encode(None)


def _channels(path: Path, kinds: Sequence[TrackKind], sources: Sources) -> dict[TrackKind, int]:
    """How many channels each kind of sound has in a file."""
    counts = {}
    for kind in kinds:
        media = sources.sound(path, kind)
        sound = sound_of(media, kind) if media else None
        if sound is not None:
            counts[kind] = sound.layout.nb_channels
    return counts


def _even(line: Iterator[Pcm]) -> Iterator[Pcm]:
    """The same samples in blocks of one size, the last one excepted."""
    waiting: list[Pcm] = []
    count = 0
    for part in line:
        waiting.append(part)
        count += part.shape[1]
        if count >= _BLOCK_SAMPLES:
            whole = np.concatenate(waiting, axis=1)
            end = count - count % _BLOCK_SAMPLES
            for begin in range(0, end, _BLOCK_SAMPLES):
                yield whole[:, begin : begin + _BLOCK_SAMPLES]
            waiting = [whole[:, end:]]
            count -= end
    if count:
        yield np.concatenate(waiting, axis=1)


def _encode(stream: AudioStream, samples: Pcm, at: int) -> "Iterator[av.Packet[AudioStream]]":
    part = np.ascontiguousarray(samples, np.float32)
    if stream.format.is_planar:
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout=stream.layout.name)
    else:
        packed = np.ascontiguousarray(part.T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="flt", layout=stream.layout.name)
    frame.sample_rate = RATE_HZ
    frame.pts = at
    frame.time_base = _TIME_BASE
    yield from stream.encode(frame)
