"""What is recorded of a display: a window that is followed, a monitor, and their new sizes."""

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest

from observer.capture.displays import list_windows
from observer.capture.screen import ScreenDevice
from observer.capture.screen.paced import PacedScreen
from observer.capture.screen.root_picture import RootPicture
from observer.capture.screen.target import WindowTarget
from observer.capture.screen.tiles import TileSource
from observer.capture.xserver import connect_display
from observer.model.clock import NS_PER_MS
from observer.model.errors import DeviceError
from observer.model.plan import Region
from observer.model.samples import EncodedFrame
from observer.model.secrets import SecretWindows
from tests.capture.conformance import expect_refusal
from tests.capture.private_xserver import PrivateServer, private_desktop, private_xserver
from tests.capture.screen_recording import ScreenRecording, is_all, shows
from tests.capture.xwindows import ColorWindow, Desk

RED, GREEN, BLUE, BLACK = 0xE02020, 0x20C040, 0x2040D0, 0x000000
GREY = 0x34363A  # the fill
NOBODY = SecretWindows((), ())


@pytest.fixture
def server() -> Iterator[PrivateServer]:
    with private_xserver() as server:
        yield server


@pytest.fixture
def desk(server: PrivateServer) -> Iterator[Desk]:
    with Desk(server.display) as desk:
        yield desk


def record(server: PrivateServer, window: str = "", monitor: str = "") -> ScreenRecording:
    """The given part of a display, without the pointer and without secrets."""
    return ScreenRecording(
        ScreenDevice(server.display, pointer=False, window=window, monitor=monitor, secrets=NOBODY)
    )


@pytest.mark.parametrize("with_damage", [True, False])
def test_a_window_is_followed_and_nothing_beside_it_is_ever_seen(
    server: PrivateServer, desk: Desk, with_damage: bool
) -> None:
    desk.window(GREEN, (0, 0, 800, 600), "Desktop", "Background")
    shop = desk.window(RED, (50, 60, 200, 100), "Shop", "Checkout")

    def by_difference() -> TileSource:
        connection = connect_display(server.display)
        target = WindowTarget(connection, "shop")
        return TileSource(RootPicture(connection, target, NOBODY, pointer=False), 30)

    recording = (
        record(server, "shop") if with_damage else ScreenRecording(PacedScreen(by_difference))
    )
    with recording:
        _drag(shop, 0.8)
        assert is_all(recording.latest(), RED)
        pictures = recording.pictures()
    assert len(pictures) > 10 or not with_damage  # to the difference they are all alike
    assert sum(shows(picture, GREEN) for picture in pictures) == 0
    assert pictures[0].shape == (100, 200, 3)


def test_another_application_above_the_window_is_filled_and_its_own_menu_is_not(
    server: PrivateServer, desk: Desk
) -> None:
    desk.window(RED, (50, 60, 200, 100), "Shop", "Checkout")
    with record(server, "shop") as recording:
        mail = desk.window(BLUE, (50, 60, 50, 50), "Mail", "Inbox")
        desk.window(GREEN, (150, 60, 20, 50), pop_up=True)
        own = desk.window(GREEN, (180, 60, 20, 50), "Shop", "Are you sure?")
        picture = recording.latest()
        assert shows(picture, GREY) == pytest.approx(50 * 50, rel=0.1)
        assert shows(picture, GREEN) == pytest.approx(2 * 20 * 50, rel=0.1)
        own.close()
        mail.lower()
        picture = recording.latest()
        assert shows(picture, GREY) == 0
        assert shows(picture, GREEN) == pytest.approx(20 * 50, rel=0.1)
        assert sum(shows(picture, BLUE) for picture in recording.pictures()) == 0


def test_where_a_compositor_follows_late_the_new_place_is_filled_at_first(
    server: PrivateServer, desk: Desk
) -> None:
    desk.claim_compositing()
    shop = desk.window(RED, (50, 60, 200, 100), "Shop", "Checkout")
    with record(server, "shop") as recording:
        held = len(recording.sink.frames)
        shop.move(100, 60)
        assert is_all(recording.latest(0.4), RED)
        picture = recording.pictures()[held]
        assert shows(picture, RED) == pytest.approx(150 * 100, rel=0.05)
        assert shows(picture, GREY) == pytest.approx(50 * 100, rel=0.05)


def test_a_hidden_window_is_black_and_told_until_it_is_back(
    server: PrivateServer, desk: Desk
) -> None:
    desk.window(GREEN, (0, 0, 800, 600), "Desktop", "Background")
    shop = desk.window(RED, (50, 60, 200, 100), "Shop", "Checkout")
    with record(server, "Checkout") as recording:
        shop.hide()
        assert is_all(recording.latest(), BLACK)
        assert "minimised" in recording.device.problem
        shop.show()
        assert is_all(recording.latest(), RED)
        assert recording.device.problem == ""
        shop.close()
        assert is_all(recording.latest(), BLACK)
        assert "closed" in recording.device.problem
        assert sum(shows(picture, GREEN) for picture in recording.pictures()) == 0


def test_what_of_a_window_lies_beyond_the_screen_is_black(
    server: PrivateServer, desk: Desk
) -> None:
    shop = desk.window(RED, (50, 60, 200, 100), "Shop", "Checkout")
    with record(server, "shop") as recording:
        for place in ((-51, 60), (699, 540)):
            shop.move(*place)
            picture = recording.latest()
            seen = shows(picture, RED), shows(picture, BLACK)
            shown = (149, 100) if place[0] < 0 else (101, 60)
            assert seen[0] == pytest.approx(shown[0] * shown[1], rel=0.05)
            assert sum(seen) == pytest.approx(200 * 100, rel=0.05)
        shop.move(100, 100)
        assert is_all(recording.latest(), RED)
        assert recording.changes == []


def test_a_window_that_rests_in_another_size_begins_one_segment(
    server: PrivateServer, desk: Desk
) -> None:
    shop = desk.window(RED, (50, 60, 200, 100), "Shop", "Checkout")
    with record(server, "shop") as recording:
        for width in range(210, 331, 10):
            shop.resize(width, 151)
            time.sleep(0.02)
        resized_ns = recording.clock.now_ns()
        recording.wait_until(lambda: bool(recording.changes))
        assert is_all(recording.latest(0.3), RED)
        assert recording.device.problem == ""
    (change,) = recording.changes
    assert (change.media.width, change.media.height) == (330, 150)
    assert 500 * NS_PER_MS < change.start_ns - resized_ns < 1000 * NS_PER_MS
    after = recording.sink.samples[recording.sink.samples.index(change) + 1]
    assert isinstance(after, EncodedFrame)
    assert after.keyframe
    assert after.start_ns == change.start_ns
    before, behind = recording.segments()
    assert all(is_all(picture, RED) for picture in (before[-1], behind[0]))
    assert behind[0].shape == (150, 330, 3)
    starts = [frame.start_ns for frame in recording.sink.frames]
    assert max(b - a for a, b in pairwise(starts)) < 1000 * NS_PER_MS


def test_a_window_is_followed_under_a_window_manager() -> None:
    with private_desktop() as server, Desk(server.display) as desk:
        shop = desk.window(RED, (50, 60, 200, 100), "Shop", "Checkout")
        _wait_for_window(server, "Shop")
        listed = next(w for w in list_windows(server.display) if w.application == "Shop")
        assert (listed.id, listed.application, listed.title) == (shop.id, "Shop", "Checkout")
        assert (listed.width, listed.height) == (200, 100)
        with record(server, hex(shop.id)) as recording:
            shop.move(300, 200)
            assert is_all(recording.latest(0.4), RED)
            mail = desk.window(BLUE, (310, 230, 60, 60), "Mail", "Inbox")
            mail.raise_()
            picture = recording.latest(0.6)
            assert shows(picture, GREY) > 50 * 50
            shop.raise_()
            assert is_all(recording.latest(0.4), RED)
            shop.hide()
            recording.wait_until(lambda: recording.device.problem != "")
            assert sum(shows(picture, BLUE) for picture in recording.pictures()) == 0


def test_a_window_that_is_not_open_is_refused_with_those_that_are(
    server: PrivateServer, desk: Desk
) -> None:
    desk.window(RED, (50, 60, 200, 100), "Shop", "Checkout")
    refusal = expect_refusal(ScreenDevice(server.display, window="Editor"))
    assert "Editor" in refusal.message
    assert "Shop “Checkout”" in refusal.remedy


def test_a_monitor_is_recorded_alone_and_wherever_it_is_put(
    server: PrivateServer, desk: Desk
) -> None:
    desk.window(RED, (0, 0, 400, 600), "Left", "Left")
    desk.window(GREEN, (400, 0, 400, 600), "Right", "Right")
    server.set_monitor("left", 0, 0, 400, 300)
    server.set_monitor("right", 400, 0, 400, 300)
    with record(server, monitor="left") as recording:
        assert is_all(recording.latest(), RED)
        server.remove_monitor("left")
        server.set_monitor("left", 400, 300, 400, 300)
        assert is_all(recording.latest(), GREEN)
        server.remove_monitor("left")
        assert is_all(recording.latest(), BLACK)
        assert "left" in recording.device.problem
        server.set_monitor("left", 100, 0, 200, 200)
        recording.wait_until(lambda: bool(recording.changes))
        assert is_all(recording.latest(), RED)
        assert recording.device.problem == ""
    (change,) = recording.changes
    assert (change.media.width, change.media.height) == (200, 200)


def test_a_monitor_that_is_not_there_is_refused_with_those_that_are(server: PrivateServer) -> None:
    server.set_monitor("left", 0, 0, 400, 300)
    refusal = expect_refusal(ScreenDevice(server.display, monitor="right"))
    assert "right" in refusal.message
    assert "left (400 × 300)" in refusal.remedy


def test_another_resolution_begins_a_segment_without_a_gap_in_time() -> None:
    with private_xserver() as server, Desk(server.display) as desk:
        desk.window(RED, (0, 0, 1600, 1200), "Shop", "Checkout")
        with record(server) as recording:
            for number, (width, height) in enumerate(((640, 480), (800, 600))):
                before_ns = recording.clock.now_ns()
                server.resize(width, height)
                _wait_for_changes(recording, number + 1)
                change = recording.changes[-1]
                assert (change.media.width, change.media.height) == (width, height)
                assert 250 * NS_PER_MS < change.start_ns - before_ns < 700 * NS_PER_MS
                assert is_all(recording.latest(), RED)
                assert recording.device.problem == ""
        first, second, third = recording.segments()
        assert [part[-1].shape for part in (first, second, third)] == [
            (600, 800, 3), (480, 640, 3), (600, 800, 3),
        ]  # fmt: skip
        assert shows(first[-1], BLACK) == pytest.approx(800 * 600 - 640 * 480, rel=0.05)


def test_a_region_beyond_a_smaller_screen_is_black_and_told_until_there_is_room_again() -> None:
    with private_xserver() as server, Desk(server.display) as desk:
        desk.window(RED, (0, 0, 1600, 1200), "Shop", "Checkout")
        device = ScreenDevice(server.display, Region(660, 0, 100, 80), pointer=False)
        with ScreenRecording(device) as recording:
            server.resize(640, 480)
            assert is_all(recording.latest(), BLACK)
            assert "640 × 480" in device.problem
            server.resize(800, 600)
            assert is_all(recording.latest(), RED)
            assert device.problem == ""
            assert recording.changes == []


def test_two_choices_at_once_are_refused() -> None:
    with pytest.raises(DeviceError, match="Choose one"):
        ScreenDevice(region=Region(0, 0, 320, 240), window="Shop")


def _drag(window: ColorWindow, seconds: float) -> None:
    end = time.monotonic() + seconds
    step = 0
    while time.monotonic() < end:
        step += 1
        window.move(50 + step * 7 % 400, 60 + step * 5 % 300)
        time.sleep(0.002)


def _wait_for_changes(recording: ScreenRecording, count: int) -> None:
    recording.wait_until(lambda: len(recording.changes) == count)


def _wait_for_window(server: PrivateServer, application: str) -> None:
    deadline = time.monotonic() + 5
    while application not in [window.application for window in list_windows(server.display)]:
        assert time.monotonic() < deadline
        time.sleep(0.02)
