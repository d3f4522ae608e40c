"""A sound track as one unbroken line of samples: sample n is heard at n / rate seconds."""

from dataclasses import dataclass

from observer.model.clock import NS_PER_SECOND
from observer.model.samples import SoundFormat

# A start that differs by less is the measured clock's own scatter, not a hole (DESIGN.md: 0.03 ms
# deviation; this leaves room for rounding and a lazy sound server).
_JITTER_NS = 2_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """What a line holds next: so many samples of silence, then `pcm`."""

    silence: int
    pcm: bytes = b""


class SoundLine:
    """Finds each block's place, whichever file it goes to.

    What lies before the first block, and between two blocks that do not touch, is silence of
    exactly that length.
    """

    def __init__(self, sound: SoundFormat) -> None:
        self._rate_hz = sound.rate_hz
        self._bytes_per_sample = 2 * sound.channels
        self.samples = 0

    @property
    def end_ns(self) -> int:
        """Session time up to which sound was taken."""
        return self.samples * NS_PER_SECOND // self._rate_hz

    def place(self, start_ns: int, pcm: bytes) -> Run:
        """Take a block. One that overlaps the last by more than jitter loses the doubled part."""
        apart_ns = start_ns - self.end_ns
        silence = 0
        if apart_ns > (_JITTER_NS if self.samples else 0):
            silence = self.silence_until(start_ns).silence
        elif apart_ns < -_JITTER_NS:
            doubled = self.samples - self._samples_at(start_ns)
            pcm = pcm[doubled * self._bytes_per_sample :]
        self.samples += len(pcm) // self._bytes_per_sample
        return Run(silence, pcm)

    def silence_until(self, end_ns: int) -> Run:
        """Silence from where the line stands to `end_ns`, to the sample."""
        missing = max(0, self._samples_at(end_ns) - self.samples)
        self.samples += missing
        return Run(missing)

    def _samples_at(self, time_ns: int) -> int:
        return round(time_ns * self._rate_hz / NS_PER_SECOND)
