import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.intake.landing import refresh_index
from observer.model.annotation import AnnotationKind, Mark, ReviewState
from observer.ui.library.filter_bar import FilterBar
from observer.ui.library.grid import SessionGrid
from observer.ui.library.menu import SessionMenu
from observer.ui.library.page import LibraryPage
from observer.ui.library.recent import RecentButton, remember_opened
from observer.ui.library.session_list import Column, SessionList
from observer.ui.library.table import SessionTable
from observer.ui.search.hit_list import HitList
from tests.ui.sessions_made import make_session

MARK = Mark("m1", AnnotationKind.FRICTION, 10**9, 10**9, 3, "Post code refused")


@pytest.fixture
def page(library: Library, root: Path, qtbot: QtBot) -> LibraryPage:
    """Three sessions of two studies; P02's is done and holds a moment."""
    make_session(root, study="Checkout", participant="P01", days_ago=1, seconds=3)
    make_session(root, study="Checkout", participant="P02", days_ago=3, marks=[MARK])
    make_session(root, study="Returns", participant="P03", days_ago=2, seconds=5)
    refresh_index(library, root)
    library.set_review_state(library.sessions()[0].id, ReviewState.DONE)
    return show(library, root, qtbot)


def show(library: Library, root: Path, qtbot: QtBot) -> LibraryPage:
    made = LibraryPage(library, root)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def bar_of(page: LibraryPage) -> FilterBar:
    return page.findChildren(FilterBar)[0]


def shown(page: LibraryPage) -> list[str]:
    return [row.participant for row in page.findChildren(SessionList)[0].shown()]


def test_filters_combine_with_each_other_and_with_the_words(page: LibraryPage) -> None:
    bar = bar_of(page)
    assert shown(page) == ["P01", "P03", "P02"]
    bar.study.choose("Checkout")
    assert shown(page) == ["P01", "P02"]
    bar.reviews[ReviewState.DONE].click()
    assert shown(page) == ["P02"]
    page.search_line.setText("P01")
    assert shown(page) == []
    bar.reviews[ReviewState.DONE].click()
    assert shown(page) == ["P01"]
    page.search_line.clear()
    bar.clear_button.click()
    assert shown(page) == ["P01", "P03", "P02"]


def test_participants_on_offer_are_those_of_the_chosen_study(page: LibraryPage) -> None:
    bar = bar_of(page)
    bar.study.choose("Checkout")
    offered = [bar.participant.itemText(row) for row in range(bar.participant.count())]
    assert offered[1:] == ["P01", "P02"]
    assert bar.reviews[ReviewState.TO_REVIEW].text().endswith("1")


def test_filters_and_view_are_there_again_after_a_restart(
    page: LibraryPage, library: Library, root: Path, qtbot: QtBot
) -> None:
    bar_of(page).study.choose("Returns")
    bar_of(page).list.click()
    page.close()
    again = show(library, root, qtbot)
    assert shown(again) == ["P03"]
    assert again.findChildren(SessionTable)[0].isVisible()
    assert not again.findChildren(SessionGrid)[0].isVisible()


@pytest.mark.parametrize(
    ("column", "ascending"),
    [
        (Column.PARTICIPANT, ["P01", "P02", "P03"]),
        (Column.DATE, ["P02", "P03", "P01"]),
        (Column.LENGTH, ["P02", "P01", "P03"]),
        (Column.MOMENTS, ["P01", "P03", "P02"]),
        (Column.STATE, ["P01", "P03", "P02"]),
    ],
)
def test_the_list_is_sorted_by_the_head_that_is_pressed(
    page: LibraryPage, column: Column, ascending: list[str]
) -> None:
    bar_of(page).list.click()
    heads = page.findChildren(SessionTable)[0].horizontalHeader()
    middle = heads.sectionViewportPosition(column) + heads.sectionSize(column) // 2
    orders = []
    for _ in range(2):
        QTest.mouseClick(
            heads.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle, heads.height() // 2)
        )
        orders.append(shown(page))
    assert ascending in orders
    bar_of(page).grid.click()
    assert shown(page) == ["P01", "P03", "P02"]


def test_the_review_state_is_set_from_a_cards_menu(page: LibraryPage, library: Library) -> None:
    row = page.sessions()[0]
    menu = page.findChildren(SessionMenu)[0].make(row, page)
    next(action for action in menu.actions() if action.text() == "In review").trigger()
    assert library.session(row.id).review is ReviewState.IN_REVIEW
    assert page.sessions()[0].review is ReviewState.IN_REVIEW


def test_what_is_said_in_the_sessions_is_found_below_them(page: LibraryPage, qtbot: QtBot) -> None:
    hits = page.findChildren(HitList)[0]
    page.search_line.setFocus()
    QTest.keyClicks(page.search_line, "post c")
    qtbot.waitUntil(hits.isVisible)
    QTest.keyClick(page.search_line, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.keyClick(hits, Qt.Key.Key_Return)
    assert opened.args == [page.sessions()[2].id, 10**9, "m1"]
    QTest.keyClick(page.search_line, Qt.Key.Key_Escape)
    QTest.keyClick(page.search_line, Qt.Key.Key_Escape)
    assert not hits.isVisible()


def test_finds_are_sifted_like_the_sessions(page: LibraryPage, qtbot: QtBot) -> None:
    hits = page.findChildren(HitList)[0]
    page.search_line.setText("post")
    qtbot.waitUntil(hits.isVisible)
    bar_of(page).study.choose("Returns")
    qtbot.waitUntil(lambda: not hits.isVisible())
    bar_of(page).study.choose("Checkout")
    qtbot.waitUntil(hits.isVisible)


def test_the_example_opens_from_an_empty_library(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    page = show(library, root, qtbot)
    with qtbot.waitSignal(page.open_asked, timeout=10_000) as opened:
        page.errands.add_example()
    assert [row.id for row in page.sessions()] == opened.args
    assert page.sessions()[0].moments == 4


def test_a_card_leafs_through_its_session_under_the_pointer(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    make_session(root)
    page = show(library, root, qtbot)
    grid = page.findChildren(SessionGrid)[0]
    qtbot.waitUntil(lambda: grid.model().rowCount() == 1)
    cell = grid.visualRect(grid.model().index(0, 0))
    qtbot.waitUntil(lambda: _picture(grid) != "", timeout=10_000)
    beside = QPoint(cell.right() + 40, cell.bottom() + 40)
    _point(grid, beside)
    still = _picture(grid)
    looks = set()
    for part in (0.1, 0.5, 0.9):
        x = cell.left() + round(part * cell.width())
        _point(grid, QPoint(x, cell.center().y()))
        looks.add(_picture(grid))
    assert len(looks) == 3
    _point(grid, beside)
    assert _picture(grid) == still


def _point(grid: SessionGrid, position: QPoint) -> None:
    """The pointer is here; the display's own pointer has no say in it."""
    where = QPointF(position)
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        where,
        QPointF(grid.viewport().mapToGlobal(position)),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(grid.viewport(), move)


def _picture(grid: SessionGrid) -> str:
    """What the upper part of the first card looks like; nothing while it has no picture."""
    cell = grid.visualRect(grid.model().index(0, 0))
    image = grid.viewport().grab(cell.adjusted(20, 20, -20, -cell.height() // 2)).toImage()
    if image.pixelColor(120, 60).blue() - image.pixelColor(120, 60).red() < 40:
        return ""
    return hashlib.sha256(bytes(image.constBits())).hexdigest()


def test_sessions_opened_last_are_at_hand(page: LibraryPage, library: Library) -> None:
    button = page.findChildren(RecentButton)[0]
    assert not button.isVisible()
    first, _, third = (row.id for row in page.sessions())
    for session_id in (first, third, "of another library", first):
        remember_opened(session_id)
    button.refresh()
    assert button.isVisible()
    button.menu().aboutToShow.emit()
    assert [action.text()[:3] for action in button.menu().actions()] == ["P01", "P02"]
