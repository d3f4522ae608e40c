"""A disk that fills up while a session is recorded: real disks, or the system's own file limit."""

import contextlib
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import av
import pytest

from observer.model.annotation import AnnotationKind, Mark
from observer.model.consent import TrackKind
from observer.model.errors import LibraryReadOnly
from observer.model.manifest import Health, SessionState
from observer.model.samples import FocusChange
from observer.session.folder import list_folders
from observer.session.layout import CAMERA_FILE
from observer.session.line_file import LineFile, read_lines
from observer.session.manifest_file import read_manifest
from observer.session.reader import SessionReader
from observer.session.repair import repair_session
from observer.session.verify import verify_session
from observer.session.writer import SessionWriter
from tests.session.ffmpeg import complaints, packets
from tests.session.recordings import MS, TinyEncoder, grey_of, make_session, open_writer

_MEDIA = "recording-001.mkv"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 kB; where mounting one is not allowed, the tests under it do not apply."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("only root may mount a small disk; the file limit's test stands in for it")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def sealed_folder(tmp_path: Path) -> Iterator[Path]:
    """A library with one session in it that nobody may write: root needs a read-only disk."""
    disk = tmp_path / "sealed"
    disk.mkdir()
    mounted = False
    if os.geteuid() == 0:
        mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
        mounted = subprocess.run(mount, capture_output=True).returncode == 0
        if not mounted:
            pytest.skip("root may write everywhere, and may not mount a read-only disk here")
    make_session(disk, 1.0)
    if mounted:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    else:
        disk.chmod(0o555)
    yield disk
    if mounted:
        subprocess.run(["umount", str(disk)], check=True)
    else:
        disk.chmod(0o755)


def test_a_full_disk_says_so_and_leaves_a_closed_readable_session(small_disk: Path) -> None:
    encoder = TinyEncoder()
    writer, folder = open_writer(small_disk, encoder, sound=False)
    mark = Mark("m1", AnnotationKind.NOTE, 1, 1)
    writer.write_mark(mark)
    frames, refused = _write_until_refused(writer, encoder)
    assert "full" in str(refused)
    manifest = writer.close(frames * 33 * MS, Health())
    assert manifest.state is SessionState.CLOSED
    assert not any("no index" in note for note in manifest.health.notes)
    assert len(packets(folder / _MEDIA, "v")) == frames > 100
    assert complaints(folder / _MEDIA) == ""
    assert SessionReader(folder).marks() == [mark]
    report = verify_session(folder)
    assert report.ok, report.checks
    assert repair_session(folder).actions == ()


def test_a_library_on_a_full_disk_is_refused_before_anything_records(small_disk: Path) -> None:
    with pytest.raises(OSError, match="No space"):
        (small_disk / "ballast").write_bytes(bytes(400_000))
    with pytest.raises(LibraryReadOnly, match="full"):
        open_writer(small_disk, TinyEncoder())


def test_an_event_that_does_not_fit_leaves_no_torn_line(small_disk: Path) -> None:
    path = small_disk / "focus.jsonl"
    file = LineFile(path)
    change = FocusChange(1, "shop", "x" * 1000)
    with contextlib.suppress(OSError):
        for _ in range(1000):
            file.append(change)
    file.close()
    assert 100 < file.lines < 1000
    assert path.read_bytes().endswith(b"}\n")
    assert list(read_lines(path, FocusChange)) == [change] * file.lines


def test_a_file_that_may_grow_no_further_leaves_a_readable_session(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.session.test_disk_full", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "takes no larger file" in done.stdout, done.stderr
    (folder,) = tmp_path.iterdir()
    manifest = read_manifest(folder)
    assert manifest.state is SessionState.CLOSED
    assert any("no index" in note for note in manifest.health.notes)
    pictures = len(packets(folder / _MEDIA, "v"))
    assert pictures > 5
    assert complaints(folder / _MEDIA) == ""
    assert _has_index(folder / CAMERA_FILE)  # that one had room
    assert not _has_index(folder / _MEDIA)
    assert repair_session(folder).actions  # this process may write larger files
    assert "no index" not in "".join(read_manifest(folder).health.notes)
    assert len(packets(folder / _MEDIA, "v")) == pictures
    assert _has_index(folder / _MEDIA)
    assert repair_session(folder).actions == ()


def test_a_folder_that_may_not_be_written_is_refused_with_a_remedy(sealed_folder: Path) -> None:
    with pytest.raises(LibraryReadOnly, match="cannot be written"):
        open_writer(sealed_folder, None)


def test_a_session_in_a_sealed_folder_can_still_be_read_and_verified(sealed_folder: Path) -> None:
    (folder,) = list_folders(sealed_folder)
    assert verify_session(folder).ok
    assert repair_session(folder).actions == ()


def _has_index(path: Path) -> bool:
    """Whether a player can ask for the length, which a file tells with its index."""
    with av.open(str(path)) as media:
        return media.duration is not None


def _write_until_refused(
    writer: SessionWriter, encoder: TinyEncoder
) -> tuple[int, LibraryReadOnly]:
    """How many pictures the disk took, and what was said then."""
    for frames in range(100_000):
        try:
            writer.write(encoder.encode(frames * 33 * MS, grey_of(frames)))
        except LibraryReadOnly as refused:
            return frames, refused
    raise AssertionError("the disk took everything")


def _until_it_will_not_grow(library: Path) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (80_000, 80_000))
    encoder = TinyEncoder()
    face = TinyEncoder(160, 120, TrackKind.CAMERA)
    writer, folder = open_writer(library, encoder, camera=face)
    for number in range(30):
        writer.write(face.encode(number * 100 * MS, grey_of(number)))
    frames, refused = _write_until_refused(writer, encoder)
    sys.stdout.write(str(refused))
    written = (folder / _MEDIA).stat().st_size  # an index would fit where a picture did not
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    writer.close(frames * 33 * MS, Health())


if __name__ == "__main__":
    _until_it_will_not_grow(Path(sys.argv[1]))
