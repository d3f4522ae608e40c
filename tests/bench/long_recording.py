"""A long recording without waiting for it: the real encoder and writer over synthetic time.

A drawn office at 1080p: pages of text, typing, pointing, scrolling, reading, and a voice that
comes and goes. `python -m tests.bench.long_recording FOLDER MINUTES` makes one to look at.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from observer.capture.opencv import cv2
from observer.capture.screen.canvas import Canvas
from observer.capture.screen.encoder import ScreenEncoder
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.identity import new_id
from observer.model.manifest import ClockAnchor, Health, Manifest
from observer.model.samples import (
    EncodedFrame,
    FocusChange,
    InputEvent,
    InputKind,
    KeyClass,
    Sample,
    SoundBlock,
    SoundFormat,
)
from observer.model.sink import TrackFormat
from observer.session.folder import create_folder, list_folders
from observer.session.writer import SessionWriter

WIDTH, HEIGHT, FPS = 1920, 1080, 30
RATE_HZ = 48_000
_LINE_PX, _LEFT_PX, _TOP_PX = 36, 240, 150
_STEP_MS = 33
_BEAT_MS = 900  # a picture comes at least this often, as the recorder's heartbeat has it
_TEXT = (
    "the basket keeps what you chose until you pay for it and every price is shown with tax "
    "delivery takes two to four days where we ship an address can be changed before it leaves"
)
_WORDS = _TEXT.split()
_DAY = date(2026, 11, 21)


def make_long_recording(folder: Path, minutes: float) -> Path:
    """The folder of a closed session in the library `folder`, made where there is none yet."""
    there = list_folders(folder) if folder.is_dir() else []
    if there:
        return there[0]
    end_ms = round(minutes * 60_000)
    encoder = ScreenEncoder(WIDTH, HEIGHT, FPS)
    formats = [
        TrackFormat(TrackKind.SCREEN, encoder.format, {"fps": str(FPS)}),
        TrackFormat(TrackKind.MICROPHONE, SoundFormat(RATE_HZ, 1)),
        TrackFormat(TrackKind.INPUT),
        TrackFormat(TrackKind.FOCUS),
    ]
    manifest = Manifest(
        new_id(),
        "Checkout",
        "P01",
        Consent(tuple(ConsentItem), "2026-11-21T10:00:00+01:00"),
        ClockAnchor("2026-11-21T10:00:00+01:00", 1),
    )
    made = create_folder(folder, manifest.study, manifest.participant, manifest.id, _DAY)
    writer = SessionWriter(made, manifest, formats)
    voice = _Voice(end_ms)
    for at_ms, sample in Office(encoder, end_ms).samples():
        for block in voice.until(at_ms):
            writer.write(block)
        writer.write(sample)
    for block in voice.until(end_ms):
        writer.write(block)
    writer.close(end_ms * NS_PER_MS, Health())
    return made


class Office:
    """Somebody's work on a screen, drawn: the same each time it is made."""

    def __init__(self, encoder: ScreenEncoder, end_ms: int) -> None:
        self._encoder = encoder
        self._canvas = Canvas(WIDTH, HEIGHT)
        self._chance = np.random.default_rng(60)
        self._page = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
        self._end_ms = end_ms
        self._now_ms = 0
        self._pointer = (WIDTH // 2, HEIGHT // 2)

    def samples(self) -> Iterator[tuple[int, Sample]]:
        """Everything that is recorded of it but the sound, with its millisecond, in time."""
        acts = (self._type, self._point, self._scroll, self._read)
        while self._now_ms < self._end_ms:
            yield from self._turn_page()
            for _ in range(int(self._chance.integers(4, 9))):
                act = acts[int(self._chance.choice(4, p=(0.3, 0.3, 0.1, 0.3)))]
                for at_ms, sample in act():
                    if at_ms >= self._end_ms:
                        return
                    yield at_ms, sample

    def _turn_page(self) -> Iterator[tuple[int, Sample]]:
        self._page[:] = (240, 244, 246, 0)
        self._page[:90] = (106, 111, 47, 0)
        for row in range(_TOP_PX, HEIGHT - 60, _LINE_PX):
            self._write(self._sentence(), _LEFT_PX, row)
        number = int(self._chance.integers(1, 400))
        self._write(f"Shop, page {number}", 40, 60, (255, 255, 255))
        yield self._now_ms, FocusChange(self._now_ms * NS_PER_MS, "shop", f"Page {number}")
        yield self._show(0, 0, WIDTH, HEIGHT)

    def _type(self) -> Iterator[tuple[int, Sample]]:
        row = _TOP_PX + int(self._chance.integers(0, 20)) * _LINE_PX
        self._page[row - 28 : row + 8, _LEFT_PX:] = (255, 255, 255, 0)
        for place, letter in enumerate(self._sentence()[:50]):
            x = _LEFT_PX + place * 18
            self._write(letter, x, row)
            at_ns = self._now_ms * NS_PER_MS
            yield (
                self._now_ms,
                InputEvent(at_ns, InputKind.KEY, *self._pointer, key_class=KeyClass.CHARACTER),
            )
            yield self._show(x - 2, row - 28, 24, 36)
            self._now_ms += int(self._chance.integers(80, 260))

    def _point(self) -> Iterator[tuple[int, Sample]]:
        target = (int(self._chance.integers(80, 1800)), int(self._chance.integers(120, 1000)))
        start = self._pointer
        steps = int(self._chance.integers(10, 30))
        for step in range(1, steps + 1):
            before = self._pointer
            share = step / steps
            x, y = (round(a + (b - a) * share) for a, b in zip(start, target, strict=True))
            self._pointer = (x, y)
            yield self._now_ms, InputEvent(self._now_ms * NS_PER_MS, InputKind.MOVE, x, y)
            self._paste(*before, 16, 24)
            yield self._show(x, y, 16, 24)
        for kind in (InputKind.PRESS, InputKind.RELEASE):
            at_ns = self._now_ms * NS_PER_MS
            yield self._now_ms, InputEvent(at_ns, kind, *self._pointer, button="left")
            self._now_ms += 90

    def _scroll(self) -> Iterator[tuple[int, Sample]]:
        for _ in range(int(self._chance.integers(6, 16))):
            self._page[100:-60] = self._page[160:]
            self._page[-60:] = (240, 244, 246, 0)
            self._write(self._sentence(), _LEFT_PX, HEIGHT - 24)
            yield self._show(0, 100, WIDTH, HEIGHT - 100)

    def _read(self) -> Iterator[tuple[int, Sample]]:
        for _ in range(int(self._chance.integers(2, 8))):
            yield self._show(0, 0, 2, 2)
            self._now_ms += _BEAT_MS

    def _sentence(self) -> str:
        return " ".join(_WORDS[int(n)] for n in self._chance.integers(0, len(_WORDS), 12))

    def _write(self, text: str, x: int, y: int, ink: tuple[int, int, int] = (35, 31, 29)) -> None:
        font = cv2.FONT_HERSHEY_SIMPLEX
        cv2.putText(self._page, text, (x, y), font, 0.8, (*ink, 0), 2, cv2.LINE_AA)

    def _show(self, x: int, y: int, width: int, height: int) -> tuple[int, Sample]:
        self._paste(x, y, width, height)
        at_ms, at_ns = self._now_ms, self._now_ms * NS_PER_MS
        picture = self._encoder.encode(self._canvas, at_ns, keyframe=at_ms == 0)
        self._now_ms += _STEP_MS
        return at_ms, EncodedFrame(TrackKind.SCREEN, at_ns, picture.data, picture.keyframe)

    def _paste(self, x: int, y: int, width: int, height: int) -> None:
        x, y = max(0, x) & ~1, max(0, y) & ~1
        right, bottom = min(WIDTH, x + width + 2 & ~1), min(HEIGHT, y + height + 2 & ~1)
        part = self._page[y:bottom, x:right].copy()  # the arrow is not part of the page
        here_x, here_y = self._pointer[0] - x, self._pointer[1] - y
        arrow = np.array([(0, 0), (0, 18), (5, 14), (12, 13)], np.int32)
        cv2.fillPoly(
            part, [arrow + np.array([here_x, here_y], np.int32)], (0, 0, 0, 0), cv2.LINE_AA
        )
        self._canvas.paste(part, x, y)


class _Voice:
    """Vowels for three seconds, then two of a quiet room, over and over."""

    def __init__(self, end_ms: int) -> None:
        at = np.arange(5 * RATE_HZ) / RATE_HZ
        vowel = sum(np.sin(2 * np.pi * 130 * n * at) / n for n in range(1, 12))
        spoken = vowel * (0.6 + 0.4 * np.sin(2 * np.pi * 3.1 * at)) * (at < 3)
        noise = np.random.default_rng(5).normal(0, 20, len(at))
        self._round = (spoken * 2500 + noise).astype(np.int16).reshape(-1, RATE_HZ // 10)
        self._end_ms = end_ms
        self._blocks = 0

    def until(self, time_ms: int) -> Iterator[SoundBlock]:
        """The blocks that have been heard whole by then."""
        while (self._blocks + 1) * 100 <= min(time_ms, self._end_ms):
            at_ns = self._blocks * NS_PER_SECOND // 10
            pcm = self._round[self._blocks % len(self._round)].tobytes()
            yield SoundBlock(TrackKind.MICROPHONE, at_ns, pcm)
            self._blocks += 1


if __name__ == "__main__":
    sys.stdout.write(f"{make_long_recording(Path(sys.argv[1]), float(sys.argv[2]))}\n")
