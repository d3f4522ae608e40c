"""Disks of a test's own, which it may fill, seal, break or unplug. Real ones: they need root."""

import fcntl
import os
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_EXT4_SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN of linux/fs/ext4/ext4.h
_WITHOUT_FLUSH = 2  # EXT4_GOING_FLAGS_NOLOGFLUSH: what was not synced is gone, as with the power
_BUSY_S = 5


def _run(*command: str) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


@contextmanager
def memory_disk(place: Path, megabytes: float) -> Iterator[Path]:
    """A small disk in memory; skips the test where mounting is not allowed."""
    place.mkdir()
    size = f"size={round(megabytes * 1024)}k"
    if os.geteuid() != 0 or not _run("mount", "-t", "tmpfs", "-o", size, "tmpfs", str(place)):
        pytest.skip("only root may mount a small disk")
    try:
        yield place
    finally:
        _unmount(place)


def seal(place: Path) -> None:
    """Let nothing more be written to the disk, as a card with its slide on lock."""
    assert _run("mount", "-o", "remount,ro", str(place))


def grow(place: Path, megabytes: float) -> None:
    """Give a disk in memory another size."""
    assert _run("mount", "-o", f"remount,size={round(megabytes * 1024)}k", str(place))


class LoopDisk:
    """An ext4 file system in a sparse file, as a real disk would hold it."""

    def __init__(self, image: Path, place: Path, megabytes: int) -> None:
        self.place = place
        self._image = image
        image.touch()
        os.truncate(image, megabytes * 1024 * 1024)
        place.mkdir()
        lazy = "lazy_itable_init=1,lazy_journal_init=1,nodiscard"
        assert _run("mkfs.ext4", "-q", "-E", lazy, str(image)), "mkfs.ext4 failed"

    def mount(self) -> None:
        """Put it in place; skips the test where that is not allowed."""
        if os.geteuid() != 0 or not _run("mount", "-o", "loop", str(self._image), str(self.place)):
            pytest.skip("only root may mount an image, and only where there are loop devices")

    def cut_power(self) -> None:
        """Stop the disk as a power cut does: nothing that was not synced reaches it any more."""
        descriptor = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _EXT4_SHUTDOWN, struct.pack("I", _WITHOUT_FLUSH))
        finally:
            os.close(descriptor)

    def give_up(self) -> None:
        """Let the file system seal itself, as it does when it meets an error of the disk."""
        assert _run("mount", "-o", "remount,abort", str(self.place))

    def unmount(self) -> None:
        """Take it away; whoever had files on it must be gone."""
        _unmount(self.place)


@contextmanager
def loop_disk(folder: Path, megabytes: int, *, image: Path | None = None) -> Iterator[LoopDisk]:
    """A mounted LoopDisk; its image lies in `folder`, or where `image` says."""
    disk = LoopDisk(image or folder / "image", folder / "loop", megabytes)
    disk.mount()
    try:
        yield disk
    finally:
        if os.path.ismount(disk.place):
            disk.unmount()


def _unmount(place: Path) -> None:
    """Waits for files that are just being closed; what still holds on then keeps it (lazily)."""
    if not _run("timeout", str(_BUSY_S), "umount", str(place)):
        _run("umount", "--lazy", str(place))
