"""Global keys on a server of the test's own, with a real window in front that must not get them."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
import xcffib.xproto

from observer.capture.hotkey_names import combination
from observer.capture.hotkeys import HotkeyListener
from observer.capture.input import InputDevice
from observer.model.clock import SessionClock
from observer.model.errors import DeviceError
from observer.model.samples import InputEvent, InputKind, KeyClass
from tests.capture.conformance import ListSink
from tests.capture.private_xserver import PrivateServer, private_xserver
from tests.capture.xhands import KEY_PRESS, KEY_RELEASE, Hands

A, F8, F9, CONTROL, CAPS_LOCK, NUM_LOCK = 38, 74, 75, 37, 66, 77
CONTROL_BIT = 4


class Product:
    """A window with the focus, and the keys that reach it."""

    def __init__(self, server: PrivateServer) -> None:
        self.hands = Hands(server.display)
        window = self.hands.window("Product", "Under test")
        core = self.hands.server.connection.core
        mask = xcffib.xproto.EventMask.KeyPress | xcffib.xproto.EventMask.KeyRelease
        core.ChangeWindowAttributes(window, xcffib.xproto.CW.EventMask, [mask])
        self.hands.focus(window)

    def keys(self) -> list[int]:
        """Codes of the keys that were pressed or let go in it so far."""
        self.hands.round_trip_s()
        found = []
        while (event := self.hands.server.connection.poll_for_event()) is not None:
            if not isinstance(event, xcffib.xproto.MappingNotifyEvent):
                found.append(int(event.detail))
        return found


@pytest.fixture(scope="module")
def server() -> Iterator[PrivateServer]:
    with private_xserver() as started:
        yield started


@pytest.fixture
def product(server: PrivateServer) -> Iterator[Product]:
    made = Product(server)
    yield made
    made.hands.server.close()


class Heard(list[str]):
    def wait(self, *wanted: str) -> None:
        deadline = time.monotonic() + 3
        while list(self) != list(wanted) and time.monotonic() < deadline:
            time.sleep(0.005)
        assert list(self) == list(wanted)


def press_with(hands: Hands, held: int, code: int) -> None:
    hands.throw((KEY_PRESS, held, 0, 0))
    hands.type_key(code)
    hands.throw((KEY_RELEASE, held, 0, 0))


def test_a_global_key_is_heard_and_the_product_gets_nothing_of_it(
    server: PrivateServer, product: Product
) -> None:
    heard = Heard()
    with HotkeyListener({"friction": "F8", "pause": "F9"}, heard.append, server.display):
        product.hands.type_key(F8)
        product.hands.type_key(A)
        product.hands.type_key(F9)
        heard.wait("friction", "pause")
        assert product.keys() == [A, A]
    product.hands.type_key(F8)
    assert product.keys() == [F8, F8], "a closed listener gives its keys back"
    assert heard == ["friction", "pause"]


def test_the_keys_are_the_products_once_the_listener_is_closed_however_busy_the_server(
    server: PrivateServer, product: Product
) -> None:
    core = product.hands.server.connection.core
    listener = HotkeyListener({"friction": "F8"}, print, server.display)
    closing = threading.Thread(target=listener.close)
    core.GrabServer()  # it hears nobody else for a while
    product.hands.round_trip_s()
    closing.start()
    closing.join(0.2)
    assert closing.is_alive(), "the server has not heard yet that the keys are given back"
    core.UngrabServer()
    product.hands.round_trip_s()
    closing.join()
    product.hands.type_key(F8)
    assert product.keys() == [F8, F8]


def test_a_key_with_control_is_another_key(server: PrivateServer, product: Product) -> None:
    heard = Heard()
    with HotkeyListener({"note": "Ctrl+F8"}, heard.append, server.display):
        product.hands.type_key(F8)
        press_with(product.hands, CONTROL, F8)
        heard.wait("note")
        assert product.keys().count(F8) == 2, "plain F8 is the product's"


@pytest.mark.parametrize("locks", [(CAPS_LOCK,), (NUM_LOCK,), (CAPS_LOCK, NUM_LOCK)])
def test_locks_make_no_difference(
    server: PrivateServer, product: Product, locks: tuple[int, ...]
) -> None:
    heard = Heard()
    for lock in locks:
        product.hands.type_key(lock)
    try:
        product.keys()
        with HotkeyListener({"friction": "F8"}, heard.append, server.display):
            product.hands.type_key(F8)
            heard.wait("friction")
            assert product.keys() == []
    finally:
        for lock in locks:
            product.hands.type_key(lock)


def test_a_key_of_another_program_is_refused_by_name_and_the_others_work(
    server: PrivateServer, product: Product
) -> None:
    core = product.hands.server.connection.core
    mode = xcffib.xproto.GrabMode.Async
    root = product.hands.server.root
    core.GrabKeyChecked(False, root, CONTROL_BIT, F8, mode, mode).check()
    heard = Heard()
    bindings = {"note": "Ctrl+F8", "friction": "F8"}
    with HotkeyListener(bindings, heard.append, server.display) as listener:
        assert list(listener.refused) == ["note"]
        assert "Ctrl+F8" in listener.refused["note"].message
        assert "another program" in listener.refused["note"].message
        product.hands.type_key(F8)
        heard.wait("friction")


def test_a_key_that_is_held_counts_once(server: PrivateServer, product: Product) -> None:
    heard = Heard()
    with HotkeyListener({"friction": "F8"}, heard.append, server.display):
        product.hands.throw((KEY_PRESS, F8, 0, 0))
        time.sleep(1.0)  # the server begins to repeat after 0.66 s
        product.hands.throw((KEY_RELEASE, F8, 0, 0))
        time.sleep(0.05)
        product.hands.type_key(F8)
        heard.wait("friction", "friction")


def test_a_changed_layout_takes_the_key_where_it_lies_then(
    server: PrivateServer, product: Product
) -> None:
    heard = Heard()
    core = product.hands.server.connection.core
    product.hands.type_key(A)  # the keyboard of the tests is in use from here on
    before = core.GetKeyboardMapping(A, 1).reply()
    f8 = core.GetKeyboardMapping(F8, 1).reply()
    with HotkeyListener({"friction": "F8"}, heard.append, server.display):
        core.ChangeKeyboardMapping(1, A, f8.keysyms_per_keycode, list(f8.keysyms))
        product.hands.round_trip_s()
        try:
            time.sleep(0.3)
            product.hands.type_key(A)
            heard.wait("friction")
        finally:
            core.ChangeKeyboardMapping(1, A, before.keysyms_per_keycode, list(before.keysyms))
            product.hands.round_trip_s()


def test_one_key_for_two_things_is_refused(server: PrivateServer) -> None:
    with HotkeyListener({"friction": "F8", "pause": "f8"}, print, server.display) as listener:
        assert list(listener.refused) == ["pause"]
        assert "twice" in listener.refused["pause"].message


def test_the_thread_is_named_and_ends_with_the_listener(server: PrivateServer) -> None:
    listener = HotkeyListener({"friction": "F8"}, print, server.display)
    assert "hotkeys" in {thread.name for thread in threading.enumerate()}
    listener.close()
    listener.close()
    assert "hotkeys" not in {thread.name for thread in threading.enumerate()}


def test_a_display_that_goes_away_is_told() -> None:
    with private_xserver() as server:
        listener = HotkeyListener({"friction": "F8"}, print, server.display)
        server.kill()
        wait_until(lambda: bool(listener.problem))
        assert "gone" in listener.problem
        listener.close()


def test_a_display_that_is_not_there_is_refused() -> None:
    with pytest.raises(DeviceError, match=":4242"):
        HotkeyListener({"friction": "F8"}, print, ":4242")


def test_the_input_track_still_sees_a_global_key(server: PrivateServer, product: Product) -> None:
    """RECORD stands before the grab: who reads the track has to know of the moderator's keys."""
    heard = Heard()
    device = InputDevice(server.display)
    device.open()
    clock = SessionClock.starting_now()
    sink = ListSink(clock)
    device.start(clock, sink)
    with HotkeyListener({"friction": "F8"}, heard.append, server.display):
        product.hands.type_key(F8)
        heard.wait("friction")
        time.sleep(0.6)  # the device holds back what might belong to a secret window
    device.close()
    keys = [s for s in sink.samples if isinstance(s, InputEvent) and s.kind is InputKind.KEY]
    assert [(event.key_class, event.key) for event in keys] == [(KeyClass.FUNCTION, "F8")]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("f8", "F8"),
        ("strg+F8", "Ctrl+F8"),
        ("shift + ctrl + m", "Ctrl+Shift+M"),
        ("pause", "Pause"),
    ],
)
def test_names_are_written_in_one_way(name: str, written: str) -> None:
    assert combination(name).name == written


@pytest.mark.parametrize("name", ["", "F99", "Hyper+F8", "m", "Shift+m", "Return", "Ctrl+"])
def test_keys_that_people_type_with_are_refused(name: str) -> None:
    with pytest.raises(DeviceError):
        combination(name)


def wait_until(met: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 3
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.01)
