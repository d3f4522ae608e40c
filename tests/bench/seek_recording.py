"""An hour to seek in: office work, stillness and films, each picture with its number as bars."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from observer.capture.screen.encoder import ScreenEncoder
from observer.model.clock import NS_PER_MS
from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.identity import new_id
from observer.model.manifest import ClockAnchor, Health, Manifest
from observer.model.samples import EncodedFrame, Sample
from observer.model.sink import TrackFormat
from observer.session.folder import create_folder
from observer.session.writer import SessionWriter
from tests.bench.barcode import BLOCK, bits_of
from tests.bench.long_recording import FPS, HEIGHT, WIDTH, Office
from tests.bench.scenery import Pixels
from tests.bench.workload_film import scenes

_ROUND_MS = 300_000
_BEAT_MS = 900
_STILL_MS = 60_000  # of each round: somebody thinks aloud, nothing moves
_FILM_MS = 20_000  # of each round, by turns over the whole screen and in a page
_CLIP = (480, 270, 960, 540)
_DAY = date(2026, 11, 22)


def make_recording(root: Path, minutes: float) -> Path:
    """The folder of a closed session, without sound: what seeks cost lies in the pictures."""
    encoder = ScreenEncoder(WIDTH, HEIGHT, FPS)
    when = "2026-11-22T10:00:00+01:00"
    consent = Consent(tuple(ConsentItem), when)
    manifest = Manifest(new_id(), "Seek", "P01", consent, ClockAnchor(when, 1))
    folder = create_folder(root, manifest.study, manifest.participant, manifest.id, _DAY)
    formats = [TrackFormat(TrackKind.SCREEN, encoder.format), TrackFormat(TrackKind.FOCUS)]
    formats.append(TrackFormat(TrackKind.INPUT))
    writer = SessionWriter(folder, manifest, formats)
    end_ms = round(minutes * 60_000)
    for _, sample in NumberedDay(encoder, end_ms).samples():
        writer.write(sample)
    writer.close(end_ms * NS_PER_MS, Health())
    return folder


class NumberedDay(Office):
    """Of five minutes one is still and twenty seconds are a film; the rest is office work."""

    def __init__(self, encoder: ScreenEncoder, end_ms: int) -> None:
        super().__init__(encoder, end_ms)
        self._number = 0
        self._films = (scenes(WIDTH, HEIGHT), scenes(*_CLIP[2:]))
        self._places = ((0, 0), _CLIP[:2])

    def samples(self) -> Iterator[tuple[int, Sample]]:
        """Everything, with its millisecond, in time."""
        acts = (self._type, self._point, self._scroll, self._read)
        end_ms = self._end_ms
        while self._now_ms < end_ms:
            place = self._now_ms % _ROUND_MS
            busy_ms = _ROUND_MS - _STILL_MS - _FILM_MS
            if place >= busy_ms + _STILL_MS:
                days_acts = [self._film()]
            elif place >= busy_ms:
                days_acts = [self._stand_still()]
            else:
                chosen = self._chance.choice(4, size=5, p=(0.3, 0.3, 0.2, 0.2))
                days_acts = [self._turn_page(), *(acts[int(number)]() for number in chosen)]
            for act in days_acts:
                for at_ms, sample in act:
                    if at_ms >= end_ms:
                        return
                    yield at_ms, sample

    def _stand_still(self) -> Iterator[tuple[int, Sample]]:
        until_ms = self._now_ms + _STILL_MS
        while self._now_ms < until_ms:
            yield self._show(0, 0, 2, 2)
            self._now_ms += _BEAT_MS

    def _film(self) -> Iterator[tuple[int, Sample]]:
        which = self._now_ms // _ROUND_MS % 2
        until_ms = self._now_ms + _FILM_MS
        while self._now_ms < until_ms:
            pictures = self._films[which]
            self._canvas.paste(pictures[self._number % len(pictures)], *self._places[which])
            yield self._encode()

    def _show(self, x: int, y: int, width: int, height: int) -> tuple[int, Sample]:
        self._paste(x, y, width, height)
        return self._encode()

    def _encode(self) -> tuple[int, Sample]:
        self._canvas.paste(bars(self._number), 0, 0)
        self._number += 1
        at_ms, at_ns = self._now_ms, self._now_ms * NS_PER_MS
        picture = self._encoder.encode(self._canvas, at_ns, keyframe=at_ms == 0)
        self._now_ms += 1000 // FPS
        return at_ms, EncodedFrame(TrackKind.SCREEN, at_ns, picture.data, picture.keyframe)


def bars(number: int) -> Pixels:
    """A number as white and black blocks from the left."""
    line = np.repeat(np.array(bits_of(number), np.uint8) * 255, BLOCK)
    return np.ascontiguousarray(np.broadcast_to(line[None, :, None], (BLOCK, len(line), 4)))
