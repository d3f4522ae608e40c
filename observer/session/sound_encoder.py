"""Sound to Opus packets, with every sample kept at its place on the session's clock."""

from collections.abc import Iterator

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext

from observer.model.clock import NS_PER_SECOND
from observer.model.samples import SoundFormat
from observer.session.live_media import MediaTrack

_BITRATE = 64_000  # transparent for speech; a tenth of a still screen's bytes does not matter
# The longest packet Opus has: a third of the work for muxing, index and checks, and a killed
# process loses no more of it than this.
_PACKET_MS = 60
# Half the processor time of the encoder's default of 10, not to be told apart at this bit rate.
_COMPLEXITY = 5
_OPUS_RATES_HZ = (8_000, 12_000, 16_000, 24_000, 48_000)
_OPUS_CLOCK_HZ = 48_000  # the unit of the pre-skip, whatever the sound's rate (RFC 7845)
# A start that differs by less is the measured clock's own scatter, not a hole (DESIGN.md: 0.03 ms
# deviation; this leaves room for rounding and a lazy sound server).
_JITTER_NS = 2_000_000
# Silence the encoder has to hear before its packets stop changing: half a second.
_SETTLING_PACKETS = 9


class SoundEncoder:
    """Encodes one track. Sample n of the track is heard at n / rate seconds of the session.

    `write` yields packets as (time in ms, bytes). What lies before the first block, and between
    two blocks that do not touch, becomes silence of exactly that length.
    """

    def __init__(self, name: str, sound: SoundFormat) -> None:
        if sound.rate_hz not in _OPUS_RATES_HZ or sound.channels not in (1, 2):
            raise ValueError(
                f"Opus takes no sound of {sound.rate_hz} Hz, {sound.channels} channels"
            )
        self._format = sound
        self._packet_samples = sound.rate_hz * _PACKET_MS // 1000
        self._bytes_per_sample = 2 * sound.channels
        self._pending = bytearray()
        self._samples = 0
        self._packets = 0
        self._codec = _open_codec(sound)
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
    def end_ns(self) -> int:
        """Session time up to which sound was taken."""
        return self._samples * NS_PER_SECOND // self._format.rate_hz

    def write(self, start_ns: int, pcm: bytes) -> Iterator[tuple[int, bytes]]:
        """Take a block. One that overlaps the last by more than jitter loses the doubled part."""
        apart_ns = start_ns - self.end_ns
        if apart_ns > (_JITTER_NS if self._samples else 0):
            yield from self.fill_until(start_ns)
        elif apart_ns < -_JITTER_NS:
            doubled = self._samples - self._samples_at(start_ns)
            pcm = pcm[doubled * self._bytes_per_sample :]
        self._samples += len(pcm) // self._bytes_per_sample
        self._pending += pcm
        yield from self._encode_pending()

    def fill_until(self, end_ns: int) -> Iterator[tuple[int, bytes]]:
        """Silence from where the sound stands to `end_ns`, to the sample."""
        missing = max(0, self._samples_at(end_ns) - self._samples)
        self._samples += missing
        heard = min(missing, _SETTLING_PACKETS * self._packet_samples)
        packets = list(self._take_silence(heard))
        yield from packets
        missing -= heard
        if missing:
            # An hour's pause is 60,000 packets: the settled encoder would only repeat its last.
            for _ in range(missing // self._packet_samples):
                yield self._stamp(packets[-1][1])
            yield from self._take_silence(missing % self._packet_samples)

    def finish(self) -> Iterator[tuple[int, bytes]]:
        """What is left: the last packet is filled up with silence, past the encoder's delay."""
        delay_samples = self.track.delay_ns * self._format.rate_hz // NS_PER_SECOND
        if self._samples:
            yield from self._take_silence(delay_samples + self._packet_samples - 1)

    def _samples_at(self, time_ns: int) -> int:
        return round(time_ns * self._format.rate_hz / NS_PER_SECOND)

    def _take_silence(self, samples: int) -> Iterator[tuple[int, bytes]]:
        self._pending += bytes(samples * self._bytes_per_sample)
        yield from self._encode_pending()

    def _encode_pending(self) -> Iterator[tuple[int, bytes]]:
        size = self._packet_samples * self._bytes_per_sample
        while len(self._pending) >= size:
            pcm = np.frombuffer(bytes(self._pending[:size]), dtype=np.int16).reshape(1, -1)
            del self._pending[:size]
            layout = "mono" if self._format.channels == 1 else "stereo"
            frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout=layout)
            frame.sample_rate = self._format.rate_hz
            for packet in self._codec.encode(frame):
                yield self._stamp(bytes(packet))

    def _stamp(self, payload: bytes) -> tuple[int, bytes]:
        time_ms = self._packets * _PACKET_MS
        self._packets += 1
        return time_ms, payload


def _open_codec(sound: SoundFormat) -> AudioCodecContext:
    codec = av.CodecContext.create("libopus", "w")
    assert isinstance(codec, AudioCodecContext)
    codec.sample_rate = sound.rate_hz
    codec.layout = "mono" if sound.channels == 1 else "stereo"
    codec.format = "s16"
    codec.bit_rate = _BITRATE
    codec.options = {"frame_duration": str(_PACKET_MS), "compression_level": str(_COMPLEXITY)}
    codec.open()
    return codec
