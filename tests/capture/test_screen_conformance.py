"""Every kind of screen keeps what `protocol.py` promises."""

import itertools
from collections.abc import Iterator

import pytest

from observer.capture.protocol import Device
from observer.capture.screen import ScreenDevice
from observer.capture.screen.paced import PacedScreen
from observer.capture.screen.root_picture import RootPicture
from observer.capture.screen.target import RegionTarget
from observer.capture.screen.tiles import TileSource
from observer.capture.synthetic.screen import SyntheticScreen
from observer.capture.xserver import connect_display
from observer.model.consent import TrackKind
from observer.model.plan import Region
from observer.model.secrets import SecretWindows
from tests.capture.conformance import DeviceConformance
from tests.capture.private_xserver import private_xserver
from tests.capture.xhands import Hands


class ScreenConformance(DeviceConformance):
    kind = TrackKind.SCREEN
    pause_s = 1.1  # longer than a heartbeat
    display = ""
    _moves = itertools.count()

    def provoke(self) -> None:
        with Hands(self.display) as hands:
            hands.move(20 + next(self._moves) % 100, 30)


class TestScreen(ScreenConformance):
    def make(self) -> Device:
        return ScreenDevice(region=Region(0, 0, 320, 240))


class TestSyntheticScreen(ScreenConformance):
    def make(self) -> Device:
        return SyntheticScreen(seconds=1)


class TestScreenByDifference(ScreenConformance):
    def make(self) -> Device:
        return PacedScreen(_open_tiles)


def _open_tiles() -> TileSource:
    server = connect_display()
    target = RegionTarget(Region(0, 0, 320, 240))
    return TileSource(RootPicture(server, target, SecretWindows(), pointer=True), 30)


class TestMonitor(ScreenConformance):
    @pytest.fixture(autouse=True)
    def _server(self) -> Iterator[None]:
        with private_xserver() as self.server:
            self.display = self.server.display
            self.server.set_monitor("left", 0, 0, 320, 240)
            yield

    def make(self) -> Device:
        return ScreenDevice(self.server.display, monitor="left")


class TestWindow(ScreenConformance):
    @pytest.fixture(autouse=True)
    def _window(self) -> Iterator[None]:
        with private_xserver() as self.server, Hands(self.server.display) as hands:
            self.display = self.server.display
            hands.window("Shop", "Checkout", 0, 0)
            yield

    def make(self) -> Device:
        return ScreenDevice(self.server.display, window="shop")
