"""The sound of a stretch, exact to the sample: decoded, trimmed, encoded again."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.audio.stream import AudioStream

from observer.model.clock import NS_PER_SECOND
from observer.model.span import Span

RATE_HZ = 48_000
# An Opus decoder needs 80 ms before its output is exact (RFC 7845, section 4.6).
_PRE_ROLL_NS = 200_000_000
_BLOCK_SAMPLES = 960


def prepare_stream(output: av.container.OutputContainer, source: Path) -> AudioStream | None:
    """A sound stream in `output` fit for `source`; None where the source has no sound."""
    with av.open(str(source)) as container:
        if not container.streams.audio:
            return None
        layout = (
            "mono" if container.streams.audio[0].codec_context.layout.nb_channels == 1 else "stereo"
        )
    if output.format.name == "mp4":
        return output.add_stream("aac", rate=RATE_HZ, layout=layout, bit_rate=96_000, format="fltp")
    return output.add_stream("libopus", rate=RATE_HZ, layout=layout, bit_rate=96_000, format="flt")


def cut_sound(source: Path, span: Span, stream: AudioStream) -> "Iterator[av.Packet[AudioStream]]":
    """Packets of exactly the span's length for `stream`; what the source lacks is silence."""
    wanted = span.length_ns * RATE_HZ // NS_PER_SECOND
    done = 0
    for samples in _trimmed(source, span, stream):
        part = samples[:, : wanted - done]
        yield from _encode(stream, part, done)
        done += part.shape[1]
    if done < wanted:
        silence = np.zeros((stream.layout.nb_channels, wanted - done), np.float32)
        yield from _encode(stream, silence, done)
    yield from stream.encode(None)


def _trimmed(source: Path, span: Span, stream: AudioStream) -> Iterator[npt.NDArray[np.float32]]:
    """Blocks of planar float samples from the span's start on, holes filled with silence."""
    done = 0
    wanted = span.length_ns * RATE_HZ // NS_PER_SECOND
    resampler = av.AudioResampler("fltp", stream.layout, RATE_HZ)
    with av.open(str(source)) as container:
        audio = container.streams.audio[0]
        start_ns = max(0, span.start_ns - _PRE_ROLL_NS)
        container.seek(
            round(start_ns / NS_PER_SECOND / (audio.time_base or Fraction(1, 1000))), stream=audio
        )
        for frame in container.decode(audio):
            for block in resampler.resample(frame):
                at = _position(block, span)
                samples = block.to_ndarray().astype(np.float32, copy=False)
                if at > done:
                    yield np.zeros((samples.shape[0], min(at, wanted) - done), np.float32)
                    done = min(at, wanted)
                fresh = samples[:, max(0, done - at) :]
                yield fresh
                done += fresh.shape[1]
                if done >= wanted:
                    return


def _position(block: av.AudioFrame, span: Span) -> int:
    """Which sample of the clip this block begins at; negative before the clip."""
    if block.pts is None or block.time_base is None:
        raise ValueError("a decoded sound block has no time")
    seconds = block.pts * block.time_base - Fraction(span.start_ns, NS_PER_SECOND)
    return round(seconds * RATE_HZ)


def _encode(
    stream: AudioStream, samples: npt.NDArray[np.float32], at: int
) -> "Iterator[av.Packet[AudioStream]]":
    for begin in range(0, samples.shape[1], _BLOCK_SAMPLES):
        part = np.ascontiguousarray(samples[:, begin : begin + _BLOCK_SAMPLES])
        if not part.shape[1]:
            return
        if stream.format.is_planar:
            frame = av.AudioFrame.from_ndarray(part, format="fltp", layout=stream.layout.name)
        else:
            packed = np.ascontiguousarray(part.T).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(packed, format="flt", layout=stream.layout.name)
        frame.sample_rate = RATE_HZ
        frame.pts = at + begin
        frame.time_base = Fraction(1, RATE_HZ)
        yield from stream.encode(frame)
