"""A session whose screen is painted by a test: real H.264 from the recorder's own encoder."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from observer.capture.screen.canvas import Canvas, Pixels
from observer.capture.screen.encoder import ScreenEncoder
from observer.model.clock import NS_PER_MS
from observer.model.consent import TrackKind
from observer.model.manifest import Health
from observer.model.samples import EncodedFrame, FocusChange, InputEvent, Sample
from observer.model.sink import TrackFormat
from observer.session.folder import create_folder
from observer.session.writer import SessionWriter
from tests.session.recordings import new_manifest

WIDTH, HEIGHT, FPS = 640, 400, 30
HEARTBEAT_MS = 900


class Painter:
    """Paint boxes at rising moments, then `write` the session."""

    def __init__(self) -> None:
        self._canvas = Canvas(WIDTH, HEIGHT)
        self._encoder = ScreenEncoder(WIDTH, HEIGHT, FPS)
        self.samples: list[tuple[int, Sample]] = []
        self._last_ms = 0
        self._write(0, keyframe=True)

    def paint(self, at_ms: int, x: int, y: int, width: int, height: int, grey: int) -> None:
        """From this millisecond on the box has this grey, 0 to 255."""
        self._paste(at_ms, x, y, np.full((height, width, 4), grey, np.uint8))

    def paint_noise(self, at_ms: int, x: int, y: int, width: int, height: int) -> None:
        """From this millisecond on the box is as full of detail as can be."""
        noise = np.random.default_rng(at_ms).integers(0, 256, (height, width, 4), np.uint8)
        self._paste(at_ms, x, y, noise)

    def _paste(self, at_ms: int, x: int, y: int, pixels: Pixels) -> None:
        self.still(at_ms - 1)
        self._canvas.paste(pixels, x, y)
        self._write(at_ms)

    def still(self, until_ms: int) -> None:
        """Nothing changes; pictures come as they do from a screen at rest."""
        while self._last_ms + HEARTBEAT_MS < until_ms:
            self._write(self._last_ms + HEARTBEAT_MS)

    def write(
        self,
        root: Path,
        events: Sequence[InputEvent] = (),
        windows: Sequence[FocusChange] = (),
        end_ms: int = 10_000,
    ) -> Path:
        """The closed session's folder."""
        self.still(end_ms)
        formats = [
            TrackFormat(TrackKind.SCREEN, self._encoder.format),
            TrackFormat(TrackKind.INPUT),
            TrackFormat(TrackKind.FOCUS),
        ]
        manifest = new_manifest()
        day = date(2026, 11, 22)
        folder = create_folder(root, manifest.study, manifest.participant, manifest.id, day)
        writer = SessionWriter(folder, manifest, formats)
        samples = self.samples + [(event.time_ns, event) for event in events]
        samples += [(change.time_ns, change) for change in windows]
        for _, sample in sorted(samples, key=lambda item: item[0]):
            writer.write(sample)
        writer.close(end_ms * NS_PER_MS, Health())
        return folder

    def _write(self, at_ms: int, *, keyframe: bool = False) -> None:
        at_ns = at_ms * NS_PER_MS
        picture = self._encoder.encode(self._canvas, at_ns, keyframe=keyframe)
        frame = EncodedFrame(TrackKind.SCREEN, at_ns, picture.data, picture.keyframe)
        self.samples.append((at_ns, frame))
        self._last_ms = at_ms
