"""What a crash left open is made whole without being asked for."""

from observer.database.library import Library
from observer.intake.landing import land_session
from observer.intake.mending import left_open, mend_left_open
from observer.model.manifest import SessionState
from observer.session.folder import SessionLock
from observer.session.layout import MANIFEST_FILE
from observer.session.manifest_file import read_manifest
from tests.intake.folders import add_mark, make_folder


def test_interrupted_and_damaged_sessions_are_made_whole_and_land(library: Library) -> None:
    root = library.folder
    whole = make_folder(root)
    interrupted = make_folder(root, state=SessionState.RECORDING)
    add_mark(interrupted, "kept")
    damaged = make_folder(root)
    (damaged / MANIFEST_FILE).write_bytes(b"\x00\x00")
    assert set(left_open(root)) == {interrupted, damaged}
    report = mend_left_open(library, root)
    assert {done.folder for done in report.repaired} == {interrupted, damaged}
    assert report.problems == ()
    assert left_open(root) == []
    assert read_manifest(interrupted).state is SessionState.CLOSED
    assert {row.folder for row in library.sessions()} == {interrupted.name, damaged.name}
    assert land_session(library, whole).state is SessionState.CLOSED


def test_a_session_that_records_is_left_alone(library: Library) -> None:
    folder = make_folder(library.folder, state=SessionState.RECORDING)
    with SessionLock(folder):
        assert mend_left_open(library, library.folder).repaired == ()
        assert read_manifest(folder).state is SessionState.RECORDING


def test_mending_stops_when_told_to(library: Library) -> None:
    for _ in range(3):
        make_folder(library.folder, state=SessionState.RECORDING)
    done: list[float] = []
    report = mend_left_open(library, library.folder, done.append, lambda: len(done) == 1)
    assert len(report.repaired) == 1
    assert len(left_open(library.folder)) == 2
