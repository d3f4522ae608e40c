"""What is painted on a real display is what the recorded frames show, and when."""

import os
import time
from collections.abc import Iterator

import numpy as np
import pytest

from observer.capture.screen import ScreenDevice
from observer.model.clock import NS_PER_MS, SessionClock
from observer.model.plan import Region
from observer.model.samples import EncodedFrame, VideoFormat
from tests.capture.conformance import ListSink, expect_refusal
from tests.capture.decoding import Picture, decode
from tests.capture.xpainter import Painter

AREA = Region(100, 80, 320, 240)
RED, GREEN, BLUE = 0xE02020, 0x20C040, 0x2040D0


class Recording:
    """A region of the display, recorded while a test paints into it."""

    def __init__(self, region: Region = AREA, *, pointer: bool = False) -> None:
        self.device = ScreenDevice(region=region, pointer=pointer)
        media = self.device.open().media
        assert isinstance(media, VideoFormat)
        self.media = media
        self.clock = SessionClock.starting_now()
        self.sink = ListSink(self.clock)
        self.device.start(self.clock, self.sink)

    def finish(self) -> tuple[list[EncodedFrame], list[Picture]]:
        self.device.close()
        frames = self.sink.frames
        pictures = decode(self.media, frames)
        assert len(pictures) == len(frames)
        return frames, pictures


@pytest.fixture
def painter() -> Iterator[Painter]:
    with Painter(AREA.x, AREA.y, AREA.width, AREA.height) as painter:
        painter.move_pointer(0, 0)
        yield painter


def test_a_change_of_colour_is_shown_within_a_tenth_of_a_second(painter: Painter) -> None:
    recording = Recording()
    time.sleep(0.7)
    painted = []
    for color in (RED, GREEN, BLUE):
        painted.append((painter.fill(color), color))
        time.sleep(0.2)
    frames, pictures = recording.finish()
    for painted_ns, color in painted:
        shown_ns = recording.clock.from_monotonic_ns(painted_ns)
        first = next(
            frame
            for frame, picture in zip(frames, pictures, strict=True)
            if frame.start_ns > shown_ns - 50 * NS_PER_MS and _is(picture, color)
        )
        assert -5 * NS_PER_MS < first.start_ns - shown_ns < 100 * NS_PER_MS


@pytest.mark.parametrize("color", [RED, GREEN, BLUE, 0xFFFFFF, 0x000000, 0xF0E442])
def test_the_tagged_colours_decode_to_those_that_were_painted(painter: Painter, color: int) -> None:
    painter.fill(color)
    recording = Recording()
    time.sleep(0.1)
    _, pictures = recording.finish()
    error = pictures[-1].astype(int) - _rgb(color)
    assert np.abs(error).max() <= 4, error[120, 160]


def test_a_still_screen_costs_heartbeats_only(painter: Painter) -> None:
    recording = Recording()
    time.sleep(2.9)
    frames, _ = recording.finish()
    apart_ms = np.diff([frame.start_ns for frame in frames]) / NS_PER_MS
    assert 4 <= len(frames) <= 6
    assert apart_ms[1:].min() > 850
    assert apart_ms.max() < 1000
    assert all(len(frame.data) < 100 for frame in frames[2:])


def test_frames_keep_the_pace_while_everything_moves(painter: Painter) -> None:
    recording = Recording()
    end = time.monotonic() + 1.0
    while time.monotonic() < end:
        painter.fill(int(time.monotonic() * 1000) & 0xFFFFFF)
        time.sleep(0.005)
    frames, _ = recording.finish()
    assert 26 <= len(frames) <= 33
    assert sum(frame.keyframe for frame in frames) < 4


def test_odd_sizes_become_even_and_what_lies_beyond_the_screen_is_left_out() -> None:
    odd = Recording(Region(11, 7, 201, 101))
    time.sleep(0.1)
    _, pictures = odd.finish()
    assert (odd.media.width, odd.media.height) == (200, 100)
    assert pictures[0].shape == (100, 200, 3)
    beyond = Recording(Region(-50, 20, 151, 90))
    beyond.finish()
    assert (beyond.media.width, beyond.media.height) == (100, 90)


def test_a_small_change_at_odd_coordinates_is_all_there() -> None:
    recording = Recording(Region(101, 81, 200, 100))
    time.sleep(0.2)
    with Painter(131, 96, 51, 33, color=RED):
        time.sleep(0.2)
        _, pictures = recording.finish()
    inside = pictures[-1][17:46, 32:79].astype(int)  # less a pixel of shared chroma at the edges
    assert np.abs(inside - _rgb(RED)).max() <= 6
    assert not _is(pictures[-1][:14], RED)


def test_the_pointer_is_drawn_where_it_is_and_gone_from_where_it_was(painter: Painter) -> None:
    recording = Recording(pointer=True)
    places = [(40, 30), (200, 150)]
    for x, y in places:
        painter.move_pointer(AREA.x + x, AREA.y + y)
        time.sleep(0.25)
    _, pictures = recording.finish()
    assert _has_detail(pictures[-1], *places[1])
    assert not _has_detail(pictures[-1], *places[0])
    assert any(_has_detail(picture, *places[0]) for picture in pictures)


def test_the_pointer_is_left_out_when_asked(painter: Painter) -> None:
    painter.move_pointer(AREA.x + 40, AREA.y + 30)
    recording = Recording(pointer=False)
    time.sleep(0.2)
    _, pictures = recording.finish()
    assert not _has_detail(pictures[-1], 40, 30)


def test_a_display_that_is_not_there_is_refused_with_a_remedy() -> None:
    refusal = expect_refusal(ScreenDevice(":987"))
    assert ":987" in refusal.message


def test_without_any_display_the_remedy_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY")
    assert "--display" in expect_refusal(ScreenDevice()).remedy


def test_a_region_beyond_the_screen_is_refused() -> None:
    refusal = expect_refusal(ScreenDevice(region=Region(30_000, 0, 640, 480)))
    assert "30000" in refusal.message


def test_opencv_leaves_qts_environment_alone() -> None:
    Recording().finish()
    assert "QT_QPA_PLATFORM_PLUGIN_PATH" not in os.environ
    assert "QT_QPA_FONTDIR" not in os.environ


def _rgb(color: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.array([color >> 16 & 255, color >> 8 & 255, color & 255], np.int64)


def _is(picture: Picture, color: int) -> bool:
    return bool(np.abs(picture.astype(int) - _rgb(color)).max() <= 8)


def _has_detail(picture: Picture, x: int, y: int) -> bool:
    around = picture[y - 12 : y + 12, x - 12 : x + 12].astype(int)
    return bool(around.max() - around.min() > 60)
