"""Which session folders are worth a look, so that thousands of them can be watched at rest."""

import os
from collections.abc import Mapping
from pathlib import Path

from observer.database.rows import IndexedFolder
from observer.database.sessions import UNKNOWN_STAMP
from observer.model.manifest import SessionState
from observer.session.folder import is_session_folder

_A_LOOK = 400
"""Closed folders looked into each time, about 20 ms: a library of so many is looked through whole,
one of 10,000 within 25 looks."""


class FolderWatch:
    """Remembers which closed folders come next.

    A folder that is new, or that is not closed and in order, is due at every look. What nobody
    records into changes rarely: those take their turns.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._turn = 0

    def look(self, known: Mapping[str, IndexedFolder]) -> tuple[list[Path], set[str]]:
        """The session folders that are due, by name, and the names of all that are there."""
        try:
            with os.scandir(self._root) as entries:
                present = {entry.name for entry in entries if entry.is_dir()}
        except FileNotFoundError:
            return [], set()
        names = sorted(present)
        resting = [name for name in names if name in known and _rests(known[name])]
        turn = {resting[(self._turn + n) % len(resting)] for n in range(min(_A_LOOK, len(resting)))}
        self._turn = (self._turn + _A_LOOK) % len(resting) if resting else 0
        asleep = set(resting) - turn
        due = [self._root / name for name in names if name not in asleep]
        sessions = [folder for folder in due if is_session_folder(folder)]
        present -= {folder.name for folder in due}
        return sessions, present | {folder.name for folder in sessions}


def _rests(folder: IndexedFolder) -> bool:
    return folder.state is SessionState.CLOSED and folder.stamp != UNKNOWN_STAMP
