from pathlib import Path

import pytest

from observer.database.library import Library, open_library
from observer.intake import folder_watch
from observer.intake.folder_watch import FolderWatch
from observer.intake.landing import refresh_folders
from observer.model.manifest import SessionState
from tests.ui.sessions_made import make_session


@pytest.fixture
def three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Library, list[Path]]:
    """A library that looks into one closed folder at a time, and its three folders."""
    monkeypatch.setattr(folder_watch, "_A_LOOK", 1)
    folders = [make_session(tmp_path, participant=f"P0{n}", days_ago=n) for n in range(3)]
    return open_library(tmp_path), sorted(folders)


def test_closed_folders_take_turns_and_others_are_looked_into_each_time(
    three: tuple[Library, list[Path]],
) -> None:
    library, folders = three
    with library:
        watch = FolderWatch(library.folder)
        known = {one.folder: one for one in library.indexed_folders()}
        assert watch.look(known)[0] == folders  # nothing is known yet
        refresh_folders(library, library.folder, watch)
        known = {one.folder: one for one in library.indexed_folders()}
        turns = [watch.look(known)[0] for _ in range(3)]
        assert sorted(folder for turn in turns for folder in turn) == folders
        made = make_session(library.folder, participant="P09", close=False)
        assert made in watch.look(known)[0]


def test_a_change_is_seen_when_its_folder_has_its_turn(
    three: tuple[Library, list[Path]],
) -> None:
    library, folders = three
    with library:
        watch = FolderWatch(library.folder)
        assert refresh_folders(library, library.folder, watch) == ()
        folders[1].rename(library.folder / "renamed")
        (folders[2] / "session.json").unlink()
        (folders[2] / "recording-001.mkv").unlink()
        for _ in range(4):
            refresh_folders(library, library.folder, watch)
        rows = {row.folder: row.state for row in library.sessions()}
        assert rows == {
            folders[0].name: SessionState.CLOSED,
            "renamed": SessionState.CLOSED,
            folders[2].name: SessionState.MISSING,
        }
