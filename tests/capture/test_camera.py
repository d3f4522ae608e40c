"""Which cameras there are, and what is recorded of one."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from observer.capture.camera import Camera, CameraDevice, list_cameras
from observer.capture.camera.cameras import cameras_under
from observer.capture.camera.encoder import CameraEncoder
from observer.capture.camera.holders import holders_of
from observer.capture.camera.pace import Ration
from observer.capture.synthetic.camera import paint_face
from observer.model.clock import NS_PER_MS, NS_PER_SECOND, SessionClock
from tests.capture.conformance import ListSink, expect_refusal
from tests.capture.test_camera_faults import wait_until
from tests.capture.videos import make_video


def test_a_camera_without_rights_is_listed_by_its_first_node(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, index, label in ((0, 0, "Face Camera"), (1, 1, "Face Camera"), (10, 0, "Second")):
        node = tmp_path / "sys" / f"video{number}"
        node.mkdir(parents=True)
        (node / "name").write_text(f"{label}\n")
        (node / "index").write_text(f"{index}\n")
        (tmp_path / "dev").mkdir(exist_ok=True)
        # Nobody, not even root, opens a folder for writing.
        (tmp_path / "dev" / f"video{number}").mkdir()
    dev = tmp_path / "dev"
    assert cameras_under(tmp_path / "sys", dev) == [
        Camera(str(dev / "video0"), "Face Camera"),
        Camera(str(dev / "video10"), "Second"),
    ]


def test_what_answers_like_no_camera_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "sys" / "video0").mkdir(parents=True)
    (tmp_path / "sys" / "video0" / "index").write_text("0\n")
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "video0").touch()
    assert cameras_under(tmp_path / "sys", tmp_path / "dev") == []


@pytest.mark.skipif(list_cameras() != [], reason="this machine has a camera")
def test_a_machine_without_a_camera_says_so() -> None:
    refusal = expect_refusal(CameraDevice())
    assert refusal.message == "There is no camera"
    assert "without a camera" in refusal.remedy


def test_an_unknown_camera_is_refused() -> None:
    assert "/dev/video97" in expect_refusal(CameraDevice("/dev/video97")).message


def test_a_file_that_is_no_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    assert "holds no video" in expect_refusal(CameraDevice(str(tmp_path / "notes.txt"))).message


def test_opencv_keeps_its_complaints_to_itself(tmp_path: Path) -> None:
    script = (
        "from observer.capture.camera import CameraDevice\n"
        "from observer.model.errors import DeviceError\n"
        "for name in ('9', '/dev/null', __import__('sys').argv[1]):\n"
        "    try: CameraDevice(name).open()\n"
        "    except DeviceError as error: print(error)\n"
    )
    (tmp_path / "broken.avi").write_bytes(b"RIFF\x00\x00\x00\x00AVI LIST")
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "broken.avi")], capture_output=True, text=True
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 3


def test_who_uses_a_device_is_named(tmp_path: Path) -> None:
    device = tmp_path / "video0"
    device.touch()
    assert holders_of(device) == []
    with device.open() as held, subprocess.Popen(["sleep", "60"], stdin=held) as user:
        try:
            assert holders_of(device) == [f"sleep (process {user.pid})"]
        finally:
            user.kill()


def test_pictures_keep_the_distances_that_they_were_taken_at(tmp_path: Path) -> None:
    device = CameraDevice(str(make_video(tmp_path / "face.avi", seconds=2)))
    device.open()
    clock = SessionClock.starting_now()
    sink = ListSink(clock)
    device.start(clock, sink)
    wait_until(lambda: len(sink.frames) >= 12)
    device.close()
    apart_ms = [(b - a) / NS_PER_MS for a, b in pairwise(sink.times_ns[:12])]
    assert apart_ms == pytest.approx([1000 / 15] * 11, abs=1)


def test_a_camera_of_thirty_a_second_is_thinned_to_half_and_none_counts_as_dropped() -> None:
    ration = Ration(15)
    jitter = np.random.default_rng(1).normal(0, 4 * NS_PER_MS, 300)
    taken = [round(n * NS_PER_SECOND / 30 + jitter[n]) for n in range(300)]
    assert sum(ration.admits(moment) for moment in taken) == pytest.approx(150, abs=6)
    assert ration.dropped == 0


def test_a_keyframe_comes_every_ten_seconds_and_when_asked_for() -> None:
    encoder = CameraEncoder(160, 120, 15)
    face = [paint_face(160, 120, moment / 15) for moment in range(15)]
    keyframes = []
    for number in range(15 * 26):
        start_ns = number * NS_PER_SECOND // 15
        if encoder.encode(face[number % 15], start_ns, keyframe=number == 75).keyframe:
            keyframes.append(number)
    assert keyframes == [0, 75, 75 + 150, 75 + 300]


def test_the_synthetic_face_moves_and_is_the_same_each_time() -> None:
    assert (paint_face(320, 240, 1.0) == paint_face(320, 240, 1.0)).all()
    moved = paint_face(320, 240, 1.0).astype(int) - paint_face(320, 240, 2.0)
    assert np.count_nonzero(moved) > 1000
