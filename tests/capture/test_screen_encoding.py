"""The encoder: one track from two settings, keyframes where they help, every frame numbered."""

import subprocess
import time
from pathlib import Path

import numpy as np

from observer.capture.screen.canvas import Canvas
from observer.capture.screen.encoder import MOTION, STILL, ScreenEncoder, open_codec
from observer.capture.screen.rectangle import LONGEST_LIST, Rectangle, tidy
from observer.capture.synthetic.screen import SyntheticScreen, read_barcode
from observer.model.clock import NS_PER_MS, SessionClock
from observer.model.consent import TrackKind
from observer.model.samples import EncodedFrame, VideoFormat
from tests.capture.conformance import ListSink
from tests.capture.decoding import decode

WIDTH, HEIGHT = 320, 240
FRAME_NS = 33 * NS_PER_MS


def test_both_settings_write_the_same_header() -> None:
    still, motion = (open_codec(1366, 768, 30, setting) for setting in (STILL, MOTION))
    assert still.extradata
    assert still.extradata == motion.extradata


def test_sustained_motion_changes_the_setting_at_a_keyframe_and_back_when_it_rests() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (HEIGHT, WIDTH, 4), np.uint8)
    canvas, encoder = Canvas(WIDTH, HEIGHT), ScreenEncoder(WIDTH, HEIGHT, 30)
    frames = []
    for number in range(150):
        moving = 30 <= number < 90
        if moving:
            canvas.paste(np.ascontiguousarray(np.roll(noise, 7 * number, axis=0)), 0, 0)
        made = encoder.encode(canvas, number * FRAME_NS, keyframe=number == 0)
        frames.append(EncodedFrame(TrackKind.SCREEN, number * FRAME_NS, made.data, made.keyframe))
    keyframes = [number for number, frame in enumerate(frames) if frame.keyframe]
    changes = [keyframes[1], keyframes[-1]]
    assert 30 < changes[0] < 60
    assert 90 < changes[1] < 150
    assert np.diff(keyframes[1:-1]).tolist() == [MOTION.keyframe_each] * (len(keyframes) - 3)
    assert len(keyframes) > 3
    assert len(decode(encoder.format, frames)) == len(frames)


def test_a_still_stretch_has_a_keyframe_each_thirty_seconds() -> None:
    canvas, encoder = Canvas(WIDTH, HEIGHT), ScreenEncoder(WIDTH, HEIGHT, 30)
    made = [encoder.encode(canvas, n * 600 * NS_PER_MS, keyframe=False) for n in range(101)]
    assert [n for n, picture in enumerate(made) if picture.keyframe] == [0, 50, 100]
    assert all(picture.data for picture in made)


def test_every_synthetic_frame_carries_its_own_number() -> None:
    device = SyntheticScreen(seconds=1)
    media = device.open().media
    assert isinstance(media, VideoFormat)
    clock = SessionClock.starting_now()
    sink = ListSink(clock)
    device.start(clock, sink)
    time.sleep(1.3)
    device.close()
    numbers = [read_barcode(picture[..., 0]) for picture in decode(media, sink.frames)]
    assert numbers[:30] == list(range(30))
    assert set(numbers[30:]) <= {29}
    assert device.frames == len(numbers)


def test_ffmpeg_reads_every_frame_and_the_colours_as_they_were(tmp_path: Path) -> None:
    canvas, encoder = Canvas(WIDTH, HEIGHT), ScreenEncoder(WIDTH, HEIGHT, 30)
    orange = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    orange[..., :3] = (0x20, 0x80, 0xF0)
    canvas.paste(orange, 0, 0)
    made = [encoder.encode(canvas, n * FRAME_NS, keyframe=n == 0) for n in range(10)]
    raw = tmp_path / "frames.h264"
    raw.write_bytes(encoder.format.extradata + b"".join(picture.data for picture in made))
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", raw, "-fps_mode", "passthrough", "-pix_fmt", "rgb24",
         "-f", "rawvideo", "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    assert done.stderr == b""
    pictures = np.frombuffer(done.stdout, np.uint8).reshape(-1, HEIGHT, WIDTH, 3)
    assert len(pictures) == 10
    assert np.abs(pictures[-1].astype(int) - [0xF0, 0x80, 0x20]).max() <= 3


def test_many_small_changes_become_a_few_even_rectangles_that_cover_them() -> None:
    limits = Rectangle(0, 0, 1000, 800)
    changes = [Rectangle(7 + 45 * n, 3 + 41 * n, 5, 5) for n in range(19)]
    parts = tidy([*changes, Rectangle(990, 790, 300, 300)], limits)
    assert len(parts) <= LONGEST_LIST
    for part in parts:
        assert part.within(limits) == part == part.aligned()
    for change in changes:
        assert any(change.within(part) == change for part in parts)
    assert tidy([Rectangle(2000, 0, 9, 9)], limits) == []
