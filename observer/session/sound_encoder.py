"""Sound to Opus packets, with every sample kept at its place on the session's clock."""

from collections.abc import Iterator
from dataclasses import dataclass

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext

from observer.model.clock import NS_PER_SECOND
from observer.model.samples import SoundFormat
from observer.session.media_header import MediaTrack
from observer.session.sound_line import Run

_BITRATE = 64_000  # transparent for speech; a tenth of a still screen's bytes does not matter
# The longest packet Opus has: a third of the work for muxing, index and checks, and a killed
# process loses no more of it than this.
_PACKET_MS = 60
# Half the processor time of the encoder's default of 10, not to be told apart at this bit rate.
_COMPLEXITY = 5
# Readers cut off a first packet's beginning or its end, not both: where one long packet would hold
# everything, short ones do. Shorter than Opus's run-up of 6.5 ms the first must not be.
_SHORT_PACKET_MS = 10
_OPUS_RATES_HZ = (8_000, 12_000, 16_000, 24_000, 48_000)
_OPUS_CLOCK_HZ = 48_000  # the unit of the pre-skip, whatever the sound's rate (RFC 7845)
# Silence the encoder has to hear before its packets stop changing: half a second.
_SETTLING_PACKETS = 9


@dataclass(frozen=True, slots=True)
class SoundPacket:
    """One Opus packet; of its end, `discard_ns` only filled it up and is not to be heard."""

    time_ms: int
    payload: bytes
    discard_ns: int = 0


class SoundEncoder:
    """Encodes a track's samples from `start_ms` on, as one file holds them.

    Yields packets whose times count from the session's start.
    """

    def __init__(self, name: str, sound: SoundFormat, start_ms: int = 0) -> None:
        if sound.rate_hz not in _OPUS_RATES_HZ or sound.channels not in (1, 2):
            raise ValueError(
                f"Opus takes no sound of {sound.rate_hz} Hz, {sound.channels} channels"
            )
        self._format = sound
        self._packet_ms = _PACKET_MS
        self._bytes_per_sample = 2 * sound.channels
        self._pending = bytearray()
        self._start_ms = start_ms
        self._first = start_ms * sound.rate_hz // 1000  # whole: each rate divides by 1000
        self._taken = 0
        self._packets = 0
        self._codec = _open_codec(sound, _PACKET_MS)
        header = self._codec.extradata or b""
        pre_skip = int.from_bytes(header[10:12], "little")
        self.track = MediaTrack(
            name=name,
            codec_id="A_OPUS",
            codec_header=header,
            rate_hz=sound.rate_hz,
            channels=sound.channels,
            delay_ns=pre_skip * NS_PER_SECOND // _OPUS_CLOCK_HZ,
            packet_ns=_PACKET_MS * 1_000_000,
        )

    @property
    def _packet_samples(self) -> int:
        return self._format.rate_hz * self._packet_ms // 1000

    @property
    def end_sample(self) -> int:
        """The first sample of the track's line that was not taken yet."""
        return self._first + self._taken

    def take(self, run: Run, limit: int | None = None) -> tuple[list[SoundPacket], Run]:
        """Encode the run up to the line's sample `limit`; gives back what lies beyond it."""
        room = run.silence + len(run.pcm) if limit is None else max(0, limit - self.end_sample)
        silence = min(run.silence, room)
        size = (room - silence) * self._bytes_per_sample
        packets = list(self._take_silence(silence)) + list(self._take_pcm(run.pcm[:size]))
        return packets, Run(run.silence - silence, run.pcm[size:])

    def finish(self) -> Iterator[SoundPacket]:
        """What is left: the last packet is filled up with silence, past the encoder's delay."""
        if not self._taken:
            return
        delay = self.track.delay_ns * self._format.rate_hz // NS_PER_SECOND
        heard = self._taken + delay
        if heard <= self._packet_samples:
            self._packet_ms = _SHORT_PACKET_MS
            self._codec = _open_codec(self._format, _SHORT_PACKET_MS)
        self._pending += bytes((delay + self._packet_samples - 1) * self._bytes_per_sample)
        packets = list(self._encode_pending())
        yield from packets[:-1]
        filled = self._packets * self._packet_samples - heard
        last = packets[-1]
        yield SoundPacket(
            last.time_ms, last.payload, filled * NS_PER_SECOND // self._format.rate_hz
        )

    def _take_pcm(self, pcm: bytes) -> Iterator[SoundPacket]:
        self._taken += len(pcm) // self._bytes_per_sample
        self._pending += pcm
        yield from self._encode_pending()

    def _take_silence(self, samples: int) -> Iterator[SoundPacket]:
        heard = min(samples, _SETTLING_PACKETS * self._packet_samples)
        packets = list(self._take_pcm(bytes(heard * self._bytes_per_sample)))
        yield from packets
        left = samples - heard
        if left:
            # An hour's pause is 60,000 packets: the settled encoder would only repeat its last.
            repeated = left // self._packet_samples
            self._taken += repeated * self._packet_samples
            for _ in range(repeated):
                yield self._stamp(packets[-1].payload)
            yield from self._take_pcm(bytes(left % self._packet_samples * self._bytes_per_sample))

    def _encode_pending(self) -> Iterator[SoundPacket]:
        size = self._packet_samples * self._bytes_per_sample
        while len(self._pending) >= size:
            pcm = np.frombuffer(bytes(self._pending[:size]), dtype=np.int16).reshape(1, -1)
            del self._pending[:size]
            layout = "mono" if self._format.channels == 1 else "stereo"
            frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout=layout)
            frame.sample_rate = self._format.rate_hz
            for packet in self._codec.encode(frame):
                yield self._stamp(bytes(packet))

    def _stamp(self, payload: bytes) -> SoundPacket:
        time_ms = self._start_ms + self._packets * self._packet_ms
        self._packets += 1
        return SoundPacket(time_ms, payload)


def _open_codec(sound: SoundFormat, packet_ms: int) -> AudioCodecContext:
    codec = av.CodecContext.create("libopus", "w")
    assert isinstance(codec, AudioCodecContext)
    codec.sample_rate = sound.rate_hz
    codec.layout = "mono" if sound.channels == 1 else "stereo"
    codec.format = "s16"
    codec.bit_rate = _BITRATE
    codec.options = {"frame_duration": str(packet_ms), "compression_level": str(_COMPLEXITY)}
    codec.open()
    return codec
