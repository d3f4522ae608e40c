"""Session folders as a recorder leaves them, without the media."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from observer.model.annotation import AnnotationKind, Mark
from observer.model.identity import new_id
from observer.model.manifest import SessionState
from observer.model.samples import FocusChange
from observer.session.folder import create_folder
from observer.session.layout import FOCUS_FILE, MARKS_FILE
from observer.session.manifest_file import write_manifest
from tests.database.builders import SECOND, manifest


def make_folder(
    root: Path, session_id: str = "", state: SessionState = SessionState.CLOSED
) -> Path:
    session_id = session_id or new_id()
    folder = create_folder(root, "Checkout", "P01", session_id, date(2026, 11, 21))
    write_manifest(folder, replace(manifest(session_id), state=state))
    return folder


def add_mark(folder: Path, note: str, start_s: int = 2) -> Mark:
    mark = Mark(
        new_id(), AnnotationKind.BUG, start_s * SECOND, (start_s + 3) * SECOND, 3, note, "Ann"
    )
    with (folder / MARKS_FILE).open("ab") as file:
        file.write(msgspec.json.encode(mark) + b"\n")
    return mark


def add_window(folder: Path, title: str, time_s: int = 1) -> None:
    change = FocusChange(time_s * SECOND, "Firefox", title)
    with (folder / FOCUS_FILE).open("ab") as file:
        file.write(msgspec.json.encode(change) + b"\n")
