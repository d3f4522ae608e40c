"""Secret windows: not one of their pixels is recorded, and nothing else is hidden for them."""

import time
from collections.abc import Callable, Iterator

import pytest
import xcffib.xproto

from observer.capture.screen import ScreenDevice
from observer.capture.screen.paced import PacedScreen
from observer.capture.screen.rectangle import Rectangle
from observer.capture.screen.root_picture import RootPicture
from observer.capture.screen.target import RegionTarget
from observer.capture.screen.tiles import TileSource
from observer.capture.xserver import connect_display
from observer.model.secrets import SecretWindows
from tests.capture.private_xserver import PrivateServer, private_desktop, private_xserver
from tests.capture.screen_recording import ScreenRecording, is_all, shows
from tests.capture.xhands import Hands
from tests.capture.xwindows import Desk

RED, GREEN, BLUE, MAGENTA = 0xE02020, 0x20C040, 0x2040D0, 0xE020E0
GREY = 0x34363A  # the fill
SECRETS = SecretWindows(("vault",), ("Password",))
WHOLE = (0, 0, 800, 600)


def by_damage(server: PrivateServer, *, pointer: bool = False) -> PacedScreen:
    return ScreenDevice(server.display, pointer=pointer, secrets=SECRETS)


def by_difference(server: PrivateServer) -> PacedScreen:
    def open_source() -> TileSource:
        connection = connect_display(server.display)
        return TileSource(RootPicture(connection, RegionTarget(None), SECRETS, pointer=False), 30)

    return PacedScreen(open_source)


@pytest.fixture
def server() -> Iterator[PrivateServer]:
    with private_xserver() as server:
        yield server


@pytest.fixture
def desk(server: PrivateServer) -> Iterator[Desk]:
    with Desk(server.display) as desk:
        desk.window(GREEN, WHOLE, "Desktop", "Background")
        yield desk


@pytest.mark.parametrize("device", [by_damage, by_difference])
def test_no_pixel_of_a_secret_window_is_recorded_while_it_comes_moves_and_goes(
    server: PrivateServer, desk: Desk, device: Callable[[PrivateServer], PacedScreen]
) -> None:
    with ScreenRecording(device(server)) as recording:
        _parade(desk, 1.0)
        pictures = recording.pictures()
        assert is_all(recording.latest(), GREEN)
    assert sum(shows(picture, GREY) > 1000 for picture in pictures) > 5
    assert sum(shows(picture, MAGENTA) for picture in pictures) == 0


def test_no_pixel_of_it_is_recorded_under_a_window_manager() -> None:
    with private_desktop() as server, Desk(server.display) as desk:
        desk.window(GREEN, WHOLE, "Desktop", "Background", pop_up=True).lower()
        with ScreenRecording(by_damage(server)) as recording:
            _parade(desk, 1.5)
            pictures = recording.pictures()
            assert is_all(recording.latest(0.4), GREEN)
    assert sum(shows(picture, GREY) > 1000 for picture in pictures) > 5
    assert sum(shows(picture, MAGENTA) for picture in pictures) == 0


def test_what_lies_above_a_secret_window_is_shown(server: PrivateServer, desk: Desk) -> None:
    desk.window(MAGENTA, (100, 100, 300, 200), "Vault", "All accounts")
    with ScreenRecording(by_damage(server)) as recording:
        assert shows(recording.latest(), GREY) == pytest.approx(300 * 200, rel=0.02)
        desk.window(RED, (150, 150, 100, 100), "Shop", "Checkout")
        picture = recording.latest()
        assert shows(picture, RED) == pytest.approx(100 * 100, rel=0.05)
        assert shows(picture, GREY) == pytest.approx(300 * 200 - 100 * 100, rel=0.05)


def test_through_a_window_of_glass_a_secret_is_hidden_but_not_where_the_glass_is_opaque(
    server: PrivateServer, desk: Desk
) -> None:
    desk.window(MAGENTA, (100, 100, 300, 200), "Vault", "All accounts")
    glass = desk.glass(0xFF000000 | RED, (150, 150, 100, 100))
    with ScreenRecording(by_damage(server)) as recording:
        assert shows(recording.latest(), GREY) == pytest.approx(300 * 200, rel=0.02)
        glass.declare_opaque(10, 10, 80, 80)
        picture = recording.latest()
        assert shows(picture, RED) == pytest.approx(80 * 80, rel=0.05)
        assert shows(picture, GREY) == pytest.approx(300 * 200 - 80 * 80, rel=0.02)


def test_a_title_that_becomes_secret_hides_the_window_until_it_has_another(
    server: PrivateServer, desk: Desk
) -> None:
    window = desk.window(RED, (100, 100, 300, 200), "Browser", "Shop")
    with ScreenRecording(by_damage(server)) as recording:
        assert shows(recording.latest(), RED) > 50_000
        window.entitle("Your password, please")
        picture = recording.latest()
        assert shows(picture, RED) == 0
        assert shows(picture, GREY) == pytest.approx(300 * 200, rel=0.02)
        window.entitle("Shop")
        assert shows(recording.latest(), RED) > 50_000


def test_a_window_that_was_there_before_is_hidden_in_the_first_picture(
    server: PrivateServer, desk: Desk
) -> None:
    desk.window(MAGENTA, (100, 100, 300, 200), "Vault", "All accounts")
    with ScreenRecording(by_damage(server)) as recording:
        recording.latest()
        assert sum(shows(picture, MAGENTA) for picture in recording.pictures()) == 0


def test_a_secret_window_inside_a_recorded_window_of_another_is_hidden_too(
    server: PrivateServer, desk: Desk
) -> None:
    desk.window(RED, (100, 100, 300, 200), "Shop", "Checkout")
    device = ScreenDevice(server.display, pointer=False, window="shop", secrets=SECRETS)
    with ScreenRecording(device) as recording:
        desk.window(MAGENTA, (150, 150, 50, 50), "Shop", "Password")
        picture = recording.latest()
        assert shows(picture, GREY) == pytest.approx(50 * 50, rel=0.1)
        assert sum(shows(picture, MAGENTA) for picture in recording.pictures()) == 0


def test_a_compositor_that_lets_a_window_fade_does_not_show_it(
    server: PrivateServer, desk: Desk
) -> None:
    desk.claim_compositing()
    vault = desk.window(MAGENTA, (100, 100, 300, 200), "Vault", "All accounts")
    with ScreenRecording(by_damage(server)) as recording:
        vault.close()
        assert shows(recording.latest(0.2), GREY) == pytest.approx(300 * 200, rel=0.02)
        assert is_all(recording.latest(0.4), GREEN)


def test_the_pointer_is_drawn_over_the_fill(server: PrivateServer, desk: Desk) -> None:
    desk.window(MAGENTA, WHOLE, "Vault", "All accounts")
    with Hands(server.display) as hands:
        hands.move(400, 300)
        with ScreenRecording(by_damage(server, pointer=True)) as recording:
            around = recording.latest()[285:315, 385:415].astype(int)
    assert around.max() - around.min() > 60


def test_without_secrets_nothing_is_listened_to(server: PrivateServer) -> None:
    told = xcffib.xproto.EventMask.SubstructureNotify
    for secrets, listened in ((SecretWindows((), ()), False), (SECRETS, True)):
        with ScreenRecording(ScreenDevice(server.display, secrets=secrets)):
            connection = connect_display(server.display)
            core = connection.connection.core
            mask = core.GetWindowAttributes(connection.root).reply().all_event_masks
            connection.close()
        assert bool(mask & told) is listened


def test_what_is_left_of_a_rectangle_without_another_covers_all_the_rest() -> None:
    whole = Rectangle(10, 20, 30, 40)
    for other in (Rectangle(15, 25, 5, 5), Rectangle(0, 0, 20, 100), Rectangle(10, 20, 30, 10)):
        left = whole.minus(other)
        hidden = whole.within(other)
        assert hidden is not None
        assert sum(part.area for part in left) == whole.area - hidden.area
        assert all(part.within(other) is None for part in left)
    assert whole.minus(Rectangle(100, 0, 5, 5)) == [whole]
    assert whole.minus(whole) == []


def _parade(desk: Desk, seconds: float) -> None:
    """Secret windows that come, move about, take another title, and go, as fast as can be."""
    end = time.monotonic() + seconds
    step = 0
    while time.monotonic() < end:
        vault = desk.window(MAGENTA, (50 + step % 200, 60, 300, 200), "Vault", "All accounts")
        for _ in range(12):
            step += 1
            vault.move(50 + step * 37 % 400, 60 + step * 23 % 300)
            time.sleep(0.003)
        if step % 24:
            vault.hide()
        vault.close()
        time.sleep(0.005)
