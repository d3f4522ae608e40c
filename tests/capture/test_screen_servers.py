"""Displays that lack an extension, change their size or go away."""

import time

import numpy as np
import pytest

from observer.capture.displays import list_screens, probe_display
from observer.capture.screen import ScreenDevice
from observer.model.clock import NS_PER_MS, SessionClock
from observer.model.consent import TrackKind
from observer.model.errors import DeviceError
from observer.model.plan import Region
from observer.model.samples import Gap, GapReason, VideoFormat
from observer.model.sink import TrackFormat
from tests.capture.conformance import ListSink, expect_refusal
from tests.capture.decoding import decode
from tests.capture.private_xserver import private_xserver
from tests.capture.xpainter import Painter

RED = 0xE02020


@pytest.mark.parametrize(
    ("missing", "detail", "word"),
    [
        ("MIT-SHM", "pixels", "over the wire"),
        ("DAMAGE", "source", "tile difference"),
        ("XFIXES", "source", "tile difference"),
    ],
)
def test_a_display_without_an_extension_is_recorded_all_the_same(
    missing: str, detail: str, word: str
) -> None:
    with private_xserver("-extension", missing) as server:
        device = ScreenDevice(server.display, Region(20, 10, 320, 240), pointer=missing == "DAMAGE")
        track, sink = _start(device)
        assert track.details[detail] == word
        time.sleep(0.3)
        before = len(sink.frames)
        with Painter(60, 50, 80, 60, RED, display=server.display):
            time.sleep(0.3)
            device.close()
        assert len(sink.frames) > before
        assert isinstance(track.media, VideoFormat)
        picture = decode(track.media, sink.frames)[-1].astype(int)
    assert np.abs(picture[45:95, 45:115] - [0xE0, 0x20, 0x20]).max() <= 6
    assert picture[:36, :36].max() < 60


def test_a_display_that_dies_is_a_problem_and_no_crash() -> None:
    with private_xserver() as server:
        device = ScreenDevice(server.display)
        _, sink = _start(device)
        time.sleep(0.2)
        server.kill()
        time.sleep(0.3)
        assert "gone away" in device.problem
        held = len(sink.frames)
        assert sink.samples == sink.frames
        device.pause()
        device.resume()
        device.close()
        assert len(sink.frames) == held > 0
    gap = sink.samples[-1]
    assert isinstance(gap, Gap)
    assert (gap.track, gap.reason) == (TrackKind.SCREEN, GapReason.DEVICE_LOST)
    assert gap.start_ns == sink.frames[-1].start_ns
    assert gap.end_ns > gap.start_ns + 300 * NS_PER_MS


def test_a_display_of_too_few_colours_is_refused() -> None:
    with private_xserver(size="640x480x8") as server:
        assert "24" in expect_refusal(ScreenDevice(server.display)).remedy


def test_a_display_says_what_it_offers() -> None:
    with private_xserver("-extension", "MIT-SHM") as server:
        facts = probe_display(server.display)
        screens = list_screens(server.display)
    assert (facts.width, facts.height) == (800, 600)
    assert facts.damage
    assert facts.xfixes
    assert facts.record
    assert not facts.shm
    assert [(screen.name, screen.width, screen.height) for screen in screens] == [("", 800, 600)]


def test_asking_a_display_that_is_not_there_says_what_to_do() -> None:
    for ask in (probe_display, list_screens):
        with pytest.raises(DeviceError) as refused:
            ask(":987")
        assert refused.value.remedy


def _start(device: ScreenDevice) -> tuple[TrackFormat, ListSink]:
    track = device.open()
    clock = SessionClock.starting_now()
    sink = ListSink(clock)
    device.start(clock, sink)
    return track, sink
