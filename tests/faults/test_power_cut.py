"""The power goes: a real file system stopped by its own ioctl, and a trace of what was synced."""

import random
import shutil
import time
from pathlib import Path

import pytest

from observer.database.library import open_library
from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.model.errors import LibraryError
from observer.model.manifest import Health, SessionState
from observer.model.samples import FocusChange, InputEvent
from observer.recorder.client import start_recording
from tests.database.builders import annotation, manifest
from tests.faults.aftermath import look_after
from tests.faults.conftest import Tell
from tests.faults.disks import loop_disk
from tests.faults.outcome import Outcome
from tests.faults.witness import wait_until_ended
from tests.session.recordings import TinyEncoder, open_writer, ordinary_samples
from tests.synthetic_session import synthetic_plan, wait_for_frames

_CUTS = 2


def test_a_power_cut_loses_at_most_two_seconds_and_no_mark(tmp_path: Path, tell: Tell) -> None:
    moments = random.Random(2)  # not secret, but repeatable
    told_s, lost_s, found, words = 0.0, 0.0, "", ""
    with loop_disk(tmp_path, 400) as disk:
        for number in range(_CUTS):
            client = start_recording(disk.place / str(number), synthetic_plan())
            wait_for_frames(client, 30)
            time.sleep(moments.uniform(0.0, 1.0))
            last = client.status()
            mark = client.mark(AnnotationKind.FRICTION, severity=4)
            disk.cut_power()
            cut_ns = time.monotonic_ns()
            told = wait_until_ended(client, last, cut_ns / NS_PER_SECOND, 10)
            disk.unmount()
            disk.mount()
            after = look_after(client.folder)
            assert after.marks == (mark,)
            assert after.lost_s(cut_ns) < 2.0
            told_s, words = max(told_s, told.after_s), told.words or words
            lost_s, found = max(lost_s, after.lost_s(cut_ns)), after.in_words()
    tell(
        Outcome(
            f"power cut, {_CUTS} times (ext4 on a loop device, stopped by its shutdown ioctl)",
            words,
            told_s,
            f"{found}; every mark",
            lost_s,
        )
    )


def test_what_the_library_said_is_kept_through_a_power_cut(tmp_path: Path, tell: Tell) -> None:
    kept: list[str] = []
    with loop_disk(tmp_path, 64) as disk:
        with open_library(disk.place) as library:
            library.index_session(manifest(), "a-session", SessionState.CLOSED)
            for number in range(20):
                said = annotation(str(number))
                library.add_annotation(said)
                kept.append(said.id)
            disk.cut_power()
            started_s = time.monotonic()
            with pytest.raises(LibraryError) as refused:
                library.add_annotation(annotation("after the cut"))
            told_s = time.monotonic() - started_s
        disk.unmount()
        disk.mount()
        with open_library(disk.place) as library:
            assert [one.id for one in library.annotations(annotation().session_id)] == kept
    words = str(refused.value)
    found = f"the library opens with all {len(kept)} annotations"
    tell(Outcome("power cut while annotating (the same disk)", words, told_s, found, None))


def test_what_was_synced_alone_is_a_whole_session(tmp_path: Path, tell: Tell) -> None:
    """The trace of a disk that keeps nothing but what it was told to keep."""
    encoder = TinyEncoder()
    writer, folder = open_writer(tmp_path / "library", encoder)
    synced_ns: list[int] = []
    for sample in ordinary_samples(encoder, 5.0):
        writer.write(sample)
        now_ns = sample.time_ns if isinstance(sample, InputEvent | FocusChange) else sample.start_ns
        if now_ns >= (len(synced_ns) + 1) * NS_PER_SECOND:
            writer.sync(now_ns)
            shutil.copytree(folder, tmp_path / str(len(synced_ns)) / folder.name)
            synced_ns.append(now_ns)
    writer.close(5 * NS_PER_SECOND, Health())
    lost_s = 0.0
    for number, next_ns in enumerate(synced_ns[1:]):
        after = look_after(tmp_path / str(number) / folder.name)
        lost_s = max(lost_s, next_ns / NS_PER_SECOND - min(after.pictures_s, after.sound_s))
    assert lost_s < 2.0
    found = f"{len(synced_ns) - 1} moments: repaired, verified"
    tell(Outcome("power cut just before the next sync (write trace)", "", None, found, lost_s))
