"""Every kind of camera keeps what `protocol.py` promises."""

from pathlib import Path

import pytest

from observer.capture.camera import CameraDevice
from observer.capture.protocol import Device, Shedding
from observer.capture.synthetic.camera import SyntheticCamera
from observer.model.consent import TrackKind
from tests.capture.conformance import DeviceConformance
from tests.capture.videos import make_video


class TestSyntheticCamera(DeviceConformance):
    kind = TrackKind.CAMERA

    def make(self) -> Device:
        return SyntheticCamera()


class TestCameraFromAVideo(DeviceConformance):
    kind = TrackKind.CAMERA

    @pytest.fixture(autouse=True)
    def _video(self, tmp_path: Path) -> None:
        self.path = make_video(tmp_path / "face.avi")

    def make(self) -> Device:
        return CameraDevice(str(self.path))


def test_a_camera_can_be_told_to_deliver_less() -> None:
    assert isinstance(CameraDevice(), Shedding)
    assert isinstance(SyntheticCamera(), Shedding)
