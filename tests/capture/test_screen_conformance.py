"""Every kind of screen keeps what `protocol.py` promises."""

from observer.capture.protocol import Device
from observer.capture.screen import ScreenDevice
from observer.capture.screen.device import recorded_area
from observer.capture.screen.paced import PacedScreen
from observer.capture.screen.tiles import TileSource
from observer.capture.synthetic.screen import SyntheticScreen
from observer.capture.xserver import connect_display
from observer.model.consent import TrackKind
from observer.model.plan import Region
from tests.capture.conformance import DeviceConformance


class TestScreen(DeviceConformance):
    kind = TrackKind.SCREEN

    def make(self) -> Device:
        return ScreenDevice(region=Region(0, 0, 320, 240))


class TestSyntheticScreen(DeviceConformance):
    kind = TrackKind.SCREEN

    def make(self) -> Device:
        return SyntheticScreen(seconds=1)


class TestScreenByDifference(DeviceConformance):
    kind = TrackKind.SCREEN

    def make(self) -> Device:
        return PacedScreen(_open_tiles)


def _open_tiles() -> TileSource:
    server = connect_display()
    area = recorded_area(server, Region(0, 0, 320, 240))
    server.close()
    return TileSource("", area, 30, pointer=True)
