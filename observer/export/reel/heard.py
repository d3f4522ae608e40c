"""A reel's sound: each clip's at one loudness, silence under the cards, exact to the sample."""

from collections.abc import Iterator, Sequence

import numpy as np
from av.audio.layout import AudioLayout

from observer.export.permission import audible_kinds
from observer.export.redaction.sound import toned
from observer.export.reel.placing import Placed, PlacedClip, clips_of
from observer.export.sound_cut import ClipSound, evened
from observer.export.sound_line import RATE_HZ, Pcm
from observer.export.sources import Sources
from observer.export.stretch import sound_files
from observer.model.clock import NS_PER_SECOND

# Of the clip's own sound at both ends: a wave that is cut off clicks. Nothing is heard of the next.
_FADE = RATE_HZ // 100
_MOST_SILENCE = RATE_HZ  # samples in a block


class ReelSound:
    """The samples of the whole reel; `is_empty` where none of its clips has any."""

    def __init__(self, placed: Sequence[Placed], sources: Sources) -> None:
        self._placed = placed
        self._sources = sources
        sounds = [_sound_of(clip, sources) for clip in clips_of(placed)]
        heard = [sound for sound in sounds if not sound.is_empty]
        self.is_empty = not heard
        stereo = any(sound.layout.nb_channels > 1 for sound in heard)
        self.layout = AudioLayout("stereo" if stereo else "mono")

    def blocks(self) -> Iterator[Pcm]:
        """All samples, in order."""
        done = 0
        for item in self._placed:
            end = item.span.end_ns * RATE_HZ // NS_PER_SECOND
            if isinstance(item, PlacedClip):
                for block in self._clip_blocks(item, end - done):
                    part = block[:, : max(0, end - done)]
                    done += part.shape[1]
                    yield part
            while done < end:
                count = min(_MOST_SILENCE, end - done)
                done += count
                yield np.zeros((self.layout.nb_channels, count), np.float32)

    def _clip_blocks(self, clip: PlacedClip, samples: int) -> Iterator[Pcm]:
        sound = _sound_of(clip, self._sources)
        if sound.is_empty:
            return
        sound.layout = self.layout
        covering = clip.choices.covering
        tones = covering.tones(clip.source) if covering else ()
        blocks = toned(evened(sound, to_target=clip.choices.normalised), clip.source, tones)
        at = 0
        for block in blocks:
            place = np.arange(at, at + block.shape[1])
            near = np.minimum(place, samples - 1 - place).clip(0, _FADE)
            yield block * (near / np.float32(_FADE)).astype(np.float32)
            at += block.shape[1]


def _sound_of(clip: PlacedClip, sources: Sources) -> ClipSound:
    covering = clip.choices.covering
    silences = covering.silences(clip.source) if covering else ()
    kinds = audible_kinds(clip.reader.manifest)
    return ClipSound(sound_files(clip.reader, clip.source), kinds, clip.source, sources, silences)
