from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.intake.landing import land_session
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.errors import SessionNotFound
from observer.model.manifest import SessionState
from observer.ui.review.page import ReviewPage
from observer.ui.review.timeline import GUTTER_PX
from tests.session.recordings import grey_of, interrupted_session, make_session
from tests.ui.review.conftest import SECONDS

S = 1_000_000_000


def said(library: Library, page: ReviewPage) -> list[Annotation]:
    return library.annotations(page.session_id)


def mark_at(qtbot: QtBot, page: ReviewPage, seconds: float) -> None:
    page.player.seek(round(seconds * S))
    QTest.keyClick(page, Qt.Key.Key_M)


def grey_shown(page: ReviewPage) -> int:
    image = page.picture.image
    return image.pixelColor(image.width() // 2, image.height() // 2).red()


def test_opening_a_session_shows_its_first_picture_length_and_lanes(
    qtbot: QtBot, page: ReviewPage
) -> None:
    assert grey_shown(page) == pytest.approx(grey_of(0), abs=4)
    assert page.player.duration_ns == pytest.approx(SECONDS * S, abs=0.1 * S)
    qtbot.waitUntil(lambda: page.timeline.voice.words == "")
    qtbot.waitUntil(lambda: page.timeline.input.words == "")
    assert [stay.text for stay in page.timeline.window_lane.stays] == [
        "shop · Basket",
        "shop · Pay",
    ]
    scale = page.timeline.scale
    qtbot.waitUntil(lambda: not page.timeline.pictures.missing(scale), timeout=10_000)


def test_another_session_tells_its_own_time_from_its_start(
    qtbot: QtBot, page: ReviewPage, library: Library, root: Path
) -> None:
    (clock,) = (one for one in page.findChildren(QLabel) if one.accessibleName() == "Time")
    page.player.seek(2 * S)
    assert clock.text() == "00:00:02.000"
    page.open_session(land_session(library, make_session(root, SECONDS).folder).id)
    qtbot.waitUntil(lambda: clock.text() == "00:00:00.000")


def test_an_unknown_session_is_refused(empty_page: ReviewPage) -> None:
    with pytest.raises(SessionNotFound):
        empty_page.open_session("nosuchsession")


def test_a_seek_shows_the_picture_that_was_on_screen_then(
    qtbot: QtBot, page: ReviewPage, root: Path
) -> None:
    times_ms = [12]
    while times_ms[-1] < SECONDS * 1000:
        times_ms.append(times_ms[-1] + (33, 66, 120, 400)[(len(times_ms) - 1) % 4])
    for number in (7, 2, 11):
        middle_ms = (times_ms[number] + times_ms[number + 1]) // 2
        page.player.seek(middle_ms * 1_000_000)
        wait_for_picture(qtbot, page, number)
        assert page.player.time_ns == middle_ms * 1_000_000


def test_stepping_goes_picture_by_picture_there_and_back(qtbot: QtBot, page: ReviewPage) -> None:
    qtbot.waitUntil(lambda: page.timeline.input.words == "")
    qtbot.wait(50)
    page.player.seek(0)
    for number in (1, 2, 3, 4):
        QTest.keyClick(page, Qt.Key.Key_Right)
        wait_for_picture(qtbot, page, number)
    QTest.keyClick(page, Qt.Key.Key_Comma)
    wait_for_picture(qtbot, page, 3)


def test_playing_moves_time_on_and_stops_at_the_end(qtbot: QtBot, page: ReviewPage) -> None:
    page.player.seek(round((SECONDS - 1) * S))
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert page.player.is_playing
    qtbot.waitUntil(lambda: not page.player.is_playing, timeout=4_000)
    assert page.player.time_ns > (SECONDS - 0.2) * S


def test_m_marks_a_moment_at_the_playhead_and_selects_it(
    qtbot: QtBot, page: ReviewPage, library: Library
) -> None:
    mark_at(qtbot, page, 1.5)
    (moment,) = said(library, page)
    assert (moment.kind, moment.start_ns, moment.author) == (
        AnnotationKind.FRICTION,
        1.5 * S,
        "Ada",
    )
    assert page.book.current == moment
    assert page.side.editor.isVisible()


def test_keys_judge_name_and_stretch_the_selected_moment(
    qtbot: QtBot, page: ReviewPage, library: Library
) -> None:
    mark_at(qtbot, page, 1.0)
    QTest.keyClick(page, Qt.Key.Key_3)
    QTest.keyClick(page, Qt.Key.Key_Q)
    page.player.seek(2 * S)
    QTest.keyClick(page, Qt.Key.Key_O)
    page.player.seek(S // 2)
    QTest.keyClick(page, Qt.Key.Key_I)
    (moment,) = said(library, page)
    assert (moment.severity, moment.kind) == (3, AnnotationKind.QUOTE)
    assert (moment.start_ns, moment.end_ns) == (S // 2, 2 * S)


def test_undo_brings_back_what_was_there_and_redo_makes_it_again(
    qtbot: QtBot, page: ReviewPage, library: Library
) -> None:
    mark_at(qtbot, page, 1.0)
    QTest.keyClick(page, Qt.Key.Key_4)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(page.book.undone) as undone:
        QTest.keyClick(page, Qt.Key.Key_Z, control)
    assert "severity" in undone.args[0]
    assert said(library, page)[0].severity is None
    QTest.keyClick(page, Qt.Key.Key_Z, control | shift)
    assert said(library, page)[0].severity == 4
    QTest.keyClick(page, Qt.Key.Key_Delete)
    assert said(library, page) == []
    QTest.keyClick(page, Qt.Key.Key_Z, control)
    assert said(library, page)[0].severity == 4


def test_a_note_is_saved_as_it_is_written_and_keys_stay_letters_in_it(
    qtbot: QtBot, page: ReviewPage, library: Library
) -> None:
    mark_at(qtbot, page, 1.0)
    QTest.keyClick(page, Qt.Key.Key_Return)
    note = page.side.editor.note
    qtbot.waitUntil(note.hasFocus)
    QTest.keyClicks(note, "m4 mind the gap")
    assert said(library, page)[0].note == ""
    qtbot.waitUntil(lambda: said(library, page)[0].note == "m4 mind the gap")
    assert len(said(library, page)) == 1
    assert said(library, page)[0].severity is None
    QTest.keyClick(note, Qt.Key.Key_Escape)
    QTest.keyClick(page, Qt.Key.Key_2)
    assert said(library, page)[0].severity == 2


def test_leaving_saves_a_half_written_note(
    qtbot: QtBot, page: ReviewPage, library: Library
) -> None:
    mark_at(qtbot, page, 1.0)
    session_id = page.session_id
    page.side.editor.note.setPlainText("hardly typed")
    page.header.back_requested.emit()
    assert library.annotations(session_id)[0].note == "hardly typed"
    assert page.session_id == ""


def test_choosing_in_the_list_jumps_there_and_selects_on_the_timeline(
    qtbot: QtBot, page: ReviewPage
) -> None:
    mark_at(qtbot, page, 0.5)
    mark_at(qtbot, page, 2.5)
    index = page.side.list.model().index(0, 0)
    centre = page.side.list.visualRect(index).center()
    QTest.mouseClick(page.side.list.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert page.player.time_ns == S // 2
    assert page.timeline.moments.selected_id == page.book.moments[0].id


def test_dragging_the_end_of_a_moment_trims_it_in_one_step(
    qtbot: QtBot, page: ReviewPage, library: Library
) -> None:
    mark_at(qtbot, page, 1.0)
    page.player.seek(2 * S)
    QTest.keyClick(page, Qt.Key.Key_O)
    timeline = page.timeline
    end = point_of(page, 2 * S) - QPoint(3, 0)
    half_second = QPoint(round(S / 2 / timeline.scale.ns_per_px), 0)
    drag(qtbot, page, end, end + half_second)
    (moment,) = said(library, page)
    assert moment.start_ns == S
    assert moment.end_ns == pytest.approx(2.5 * S, abs=0.01 * S)
    page.book.undo()
    assert said(library, page)[0].end_ns == 2 * S


def test_dragging_the_playhead_scrubs(qtbot: QtBot, page: ReviewPage) -> None:
    voice = QPoint(
        GUTTER_PX + 300, round(page.timeline.lane_rect(page.timeline.voice).center().y())
    )
    drag(qtbot, page, voice, voice + QPoint(200, 0))
    assert page.player.time_ns == page.timeline.time_at(GUTTER_PX + 500)


def test_an_interrupted_session_is_repaired_from_the_page(
    qtbot: QtBot, empty_page: ReviewPage, library: Library, root: Path
) -> None:
    row = land_session(library, interrupted_session(root).folder)
    assert row.state is SessionState.INTERRUPTED
    empty_page.open_session(row.id)
    assert empty_page.notice.isVisible()
    with qtbot.waitSignal(empty_page.session_changed, timeout=10_000):
        empty_page.notice.repair()
    assert library.session(row.id).state is SessionState.CLOSED
    assert not empty_page.notice.isVisible()
    qtbot.waitUntil(lambda: not empty_page.picture.image.isNull())


def test_a_session_without_sound_says_so_in_words(
    qtbot: QtBot, empty_page: ReviewPage, library: Library, root: Path
) -> None:
    row = land_session(library, make_session(root, 1.0, sound=False).folder)
    empty_page.open_session(row.id)
    qtbot.waitUntil(lambda: empty_page.timeline.voice.words == "Recorded without sound")


def test_a_damaged_folder_is_explained_and_its_moments_stay(
    qtbot: QtBot, page: ReviewPage, library: Library, root: Path
) -> None:
    mark_at(qtbot, page, 1.0)
    session_id = page.session_id
    folder = root / library.session(session_id).folder
    page.leave()
    (folder / "session.json").write_text("not a manifest")
    page.open_session(session_id)
    assert page.timeline.pictures.words == "Cannot be read"
    assert len(page.book.moments) == 1


def point_of(page: ReviewPage, time_ns: int) -> QPoint:
    timeline = page.timeline
    lane = timeline.lane_rect(timeline.moments)
    return QPoint(round(lane.left() + timeline.scale.x_at(time_ns)), round(lane.top()) + 18)


def drag(qtbot: QtBot, page: ReviewPage, start: QPoint, end: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(page.timeline, left, pos=start)
    QTest.mouseMove(page.timeline, (start + end) / 2)
    QTest.mouseMove(page.timeline, end)
    QTest.mouseRelease(page.timeline, left, pos=end)


def wait_for_picture(qtbot: QtBot, page: ReviewPage, number: int) -> None:
    qtbot.waitUntil(lambda: abs(grey_shown(page) - grey_of(number)) <= 4)
