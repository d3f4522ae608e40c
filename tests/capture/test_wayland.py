"""A Wayland desktop's X display is refused: it works in all but that its screen stays black."""

import io
import os
import re
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import xcffib
import xcffib.xinput

from observer.capture.displays import list_screens, probe_display
from observer.capture.screen.device import ScreenDevice
from observer.capture.xserver import connect_display
from observer.model.errors import DeviceError
from tests.capture.private_xserver import PrivateServer, private_xserver


@pytest.fixture
def server() -> Iterator[PrivateServer]:
    with private_xserver() as started:
        yield started


@pytest.fixture
def wayland_display() -> Iterator[str]:
    """The X display of a Wayland desktop that shows itself to nobody."""
    if not (shutil.which("weston") and shutil.which("Xwayland")):
        pytest.skip("weston and xwayland are not installed; the devices' test stands in for it")
    with tempfile.TemporaryDirectory(prefix="wl-") as folder:
        log = Path(folder) / "log"
        options = ("--backend=headless-backend.so", "--xwayland", "--idle-time=0", f"--log={log}")
        environment = {**os.environ, "XDG_RUNTIME_DIR": folder}
        with subprocess.Popen(["weston", *options], env=environment) as weston:
            try:
                yield _display_in(log)
            finally:
                weston.terminate()


def _display_in(log: Path) -> str:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        found = re.search(r"listening on display (:\d+)", log.read_text() if log.exists() else "")
        if found:
            return found[1]
        time.sleep(0.05)
    raise AssertionError("the Wayland desktop does not begin")


def _name_a_device(display: str, name: str) -> None:
    """Give the display a pointer and keyboard of this name, as `xinput create-master` does."""
    server = connect_display(display)
    xinput = server.connection(xcffib.xinput.key)
    xinput.XIQueryVersion(2, 0).reply()
    padded = name.encode().ljust(-(-len(name) // 4) * 4, b"\0")
    add = xcffib.xinput.HierarchyChangeType.AddMaster
    change = struct.pack("=HHHBB", add, 2 + len(padded) // 4, len(name), 1, 1) + padded
    request = io.BytesIO(struct.pack("=xx2xB3x", 1) + change)
    xinput.send_request(43, request, is_checked=True).check()
    server.close()


def test_a_display_with_the_devices_of_a_wayland_desktop_is_refused(server: PrivateServer) -> None:
    assert probe_display(server.display).damage
    _name_a_device(server.display, "My pointer")
    assert len(list_screens(server.display)) == 1
    _name_a_device(server.display, "xwayland-pointer:13")
    for look in (probe_display, list_screens):
        with pytest.raises(DeviceError, match="Wayland"):
            look(server.display)
    with pytest.raises(DeviceError, match="Wayland") as refused:
        ScreenDevice(server.display).open()
    assert "login screen" in refused.value.remedy


def test_a_real_wayland_desktop_is_refused(wayland_display: str) -> None:
    with pytest.raises(DeviceError, match="Wayland"):
        probe_display(wayland_display)
    with pytest.raises(DeviceError, match="Wayland"):
        ScreenDevice(wayland_display).open()


def test_a_wayland_desktop_without_any_x_display_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(DeviceError, match="no display"):
        probe_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(DeviceError, match="Wayland"):
        probe_display()
