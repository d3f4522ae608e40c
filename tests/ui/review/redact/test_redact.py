"""Covering in the window: drawn by hand or by keys, saved as it is done, taken back."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.export.clip import export_clip
from observer.model.clock import seconds_to_ns
from observer.model.redaction import Area, Cover, Redaction
from observer.model.span import Span
from observer.ui.banner import Banner
from observer.ui.review.page import ReviewPage
from observer.ui.review.redact.grips import WHOLE, Grip, grip_at
from observer.ui.review.redact.text_dialog import TextDialog
from observer.ui.review.side.tabs import Tab
from tests.export.reading import decoded
from tests.export.redaction.planted import Planted, text_area


def on_screen(page: ReviewPage, x: float, y: float) -> QPoint:
    """A pixel of the picture as a point of the widget over it."""
    area = page.picture.viewport.area()
    scale = area.width() / page.picture.image.width()
    return (area.topLeft() + QPointF(x, y) * scale).toPoint()


def drag(page: ReviewPage, start: tuple[float, float], end: tuple[float, float]) -> None:
    widget = page.redact.screen
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(widget, button, pos=on_screen(page, *start))
    QTest.mouseMove(widget, on_screen(page, *end))
    QTest.mouseRelease(widget, button, pos=on_screen(page, *end))


def draw_over_the_text(page: ReviewPage) -> Redaction:
    press(page, "Shift+X")
    area = text_area(2_500)
    drag(page, (area.x, area.y), (area.x + area.width, area.y + area.height))
    current = page.redact.book.current
    assert current is not None
    return current


def press(page: ReviewPage, *sequences: str) -> None:
    for sequence in sequences:
        focused = QApplication.focusWidget() or page
        key = {"Left": Qt.Key.Key_Left, "Right": Qt.Key.Key_Right, "Return": Qt.Key.Key_Return}
        parts = sequence.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in parts[:-1]:
            modifiers |= getattr(Qt.KeyboardModifier, f"{name}Modifier")
        code = key.get(parts[-1]) or getattr(Qt.Key, f"Key_{parts[-1]}")
        QTest.keyClick(focused, code, modifiers)


@pytest.fixture
def focused(qtbot: QtBot, page: ReviewPage) -> ReviewPage:
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    return page


def test_a_rectangle_over_the_text_covers_it_for_the_windows_stay_and_is_saved(
    focused: ReviewPage, library: Library, planted: Planted, tmp_path: Path
) -> None:
    drawn = draw_over_the_text(focused)
    (kept,) = library.redactions(planted.session_id)
    assert kept == drawn
    assert (kept.window, kept.start_ns, kept.author) == ("bank", seconds_to_ns(2.5), "Ada")
    assert kept.end_ns == seconds_to_ns(6)
    wanted = text_area(2_500)
    assert kept.area is not None
    assert abs(kept.area.x - wanted.x) <= 2
    assert abs(kept.area.width - wanted.width) <= 3
    export_clip(planted.folder, Span(seconds_to_ns(3.2), seconds_to_ns(3.6)), tmp_path / "c.mp4")
    moved = text_area(3_200)
    for picture in decoded(tmp_path / "c.mp4", luma_only=True):
        place = picture[moved.y : moved.y + moved.height, moved.x : moved.x + moved.width]
        assert place.max() < 30


def test_the_area_goes_along_on_the_picture_and_moves_and_stretches_by_the_hand(
    focused: ReviewPage, qtbot: QtBot
) -> None:
    page, book = focused, focused.redact.book
    drawn = draw_over_the_text(page)
    at = seconds_to_ns(4)
    page.player.seek(at)
    qtbot.waitUntil(lambda: page.player.time_ns == at)
    shown = book.area_of(drawn, at)
    assert shown is not None
    assert drawn.area is not None
    assert (shown.x - drawn.area.x, shown.y - drawn.area.y) == (140, 80)
    middle = (shown.x + shown.width / 2, shown.y + shown.height / 2)
    drag(page, middle, (middle[0] - 40, middle[1]))
    moved = book.current
    assert moved is not None
    assert moved.area is not None
    assert abs(drawn.area.x - 40 - moved.area.x) <= 2
    assert moved.area.y == drawn.area.y
    edge = (shown.x - 40 + shown.width, shown.y + shown.height / 2)
    drag(page, edge, (edge[0] + 30, edge[1]))
    stretched = book.current
    assert stretched is not None
    assert stretched.area is not None
    assert abs(stretched.area.width - moved.area.width - 30) <= 2
    assert stretched.area.x == moved.area.x


def test_everything_can_be_done_by_keys(
    focused: ReviewPage, library: Library, planted: Planted, qtbot: QtBot
) -> None:
    page = focused
    press(page, "Shift+X", "Return")
    (kept,) = library.redactions(planted.session_id)
    assert kept.area == Area(240, 175, 160, 50)
    press(page, "Right", "Shift+Right", "Alt+Left")
    (kept,) = library.redactions(planted.session_id)
    assert kept.area == Area(251, 175, 159, 50)
    page.player.seek(seconds_to_ns(3.5))
    qtbot.waitUntil(lambda: page.player.time_ns == seconds_to_ns(3.5))
    press(page, "O")
    (kept,) = library.redactions(planted.session_id)
    assert kept.span == Span(seconds_to_ns(2.5), seconds_to_ns(3.5))
    press(page, "Delete")
    assert library.redactions(planted.session_id) == []
    press(page, "Escape")
    assert not page.redact.is_editing
    assert page.hasFocus()


def test_what_was_removed_comes_back_by_the_message(
    focused: ReviewPage, library: Library, planted: Planted, qtbot: QtBot
) -> None:
    drawn = draw_over_the_text(focused)
    focused.side.covered.remove.click()
    assert library.redactions(planted.session_id) == []
    window: QWidget = focused.window()
    banner = window.findChildren(Banner)[-1]
    undo = next(one for one in banner.findChildren(QPushButton) if one.text() == "Undo")
    undo.click()
    assert library.redactions(planted.session_id) == [drawn]


def test_a_start_set_where_the_window_was_elsewhere_still_covers_the_same_part_of_it(
    focused: ReviewPage, qtbot: QtBot
) -> None:
    page, book = focused, focused.redact.book
    page.player.seek(seconds_to_ns(3.5))
    qtbot.waitUntil(lambda: page.player.time_ns == seconds_to_ns(3.5))
    press(page, "Shift+X")
    drag(page, (300, 220), (400, 240))
    drawn = book.current
    assert drawn is not None
    page.player.seek(seconds_to_ns(2))
    qtbot.waitUntil(lambda: page.player.time_ns == seconds_to_ns(2))
    press(page, "I")
    current = book.current
    assert current is not None
    assert current.start_ns == seconds_to_ns(2)
    assert current.area is not None
    assert drawn.area is not None
    assert (drawn.area.x - current.area.x, drawn.area.y - current.area.y) == (140, 80)


def test_it_is_hatched_and_filled_where_it_is_shown_as_exported(
    focused: ReviewPage, qtbot: QtBot
) -> None:
    drawn = draw_over_the_text(focused)
    focused.redact.set_editing(False)
    assert drawn.area is not None
    place = on_screen(focused, drawn.area.x + 20, drawn.area.y + 5)

    def shades() -> set[str]:
        image = focused.picture.grab().toImage()
        ratio = image.devicePixelRatio()
        return {
            image.pixelColor(round((place.x() + dx) * ratio), round((place.y() + 2) * ratio)).name()
            for dx in range(24)
        }

    assert len(shades()) > 1
    press(focused, "Control+Shift+X")
    assert shades() == {"#000000"}


@pytest.mark.parametrize(("verb", "cover"), [("silence", Cover.SILENCE), ("tone", Cover.TONE)])
def test_the_chosen_stretch_is_silenced_or_toned(
    focused: ReviewPage, library: Library, planted: Planted, verb: str, cover: Cover
) -> None:
    focused.verbs.set_range(Span(seconds_to_ns(1), seconds_to_ns(2)))
    focused.verbs.do(f"cover_{verb}")
    (kept,) = library.redactions(planted.session_id)
    assert (kept.cover, kept.span) == (cover, Span(seconds_to_ns(1), seconds_to_ns(2)))
    assert not focused.timeline.covered.absent


def test_a_block_of_the_lane_is_dragged_to_another_time_and_saved(
    focused: ReviewPage, library: Library, planted: Planted
) -> None:
    focused.verbs.set_range(Span(seconds_to_ns(1), seconds_to_ns(2)))
    focused.verbs.do("cover_silence")
    timeline = focused.timeline
    area, scale = timeline.lane_rect(timeline.covered), timeline.scale
    start = QPointF(area.left() + scale.x_at(seconds_to_ns(1.5)), area.center().y()).toPoint()
    end = QPointF(area.left() + scale.x_at(seconds_to_ns(4.5)), area.center().y()).toPoint()
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(timeline, (start + end) / 2)
    QTest.mouseMove(timeline, end)
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=end)
    (kept,) = library.redactions(planted.session_id)
    assert abs(kept.start_ns - seconds_to_ns(4)) < seconds_to_ns(0.1)


def test_the_list_says_what_is_covered_and_keeps_the_reason(
    focused: ReviewPage, library: Library, planted: Planted
) -> None:
    draw_over_the_text(focused)
    tab = focused.side.covered
    assert focused.side.tabs.tab is Tab.COVERED
    words = tab.list.model().index(0, 0).data()
    assert "follows bank" in words
    tab.reason.setText("her card")
    tab.reason.editingFinished.emit()
    assert library.redactions(planted.session_id)[0].reason == "her card"


def test_the_tab_goes_with_the_last_one_and_another_session_has_none(
    focused: ReviewPage, library: Library
) -> None:
    draw_over_the_text(focused)
    focused.redact.set_editing(False)
    assert focused.side.tabs.isTabVisible(list(Tab).index(Tab.COVERED))
    current = focused.redact.book.redactions[0]
    focused.redact.book.remove(current)
    assert not focused.side.tabs.isTabVisible(list(Tab).index(Tab.COVERED))
    assert np.all([not focused.redact.screen.isVisible(), focused.timeline.covered.absent])


def test_a_corner_is_taken_hold_of_before_the_rectangle() -> None:
    from PySide6.QtCore import QRectF

    rect = QRectF(100, 100, 60, 40)
    assert grip_at(rect, QPointF(161, 141)) == Grip(1, 1)
    assert grip_at(rect, QPointF(100, 120)) == Grip(-1, 0)
    assert grip_at(rect, QPointF(130, 120)) == WHOLE
    assert grip_at(rect, QPointF(10, 10)) is None
    assert Grip(-1, 0).moved(rect, QPointF(500, 0)).width() == 1


@pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="the tesseract program (tesseract-ocr) is not here"
)
def test_text_that_is_found_is_offered_and_covered_once_it_is_accepted(
    focused: ReviewPage, library: Library, planted: Planted, qtbot: QtBot
) -> None:
    focused.verbs.set_range(Span(seconds_to_ns(2.2), seconds_to_ns(3)))
    press(focused, "Shift+X")
    focused.redact.bar.text.click()
    dialog = focused.window().findChild(TextDialog)
    assert isinstance(dialog, TextDialog)
    dialog.words.setText("nowhere, 4929")
    dialog.look.click()
    qtbot.waitUntil(lambda: dialog.list.count() > 0, timeout=20_000)
    assert library.redactions(planted.session_id) == []
    dialog.list.setCurrentRow(0)
    assert focused.player.time_ns >= seconds_to_ns(2.2)
    dialog.take.click()
    (kept,) = library.redactions(planted.session_id)
    assert (kept.window, kept.start_ns) == ("bank", seconds_to_ns(2.2))
    assert kept.area is not None
    assert abs(kept.area.y - text_area(2_500).y) < 30
