import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from observer.model.errors import SessionBusy, SessionNotFound
from observer.model.manifest import SessionState
from observer.session.folder import (
    SessionLock,
    create_folder,
    find_folder,
    list_folders,
    session_state,
)
from observer.session.manifest_file import write_manifest
from tests.session.recordings import new_manifest

DAY = date(2026, 11, 21)


def add_session(library: Path, session_id: str, day: date = DAY) -> Path:
    folder = create_folder(library, "Checkout", "P01", session_id, day)
    write_manifest(folder, new_manifest(id=session_id))
    return folder


def test_a_folder_is_named_for_people(tmp_path: Path) -> None:
    folder = create_folder(tmp_path / "new" / "library", "Check out!", "P 01", "k3f9abcd", DAY)
    assert folder.name == "2026-11-21-check-out-P-01-k3f9"
    assert folder.is_dir()


def test_two_sessions_whose_ids_begin_alike_get_folders_of_their_own(tmp_path: Path) -> None:
    one = add_session(tmp_path, "k3f9aaaa")
    two = add_session(tmp_path, "k3f9bbbb")
    assert one != two
    assert find_folder(tmp_path, "k3f9a") == one
    assert find_folder(tmp_path, "k3f9bbbb") == two
    with pytest.raises(SessionNotFound, match="may mean"):
        find_folder(tmp_path, "k3f9")


def test_folders_are_listed_oldest_first(tmp_path: Path) -> None:
    newer = add_session(tmp_path, "aaaabbbb", date(2026, 11, 22))
    older = add_session(tmp_path, "zzzzbbbb", date(2026, 11, 20))
    (tmp_path / "clips").mkdir()
    (tmp_path / "library.db").touch()
    assert list_folders(tmp_path) == [older, newer]
    assert list_folders(tmp_path / "nowhere") == []


def test_a_session_is_found_by_whatever_a_person_has_at_hand(tmp_path: Path) -> None:
    folder = add_session(tmp_path, "k3f9abcd")
    add_session(tmp_path, "x5y6abcd")
    for text in ("k3f9abcd", "k3f9", folder.name, str(folder)):
        assert find_folder(tmp_path, text) == folder


def test_a_renamed_folder_is_still_found_by_its_id(tmp_path: Path) -> None:
    folder = add_session(tmp_path, "k3f9abcd").rename(tmp_path / "the good one")
    assert find_folder(tmp_path, "k3f9") == folder


def test_a_session_with_a_damaged_manifest_is_still_found(tmp_path: Path) -> None:
    folder = add_session(tmp_path, "k3f9abcd")
    add_session(tmp_path, "x5y6abcd")
    (folder / "session.json").write_text("{")
    assert find_folder(tmp_path, "k3f9") == folder
    assert find_folder(tmp_path, "k3f9abcd") == folder


@pytest.mark.parametrize("text", ["", "k3f", "nope", "k3f9zzzz", "."])
def test_what_names_no_session_is_not_found(tmp_path: Path, text: str) -> None:
    add_session(tmp_path, "k3f9abcd")
    with pytest.raises(SessionNotFound, match="observer sessions"):
        find_folder(tmp_path, text)


def test_only_one_process_holds_a_session(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from observer.session.folder import SessionLock\n"
        "SessionLock(Path(sys.argv[1])).acquire()\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    lock = SessionLock(tmp_path)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert lock.is_held()
        with pytest.raises(SessionBusy, match="Another process records"):
            lock.acquire()
        with pytest.raises(SessionBusy):
            lock.refuse_if_held()
        other.kill()
        other.wait()
    lock.refuse_if_held()
    with lock:
        assert SessionLock(tmp_path).is_held()
        with pytest.raises(SessionBusy):
            SessionLock(tmp_path).acquire()
    assert not lock.is_held()


def test_the_state_tells_a_running_recording_from_one_that_broke_off(tmp_path: Path) -> None:
    recording = new_manifest()
    assert session_state(tmp_path, recording) is SessionState.INTERRUPTED
    with SessionLock(tmp_path):
        assert session_state(tmp_path, recording) is SessionState.RECORDING
    assert session_state(tmp_path, recording) is SessionState.INTERRUPTED
    closed = new_manifest(state=SessionState.CLOSED)
    with SessionLock(tmp_path):
        assert session_state(tmp_path, closed) is SessionState.CLOSED
