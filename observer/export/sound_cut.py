"""The sound of a stretch, exact to the sample: decoded, trimmed, mixed, encoded again."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream

from observer.export.sound_line import RATE_HZ, Pcm, sound_line
from observer.model.consent import TrackKind
from observer.model.span import Span
from observer.session.sound_streams import sound_of

_BLOCK_SAMPLES = 960
_KINDS = (TrackKind.MICROPHONE, TrackKind.SYSTEM_SOUND)


def prepare_stream(
    output: av.container.OutputContainer, files: Sequence[Path]
) -> AudioStream | None:
    """A sound stream in `output` fit for all sound of the files; None where they have none."""
    channels = [count for path in files for count in _channels(path).values()]
    if not channels:
        return None
    layout = "mono" if max(channels) == 1 else "stereo"
    if output.format.name == "mp4":
        return output.add_stream("aac", rate=RATE_HZ, layout=layout, bit_rate=96_000, format="fltp")
    return output.add_stream("libopus", rate=RATE_HZ, layout=layout, bit_rate=96_000, format="flt")


def cut_sound(
    files: Sequence[Path], span: Span, stream: AudioStream
) -> "Iterator[av.Packet[AudioStream]]":
    """Packets of exactly the span's length for `stream`; what the files lack is silence.

    Voice and computer are added up as they are: no speech becomes quieter for what the computer
    plays. Where both together are too loud for the file, the peaks are cut.
    """
    present = {kind for path in files for kind in _channels(path)}
    lines = [sound_line(files, kind, span, stream.layout) for kind in _KINDS if kind in present]
    done = 0
    for blocks in zip(*(_even(line) for line in lines), strict=True):
        mixed = blocks[0] if len(blocks) == 1 else np.clip(np.sum(blocks, axis=0), -1.0, 1.0)
        yield from _encode(stream, mixed, done)
        done += mixed.shape[1]
    yield from stream.encode(None)


def _channels(path: Path) -> dict[TrackKind, int]:
    """How many channels each kind of sound has in a file."""
    with av.open(str(path)) as media:
        found = {kind: sound_of(media, kind) for kind in _KINDS}
        return {kind: sound.layout.nb_channels for kind, sound in found.items() if sound}


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
    frame.time_base = Fraction(1, RATE_HZ)
    yield from stream.encode(frame)
