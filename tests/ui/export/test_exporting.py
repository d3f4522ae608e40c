"""Exports from the review: chosen in a dialog, made in the background, taken up in the tray."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.export.choices import ClipFormat
from observer.export.moment_clips import OverlayName
from observer.intake.landing import land_session
from observer.model.consent import ConsentItem
from observer.model.errors import Cancelled, ExportError
from observer.model.span import Span
from observer.session.manifest_file import read_manifest, write_manifest
from observer.ui.background import Progress
from observer.ui.banner import Banner
from observer.ui.export.dialog import ExportDialog
from observer.ui.export.queue import ExportQueue, Job, JobState
from observer.ui.export.tray import ExportTray
from observer.ui.review.page import ReviewPage
from observer.ui.review.seconds_field import SecondsField
from tests.session.recordings import make_session

S = 1_000_000_000


def open_dialog(page: ReviewPage) -> ExportDialog:
    page.header.export.click()
    dialog = page.findChild(ExportDialog)
    assert dialog is not None
    return dialog


def mark(page: ReviewPage, *seconds: float) -> None:
    for at_s in seconds:
        page.book.select("")
        page.player.seek(round(at_s * S))
        QTest.keyClick(page, Qt.Key.Key_M)
        QTest.keyClick(page, Qt.Key.Key_Escape)


def exported(qtbot: QtBot, page: ReviewPage, dialog: ExportDialog, count: int = 1) -> list[Job]:
    """Press Export, and wait until everything is made."""
    dialog.go.click()
    queue = page.leaving.queue
    qtbot.waitUntil(lambda: len(queue.jobs) == count and not queue.open_jobs, timeout=20_000)
    return queue.jobs


def probe(path: Path) -> Any:
    command = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_the_selected_moment_becomes_a_clip_while_the_review_goes_on(
    qtbot: QtBot, page: ReviewPage, library: Library
) -> None:
    page.player.seek(2 * S)
    QTest.keyClick(page, Qt.Key.Key_M)
    dialog = open_dialog(page)
    dialog.lead.set_value(1.0)
    dialog.tail.set_value(1.5)
    assert dialog.span == Span(S, round(3.5 * S))
    (job,) = exported(qtbot, page, dialog)
    assert job.state is JobState.DONE
    assert job.path.parent.name == "clips"
    facts = probe(job.path)
    assert float(facts["format"]["duration"]) == pytest.approx(2.5, abs=0.1)
    assert {stream["codec_type"] for stream in facts["streams"]} == {"video", "audio"}
    assert [note.path for note in library.exports(page.session_id)] == [str(job.path)]


def test_several_selected_moments_become_a_clip_each(qtbot: QtBot, page: ReviewPage) -> None:
    mark(page, 1, 2)
    page.book.select_many([moment.id for moment in page.book.moments])
    dialog = open_dialog(page)
    assert dialog.source.currentText() == "2 selected moments"
    jobs = exported(qtbot, page, dialog, 2)
    assert [job.state for job in jobs] == [JobState.DONE] * 2
    assert len({job.path for job in jobs}) == 2


def test_all_moments_of_the_list_are_offered_as_it_is_filtered(page: ReviewPage) -> None:
    mark(page, 1, 2, 3)
    page.book.set_order([moment.id for moment in page.book.moments][:2])
    dialog = open_dialog(page)
    words = [dialog.source.itemText(at) for at in range(dialog.source.count())]
    assert "All 2 moments of the list" in words
    dialog.close()


def test_a_stretch_set_with_i_and_o_is_exported_without_room_around_it(page: ReviewPage) -> None:
    page.player.seek(S)
    QTest.keyClick(page, Qt.Key.Key_I)
    page.player.seek(3 * S)
    QTest.keyClick(page, Qt.Key.Key_O)
    dialog = open_dialog(page)
    assert dialog.span == Span(S, 3 * S)
    assert not dialog.lead.isEnabled()
    dialog.close()


def test_this_picture_is_saved_as_a_png_with_what_is_drawn_on_it(
    qtbot: QtBot, page: ReviewPage
) -> None:
    page.player.seek(2 * S)
    dialog = open_dialog(page)
    dialog.source.setCurrentIndex(dialog.source.count() - 1)
    dialog.overlays.boxes[OverlayName.TIME].setChecked(True)
    assert dialog.kind is ClipFormat.PNG
    (job,) = exported(qtbot, page, dialog)
    assert probe(job.path)["streams"][0]["codec_name"] == "png"


def test_what_is_drawn_is_remembered_and_shown_beforehand(qtbot: QtBot, page: ReviewPage) -> None:
    dialog = open_dialog(page)
    dialog.overlays.boxes[OverlayName.TIME].setChecked(True)
    qtbot.waitUntil(lambda: not dialog.preview.image.isNull(), timeout=10_000)
    with_time = dialog.preview.image
    dialog.overlays.boxes[OverlayName.TIME].setChecked(False)
    qtbot.waitUntil(lambda: dialog.preview.image != with_time, timeout=10_000)
    dialog.overlays.boxes[OverlayName.SEVERITY].setChecked(True)
    dialog.reject()
    qtbot.waitUntil(lambda: page.findChild(ExportDialog) is None)
    again = open_dialog(page)
    assert again.overlays.names == (OverlayName.SEVERITY,)
    again.close()


def test_without_consent_to_clips_nothing_is_made_and_the_reason_is_there(
    qtbot: QtBot, empty_page: ReviewPage, library: Library, root: Path
) -> None:
    folder = make_session(root, 2.0).folder
    manifest = read_manifest(folder)
    consent = replace(manifest.consent, items=(ConsentItem.SCREEN, ConsentItem.VOICE))
    write_manifest(folder, replace(manifest, consent=consent))
    empty_page.open_session(land_session(library, folder).id)
    dialog = open_dialog(empty_page)
    assert not dialog.go.isEnabled()
    assert "has not agreed" in dialog._trouble.text()
    assert dialog.preview.image.isNull()
    dialog.close()


def test_a_name_that_is_a_path_or_taken_cannot_be_exported(qtbot: QtBot, page: ReviewPage) -> None:
    dialog = open_dialog(page)
    dialog.name.setText("../elsewhere")
    assert not dialog.go.isEnabled()
    (page._opened.reader.folder / "clips").mkdir()  # type: ignore[union-attr]  # it is open
    (page._opened.reader.folder / "clips" / "here.mp4").touch()  # type: ignore[union-attr]  # so
    dialog.name.setText("here")
    assert not dialog.go.isEnabled()
    dialog.name.setText("there")
    assert dialog.go.isEnabled()
    dialog.close()


def test_exports_wait_their_turn_and_each_can_be_stopped(qtbot: QtBot, tmp_path: Path) -> None:
    queue = ExportQueue()
    held = tmp_path / "go"

    def work(progress: Progress) -> Path:
        while not held.exists():
            if progress.cancelled():
                raise Cancelled("stopped", "again")
        return tmp_path / "done.mp4"

    jobs = [queue.add(f"{n}.mp4", tmp_path / f"{n}.mp4", work) for n in range(4)]
    running, waiting = JobState.RUNNING, JobState.WAITING
    assert [job.state for job in jobs] == [running, running, waiting, waiting]
    queue.cancel(jobs[0])
    queue.cancel(jobs[3])
    qtbot.waitUntil(lambda: jobs[0].state is JobState.STOPPED)
    assert [job.state for job in jobs[1:]] == [running, running, JobState.STOPPED]
    held.touch()
    qtbot.waitUntil(lambda: not queue.open_jobs)
    assert jobs[1].state is jobs[2].state is JobState.DONE


def test_the_tray_opens_when_all_is_made_and_hands_the_file_on(
    qtbot: QtBot, page: ReviewPage
) -> None:
    (job,) = exported(qtbot, page, open_dialog(page))
    tray = page.findChild(ExportTray)
    assert tray is not None
    assert tray.is_open
    row = tray.row(job)
    assert row.show_in_folder.isVisible()
    row.copy.click()
    urls = QGuiApplication.clipboard().mimeData().urls()
    assert [url.toLocalFile() for url in urls] == [str(job.path)]
    row.stop.click()
    assert not tray.isVisible()


def test_a_failed_export_says_what_to_do(qtbot: QtBot, page: ReviewPage, tmp_path: Path) -> None:
    def work(_progress: Progress) -> Path:
        raise ExportError("The disk is full", "Make room")

    page.leaving.queue.add("clip.mp4", tmp_path / "clip.mp4", work)
    qtbot.waitUntil(lambda: not page.leaving.queue.open_jobs)
    assert any("Make room" in one.accessibleName() for one in page.findChildren(Banner))


def test_seconds_are_typed_or_stepped_and_nonsense_goes_back(qtbot: QtBot, display: str) -> None:
    field = SecondsField("Seconds before", 2.0)
    qtbot.addWidget(field)
    for typed, value in (("3,5", 3.5), ("soon", 3.5), ("9999 s", 600.0), ("-1", 0.0)):
        field.setText(typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.value == value
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "0.5 s"
