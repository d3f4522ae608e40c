"""The reel's page: gathering, arranging, trimming, playing and exporting."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from observer.database.library import Library
from observer.model.reel import ReelClip, TitleCard
from observer.ui.background import close_background
from observer.ui.export.queue import JobState
from observer.ui.reel.export_dialog import ReelExportDialog
from observer.ui.reel.item_rows import CardRow, ClipRow
from observer.ui.reel.page import ReelPage
from observer.ui.reel.question_dialog import QuestionDialog
from observer.ui.reel.reel_book import ReelBook
from observer.ui.review.page import ReviewPage
from tests.export.reading import probe
from tests.ui.export.test_exporting import mark

S = 1_000_000_000


@pytest.fixture
def reel_page(qtbot: QtBot, page: ReviewPage, library: Library) -> Iterator[ReelPage]:
    """The page beside a review of a session with three moments, all of them in the reel."""
    mark(page, 1, 2, 3)
    page.book.select_many([moment.id for moment in page.book.moments])
    QTest.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    reel = ReelPage(library, page.leaving.reel, page.leaving.queue)
    reel.resize(1280, 800)
    reel.show()
    qtbot.waitExposed(reel)
    yield reel
    reel.close()
    close_background()
    delete(reel)


def titles(library: Library) -> list[str]:
    """What the library keeps, clips by the second they begin at."""
    return [
        item.title if isinstance(item, TitleCard) else f"{item.start_ns // S}"
        for item in library.reels()[0].items
    ]


def clips(page: ReelPage) -> list[ClipRow]:
    found = [page.list.content(one) for one in page.list.ids()]
    return [row for row in found if isinstance(row, ClipRow)]


def test_a_key_adds_the_selected_moments_once_and_the_header_counts_them(
    page: ReviewPage, library: Library
) -> None:
    mark(page, 1, 2)
    page.book.select_many([moment.id for moment in page.book.moments])
    assert page.header.reel.text() == "Reel"
    QTest.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert page.header.reel.text() == "Reel 2"
    (reel,) = library.reels()
    assert [type(item) for item in reel.items] == [TitleCard, ReelClip, ReelClip]


def test_the_button_without_a_selection_shows_the_reel(qtbot: QtBot, page: ReviewPage) -> None:
    page.book.select("")
    with qtbot.waitSignal(page.leaving.reel_asked):
        page.header.reel.click()


def test_alt_and_an_arrow_move_an_item_and_undo_brings_it_back(
    reel_page: ReelPage, library: Library
) -> None:
    for row, second in zip(clips(reel_page), (0, 1, 2), strict=True):
        row.trim(second * S, (second + 1) * S)
    assert titles(library) == ["Checkout", "0", "1", "2"]
    last = reel_page.list.ids()[3]
    QTest.keyClick(reel_page.list.grip(last), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(library) == ["Checkout", "0", "2", "1"]
    QTest.keyClick(reel_page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(library) == ["Checkout", "0", "1", "2"]
    reel_page.header.redo.click()
    assert titles(library) == ["Checkout", "0", "2", "1"]


def test_an_item_can_be_dragged_by_its_grip(
    qtbot: QtBot, reel_page: ReelPage, library: Library
) -> None:
    for row, second in zip(clips(reel_page), (0, 1, 2), strict=True):
        row.trim(second * S, (second + 1) * S)
    grip = reel_page.list.grip(reel_page.list.ids()[3])
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseMove(grip, grip.mapFromGlobal(reel_page.list.mapToGlobal(QPoint(10, 2))))
    qtbot.waitUntil(lambda: reel_page.list.ids()[0] != reel_page.book.entries[0].id)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton)
    assert titles(library) == ["2", "Checkout", "0", "1"]


def test_a_card_is_written_in_place_and_kept(reel_page: ReelPage, library: Library) -> None:
    reel_page.panel.screening.show_item(reel_page.list.ids()[1])
    reel_page.header.card.click()
    row = reel_page.list.content(reel_page.list.ids()[1])
    assert isinstance(row, CardRow)
    row.title.clear()
    QTest.keyClicks(row.title, "Pay")
    QTest.keyClick(row.title, Qt.Key.Key_Return)
    row.length.set_value(5.0)
    card = library.reels()[0].items[1]
    assert card == TitleCard("Pay", length_ns=5 * S)


def test_ends_are_trimmed_inside_the_session_and_the_length_follows(
    reel_page: ReelPage, library: Library
) -> None:
    row = clips(reel_page)[0]
    before_ns = reel_page.book.length_ns
    was = reel_page.book.entries[1].item
    assert isinstance(was, ReelClip)
    row.trim(1 * S, 99 * S)
    clip = library.reels()[0].items[1]
    assert isinstance(clip, ReelClip)
    assert (clip.start_ns, clip.end_ns) == (S, 4 * S)
    assert reel_page.book.length_ns == before_ns - (was.end_ns - was.start_ns) + 3 * S
    row.trim(3 * S, 2 * S)
    assert library.reels()[0].items[1] == clip


def test_it_plays_through_from_a_card_into_the_clips(qtbot: QtBot, reel_page: ReelPage) -> None:
    screening = reel_page.panel.screening
    first, second, *_others = reel_page.book.entries
    screening.show_item(first.id, 2_800_000_000)
    QTest.keyClick(reel_page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: screening.current_id == second.id, timeout=5_000)
    qtbot.waitUntil(lambda: screening.time_ns > 3_200_000_000, timeout=10_000)
    QTest.keyClick(reel_page, Qt.Key.Key_Space)
    assert not screening.is_playing
    assert not reel_page.panel.picture.image.isNull()


def test_the_reel_becomes_a_film_in_the_background(
    qtbot: QtBot, reel_page: ReelPage, page: ReviewPage, tmp_path: Path, library: Library
) -> None:
    for row in clips(reel_page):
        row.trim(1 * S, 2 * S)
    reel_page.header.export.click()
    dialog = reel_page.findChild(ReelExportDialog)
    assert dialog is not None
    dialog._folder = tmp_path
    dialog.name.setText("film")
    dialog.go.click()
    queue = page.leaving.queue
    qtbot.waitUntil(lambda: bool(queue.jobs) and not queue.open_jobs, timeout=20_000)
    assert queue.jobs[0].state is JobState.DONE
    assert abs(float(probe(tmp_path / "film.mp4")["format"]["duration"]) - 6.0) < 0.1
    assert [note.kind for note in library.exports(page.session_id)] == ["reel"]


def test_a_question_becomes_a_reel_of_its_moments(
    qtbot: QtBot, reel_page: ReelPage, page: ReviewPage, library: Library
) -> None:
    grave = page.book.moments[1]
    page.book.set_severity(grave.id, 3)
    reel_page.ask()
    dialog = reel_page.findChild(QuestionDialog)
    assert dialog is not None
    with qtbot.waitSignal(dialog.found, timeout=10_000):
        dialog.go.click()
    items = reel_page.book.reel.items
    shown = [item.moment_id for item in items if isinstance(item, ReelClip)]
    assert shown == [grave.id]
    assert len(library.reels()) == 2


def test_what_is_left_alone_is_there_at_the_next_start(
    reel_page: ReelPage, library: Library
) -> None:
    reel_page.header.title.setText("For Monday")
    QTest.keyClick(reel_page.header.title, Qt.Key.Key_Return)
    again = ReelBook(library)
    assert (again.title, again.clip_count) == ("For Monday", 3)
