"""Disks that fill up, are sealed, or take what they cannot keep."""

import contextlib
import time
from pathlib import Path

import pytest

from observer.database.library import Library, open_library
from observer.model.annotation import AnnotationKind
from observer.model.errors import LibraryReadOnly, ObserverError
from observer.model.manifest import SessionState
from observer.recorder.client import RecorderClient, start_recording
from tests.database.builders import annotation, manifest
from tests.faults.aftermath import look_after
from tests.faults.conftest import Tell
from tests.faults.disks import grow, loop_disk, memory_disk, seal
from tests.faults.outcome import Outcome
from tests.faults.witness import wait_until_ended
from tests.synthetic_session import synthetic_plan, wait_for_frames

_MB = 1024 * 1024


def test_a_disk_that_fills_up_ends_the_recording_in_time_to_close_it(
    tmp_path: Path, tell: Tell
) -> None:
    with memory_disk(tmp_path / "disk", 160) as disk:
        client, mark = _recording(disk)
        last = client.status()
        (disk / "ballast").write_bytes(bytes(140 * _MB))
        filled_ns = time.monotonic_ns()
        told = wait_until_ended(client, last, filled_ns / 1e9, 20)
        assert "disk" in told.words.lower()
        after = look_after(client.folder)
        assert after.repaired == ()
        assert [m.id for m in after.marks] == [mark]
        stopped_s = after.duration_s - _session_s(
            after.manifest.clock.monotonic_start_ns, filled_ns
        )
    tell(
        Outcome(
            "disk filled by another program (20 MB left)",
            told.words,
            told.after_s,
            f"{after.in_words()}; stopped {stopped_s:.1f} s after",
            after.lost_s(filled_ns),
        )
    )


def test_a_disk_without_a_byte_left_keeps_what_was_recorded(tmp_path: Path, tell: Tell) -> None:
    with memory_disk(tmp_path / "disk", 160) as disk:
        client, mark = _recording(disk)
        last = client.status()
        _fill(disk / "ballast")
        filled_ns = time.monotonic_ns()
        told = wait_until_ended(client, last, filled_ns / 1e9, 20)
        assert "disk" in told.words.lower()
        (disk / "ballast").unlink()
        after = look_after(client.folder)
        assert [m.id for m in after.marks] == [mark]
    tell(
        Outcome(
            "disk filled to its last byte, freed before the repair",
            told.words,
            told.after_s,
            after.in_words(),
            after.lost_s(filled_ns),
        )
    )


def test_a_library_on_a_full_disk_refuses_in_plain_words_and_keeps_what_was_said(
    tmp_path: Path, tell: Tell
) -> None:
    kept: list[str] = []
    with memory_disk(tmp_path / "disk", 1) as disk:
        with open_library(disk) as library:
            library.index_session(manifest(), "a-session", SessionState.CLOSED)
            with pytest.raises(LibraryReadOnly, match="is full") as refused:
                _say_until_refused(library, kept)
            started_s = time.monotonic()
            with pytest.raises(LibraryReadOnly, match="is full"):
                library.add_annotation(annotation("x" * 2000))
            told_s = time.monotonic() - started_s
        grow(disk, 4)
        with open_library(disk) as library:
            assert [one.id for one in library.annotations(manifest().id)] == kept
            library.add_annotation(annotation("after"))
    found = f"all {len(kept)} annotations that were accepted"
    tell(Outcome("disk full in the database", str(refused.value), told_s, found, None))


def test_a_read_only_folder_is_refused_before_anything_records(tmp_path: Path, tell: Tell) -> None:
    with memory_disk(tmp_path / "disk", 160) as disk:
        seal(disk)
        started_s = time.monotonic()
        with pytest.raises(ObserverError, match="cannot be written") as refused:
            start_recording(disk, synthetic_plan())
        told_s = time.monotonic() - started_s
        found = "nothing: no recording began" if not list(disk.iterdir()) else "something"
    assert found.startswith("nothing")
    tell(Outcome("read-only folder", str(refused.value), told_s, found, None))


def test_a_disk_sealed_under_a_recording_keeps_what_was_recorded(
    tmp_path: Path, tell: Tell
) -> None:
    with loop_disk(tmp_path, 400) as disk:
        client, mark = _recording(disk.place)
        last = client.status()
        disk.give_up()
        sealed_ns = time.monotonic_ns()
        told = wait_until_ended(client, last, sealed_ns / 1e9, 20)
        disk.unmount()
        disk.mount()
        after = look_after(client.folder)
        assert [m.id for m in after.marks] == [mark]
    tell(
        Outcome(
            "disk sealed by its file system in the middle of a recording",
            told.words,
            told.after_s,
            after.in_words(),
            after.lost_s(sealed_ns),
        )
    )


def test_a_disk_that_cannot_keep_what_it_took_ends_the_recording(
    tmp_path: Path, tell: Tell
) -> None:
    """The image lies on a disk that is full: writes succeed, and fsync says that they are lost."""
    with (
        memory_disk(tmp_path / "thin", 60) as thin,
        loop_disk(tmp_path, 400, image=thin / "image") as disk,
    ):
        client, mark = _recording(disk.place)
        last = client.status()
        _fill(thin / "ballast")
        failing_ns = time.monotonic_ns()
        told = wait_until_ended(client, last, failing_ns / 1e9, 20)
        assert "The disk that holds" in told.words
        (thin / "ballast").unlink()
        disk.unmount()
        disk.mount()
        after = look_after(client.folder)
        assert [m.id for m in after.marks] == [mark]
        disk.unmount()
    tell(
        Outcome(
            "fsync error (ext4 on a disk that has no room behind it)",
            told.words,
            told.after_s,
            after.in_words(),
            after.lost_s(failing_ns),
        )
    )


def _say_until_refused(library: Library, kept: list[str]) -> None:
    for _ in range(1000):
        said = annotation("x" * 2000)
        library.add_annotation(said)
        kept.append(said.id)


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
        while ballast.write(bytes(64 * 1024)):
            pass


def _recording(library: Path) -> tuple[RecorderClient, str]:
    client = start_recording(library, synthetic_plan())
    wait_for_frames(client, 45)  # the first sync is a second away
    return client, client.mark(AnnotationKind.FRICTION, severity=2).id


def _session_s(start_ns: int, moment_ns: int) -> float:
    return (moment_ns - start_ns) / 1e9
