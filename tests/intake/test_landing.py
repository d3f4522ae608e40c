import shutil
import time
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.intake.landing import land_session, refresh_index
from observer.model.annotation import AnnotationKind, Mark
from observer.model.errors import SessionDamaged, SessionNotFound
from observer.model.manifest import SessionState
from observer.session.folder import SessionLock
from observer.session.layout import FOCUS_FILE, MANIFEST_FILE, MARKS_FILE
from observer.session.manifest_file import read_manifest, write_manifest
from tests.database.builders import SECOND
from tests.intake.folders import add_mark, add_window, make_folder


def test_a_session_lands_with_its_marks_and_titles(library: Library) -> None:
    folder = make_folder(library.folder)
    mark = add_mark(folder, "dead button")
    add_window(folder, "Delivery address")
    row = land_session(library, folder)
    assert (row.folder, row.state, row.moments) == (folder.name, SessionState.CLOSED, 1)
    (said,) = library.annotations(row.id)
    assert (said.id, said.author, said.kind) == (mark.id, "Ann", AnnotationKind.BUG)
    assert (said.start_ns, said.end_ns, said.severity) == (2 * SECOND, 2 * SECOND, 3)
    assert said.created_at == "2026-11-21T09:00:05.000+00:00"  # 10:00 at +01:00, made after 5 s
    assert [hit.where for hit in library.search("de")] == ["note", "window title"]


def test_landing_again_keeps_edits_and_removals_and_takes_later_marks(library: Library) -> None:
    folder = make_folder(library.folder)
    edited, removed = add_mark(folder, "as marked"), add_mark(folder, "mistake")
    row = land_session(library, folder)
    editor = Editor(library, row.id, "Bo")
    editor.change(edited.id, note="as edited", severity=0)
    editor.remove(removed.id)
    add_mark(folder, "later", 30)
    assert land_session(library, folder).moments == 2
    assert land_session(library, folder) == land_session(library, folder)
    said = library.annotations(row.id)
    assert [(one.note, one.severity) for one in said] == [("as edited", 0), ("later", 3)]
    editor.undo()
    assert [one.note for one in library.annotations(row.id)] == ["as edited", "mistake", "later"]


def test_a_session_that_records_lands_as_recording_and_is_not_locked(library: Library) -> None:
    folder = make_folder(library.folder, state=SessionState.RECORDING)
    with SessionLock(folder):
        assert land_session(library, folder).state is SessionState.RECORDING
    with SessionLock(folder):  # nothing holds it on
        assert refresh_index(library, library.folder).rows[0].state is SessionState.RECORDING
    assert refresh_index(library, library.folder).rows[0].state is SessionState.INTERRUPTED


def test_a_refresh_takes_marks_that_a_running_session_gains(library: Library) -> None:
    folder = make_folder(library.folder, state=SessionState.RECORDING)
    with SessionLock(folder):
        assert refresh_index(library, library.folder).rows[0].moments == 0
        add_mark(folder, "while it runs")
        assert refresh_index(library, library.folder).rows[0].moments == 1


def test_a_torn_last_line_loses_only_itself(library: Library) -> None:
    folder = make_folder(library.folder)
    add_mark(folder, "whole")
    with (folder / MARKS_FILE).open("ab") as file:
        file.write(b'{"id": "torn", "ki')
    assert land_session(library, folder).moments == 1


def test_a_damaged_line_is_said_and_what_came_before_has_landed(library: Library) -> None:
    folder = make_folder(library.folder)
    add_mark(folder, "before")
    (folder / FOCUS_FILE).write_bytes(b'{"time_ns": 1, "application": 7}\nnothing\n')
    with pytest.raises(SessionDamaged, match=FOCUS_FILE):
        land_session(library, folder)
    for _ in range(2):  # as long as it is damaged
        report = refresh_index(library, library.folder)
        assert [row.moments for row in report.rows] == [1]
        assert [type(problem) for problem in report.problems] == [SessionDamaged]
    (folder / FOCUS_FILE).unlink()
    assert refresh_index(library, library.folder).problems == ()


def test_a_refresh_lists_every_folder_and_reports_the_damaged_one(library: Library) -> None:
    folders = [make_folder(library.folder) for _ in range(3)]
    (folders[1] / MANIFEST_FILE).write_text("{ torn")
    report = refresh_index(library, library.folder)
    assert {row.folder for row in report.rows} == {folders[0].name, folders[2].name}
    (problem,) = report.problems
    assert folders[1].name in problem.message
    assert "repair" in problem.remedy


def test_a_manifest_damaged_after_it_landed_leaves_the_session_listed(library: Library) -> None:
    folder = make_folder(library.folder)
    add_mark(folder, "kept")
    refresh_index(library, library.folder)
    (folder / MANIFEST_FILE).write_text("{ torn")
    report = refresh_index(library, library.folder)
    assert [(row.state, row.moments) for row in report.rows] == [(SessionState.CLOSED, 1)]
    assert len(report.problems) == 1


def test_a_changed_manifest_is_read_again(library: Library) -> None:
    folder = make_folder(library.folder)
    refresh_index(library, library.folder)
    write_manifest(folder, replace(read_manifest(folder), participant="P02"))
    assert refresh_index(library, library.folder).rows[0].participant == "P02"


def test_a_folder_that_vanished_is_missing_and_keeps_what_was_said(library: Library) -> None:
    folder = make_folder(library.folder)
    add_mark(folder, "kept")
    row = land_session(library, folder)
    away = folder.rename(library.folder.parent / "elsewhere")
    for _ in range(2):
        (gone,) = refresh_index(library, library.folder).rows
        assert (gone.state, gone.moments) == (SessionState.MISSING, 1)
    away.rename(library.folder / "under-another-name")
    (back,) = refresh_index(library, library.folder).rows
    assert (back.id, back.state, back.moments) == (row.id, SessionState.CLOSED, 1)
    assert back.folder == "under-another-name"


def test_a_renamed_folder_is_the_same_session(library: Library) -> None:
    folder = make_folder(library.folder)
    row = land_session(library, folder)
    folder.rename(library.folder / "another-name")
    (renamed,) = refresh_index(library, library.folder).rows
    assert (renamed.id, renamed.folder, renamed.state) == (row.id, "another-name", row.state)


def test_a_copied_folder_is_reported_and_does_not_take_the_place_of_the_first(
    library: Library,
) -> None:
    folder = make_folder(library.folder)
    refresh_index(library, library.folder)
    shutil.copytree(folder, library.folder / "2020-01-01-copy")
    for _ in range(2):
        report = refresh_index(library, library.folder)
        assert [row.folder for row in report.rows] == [folder.name]
        assert [problem.message for problem in report.problems] == [
            f"2020-01-01-copy is the same session as {folder.name}"
        ]


def test_a_folder_without_a_session_is_not_found(library: Library, tmp_path: Path) -> None:
    with pytest.raises(SessionNotFound):
        land_session(library, tmp_path / "nowhere")


def test_a_refresh_of_many_unchanged_folders_is_quick(library: Library) -> None:
    template = make_folder(library.folder)
    content = (template / MANIFEST_FILE).read_text()
    for number in range(300):
        session_id = f"many{number:012d}"
        folder = library.folder / f"2026-11-21-checkout-P01-{session_id}"
        folder.mkdir()
        text = content.replace(read_manifest(template).id, session_id)
        (folder / MANIFEST_FILE).write_text(text)
    refresh_index(library, library.folder)
    before = time.process_time()
    assert len(refresh_index(library, library.folder).rows) == 301
    spent_s = time.process_time() - before
    assert spent_s < 0.3, "1,000 unchanged folders are promised in less than a second"


def tell_again(folder: Path, mark: Mark) -> None:
    with (folder / MARKS_FILE).open("ab") as file:
        file.write(msgspec.json.encode(mark) + b"\n")


def test_a_mark_that_was_changed_live_is_changed_in_the_library(library: Library) -> None:
    folder = make_folder(library.folder)
    judged, kept, withdrawn = (add_mark(folder, note) for note in ("a", "b", "c"))
    row = land_session(library, folder)
    Editor(library, row.id, "Bo").change(kept.id, note="edited here")
    tell_again(folder, replace(judged, severity=4, note="a, and badly"))
    tell_again(folder, replace(kept, note="changed live, too late"))
    tell_again(folder, replace(withdrawn, withdrawn=True))
    assert land_session(library, folder).moments == 2
    said = {one.id: (one.severity, one.note) for one in library.annotations(row.id)}
    assert said == {judged.id: (4, "a, and badly"), kept.id: (3, "edited here")}


def test_a_mark_that_was_withdrawn_before_it_landed_never_lands(library: Library) -> None:
    folder = make_folder(library.folder)
    tell_again(folder, replace(add_mark(folder, "a slip"), withdrawn=True))
    assert land_session(library, folder).moments == 0
