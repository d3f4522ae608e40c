"""Every figure of the page opens what it stands on, by a press and by Return.

A part is gone over widget by widget: what is painted or can be pressed has to open evidence, and a
plain label that shows a digit is a figure nobody can follow up, unless its own list stands below.
"""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.model.annotation import Annotation, AnnotationKind, Standing
from observer.model.effort import Effort
from observer.ui.insight.bar_row import BarRow
from observer.ui.insight.board.card import FindingCard
from observer.ui.insight.board.column import BoardColumn
from observer.ui.insight.board.loose import LooseMoments
from observer.ui.insight.board.tab import Board
from observer.ui.insight.discovery_curve import DiscoveryCurve
from observer.ui.insight.figure_label import FigureLabel
from observer.ui.insight.gap_effort import TookFigure
from observer.ui.insight.gap_panel import GapPanel
from observer.ui.insight.gap_row import GapRow
from observer.ui.insight.headline_card import HeadlineCard
from observer.ui.insight.heat_panel import HeatPanel
from observer.ui.insight.page import InsightPage
from observer.ui.insight.panel import Panel
from observer.ui.insight.seam_map import SeamMap
from observer.ui.insight.task_timeline import TaskTimeline
from tests.export.reports.rich_study import keep_rich
from tests.ui.insight.conftest import OpenPage

S = 1_000_000_000
Figure = QAbstractButton | FigureLabel
PRESSED = (BarRow, GapRow, TookFigure, HeadlineCard, DiscoveryCurve, FindingCard, FigureLabel)


@pytest.fixture
def rich(library: Library, open_page: OpenPage, qtbot: QtBot) -> InsightPage:
    """A study with something in every part of the page."""
    keep_rich(library, library.folder)
    page = open_page()
    study = library.study_by_name("Checkout, autumn")
    assert study is not None
    session = library.study_sessions(study.id)[0].id
    for number, standing in enumerate(Standing):
        library.add_annotation(
            Annotation(
                f"r{number}", session, "Ada", AnnotationKind.FRICTION, number * S, number * S, None,
                "", "", "", rule="dead-clicks", reason="nothing moved", standing=standing,
            )
        )  # fmt: skip
    for tried in library.attempts(session):
        if tried.end_ns is not None:
            span = (tried.start_ns, tried.end_ns)
            fronts = (("web", S),)
            library.save_efforts([Effort(tried.id, session, *span, 9, 90.0, 1, 4, 3, fronts)])
    with qtbot.waitSignal(page.book.read):
        page.choose_study(study.id)
        page.book.read_again()
    _settle(page, qtbot)
    return page


def _settle(page: InsightPage, qtbot: QtBot) -> None:
    """What attempts took is measured behind the answers, which are then read again."""
    qtbot.waitUntil(lambda: not page.book.busy and page.book._measuring is None, timeout=20_000)


def figures(page: InsightPage, part: str) -> list[Figure]:
    """All that is pressed in a part, those with words, the page's head included."""
    page.show_part(part)
    found: list[Figure] = []
    for root in (page.head, page.tabs[part]):
        for kind in PRESSED:
            shown = [one for one in root.findChildren(kind) if one.isVisible()]
            found += [one for one in shown if isinstance(one, Figure)]
    return [one for one in found if not isinstance(one, FigureLabel) or one.text()]


def opened(page: InsightPage, act: Callable[[], None]) -> str:
    """What opens: a drawer with evidence in it, or a place in a session; says why where nothing."""
    seen: list[object] = []
    page.drawer = None
    page.session_asked.connect(lambda *told: seen.append(told))
    act()
    page.session_asked.disconnect()
    board = page.tabs.get("findings")
    drawers = [page.drawer, board.drawer if isinstance(board, Board) else None]
    for drawer in drawers:
        if drawer is not None and drawer.isVisible():
            count = drawer.list.count
            drawer.close_overlay()
            QApplication.processEvents()
            return "" if count else "a drawer with nothing in it"
    return "" if seen else "nothing opened"


def press_return(widget: QWidget) -> None:
    widget.setFocus()
    assert widget.hasFocus(), f"{widget} cannot be reached by key"
    QTest.keyClick(widget, Qt.Key.Key_Return)


def click(widget: QWidget) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(widget, left, pos=QPoint(8, min(8, widget.height() // 2)))


def named(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, FigureLabel) else widget.accessibleName()
    return f"{type(widget).__name__} “{words}”"


PARTS = {
    "overview": {HeadlineCard, GapRow, TookFigure, BarRow, FigureLabel},
    "findings": {FindingCard, FigureLabel},
    "seams": {BarRow, FigureLabel},
    "people": {BarRow, DiscoveryCurve, FigureLabel},
    "pictures": {FigureLabel},
    "trust": {BarRow, FigureLabel},
}


@pytest.mark.parametrize("part", PARTS)
def test_every_figure_opens_its_evidence_by_press_and_by_return(
    rich: InsightPage, part: str, qtbot: QtBot
) -> None:
    rich.show_part(part)
    for heat in rich.tabs[part].findChildren(HeatPanel):
        qtbot.waitUntil(heat.view.isVisible, timeout=20_000)
    for gap in rich.tabs[part].findChildren(GapPanel):
        gap.took.click()
    there = figures(rich, part)
    assert {type(one) for one in there} == PARTS[part]
    closed = [
        f"{named(one)} by {act.__name__}: {why}"
        for one in there
        for act in (click, press_return)
        if (why := opened(rich, lambda one=one, act=act: act(one)))  # type: ignore[misc]  # bound now
    ]
    assert closed == []


@pytest.mark.parametrize("part", PARTS)
def test_no_label_shows_a_figure_that_opens_nothing(rich: InsightPage, part: str) -> None:
    rich.show_part(part)
    mute = [
        label.text()
        for root in (rich.head, rich.tabs[part])
        for label in root.findChildren(QLabel)
        if label.isVisible()
        and not isinstance(label, FigureLabel)
        and any(sign.isdigit() for sign in label.text())
        and not _heads_its_list(label)
    ]
    assert mute == []


def _heads_its_list(label: QLabel) -> bool:
    """How many a list below holds, how a figure is made, and what its marks mean."""
    holder = label.parentWidget()
    while holder is not None:
        if isinstance(holder, BoardColumn):
            return label is holder.title
        if isinstance(holder, LooseMoments):
            return label is holder.purpose
        if isinstance(holder, Panel):
            return label is holder.note or isinstance(holder, GapPanel)
        holder = holder.parentWidget()
    return False


@pytest.mark.parametrize("part", ["overview", "seams"])
def test_every_box_and_arrow_of_the_seams_opens_by_key_and_by_press(
    rich: InsightPage, part: str, qtbot: QtBot
) -> None:
    rich.show_part(part)
    (seams,) = rich.tabs[part].findChildren(SeamMap)
    qtbot.waitUntil(lambda: seams.width() > 200)
    titles = [part.component for _, part in seams.ground.boxes]
    titles += [f"{one.source} → {one.target}" for _, one in seams.ground.arrows]
    assert len(titles) > 3
    seams.setFocus()
    told = []
    for _ in titles:
        QTest.keyClick(seams, Qt.Key.Key_Right)
        assert opened(rich, lambda: QTest.keyClick(seams, Qt.Key.Key_Return)) == ""
        assert rich.drawer is not None
        told.append(rich.drawer.evidence.title)
        seams.setFocus()
    assert told == titles
    for box, _ in seams.ground.boxes:
        spot = box.center().toPoint()
        press = partial(QTest.mouseClick, seams, Qt.MouseButton.LeftButton, pos=spot)
        assert opened(rich, press) == ""


def test_every_attempt_and_moment_of_the_timeline_opens_by_key(
    rich: InsightPage, qtbot: QtBot
) -> None:
    rich.show_part("pictures")
    (timeline,) = rich.tabs["pictures"].findChildren(TaskTimeline)
    timeline.setFocus()
    places = 0
    for row, lane in enumerate(timeline._lanes):
        for place in range(-1, len(lane.moments)):
            asked = lane.moments[place].id if place >= 0 else ""
            with qtbot.waitSignal(rich.session_asked) as told:
                QTest.keyClick(timeline, Qt.Key.Key_Return)
            assert told.args[0] == lane.attempt.session_id
            assert told.args[2] == asked
            places += 1
            if place + 1 < len(lane.moments):
                QTest.keyClick(timeline, Qt.Key.Key_Right)
        if row + 1 < len(timeline._lanes):
            QTest.keyClick(timeline, Qt.Key.Key_Down)
    assert places > 5


@pytest.mark.parametrize("part", PARTS)
def test_whatever_can_be_pressed_is_a_figure_or_a_tool_by_name(
    rich: InsightPage, part: str
) -> None:
    """A kind of figure that nobody added here would not be gone over."""
    rich.show_part(part)
    tools = (QPushButton, QToolButton)
    unknown = {
        type(button).__name__
        for button in rich.tabs[part].findChildren(QAbstractButton)
        if button.isVisible() and not isinstance(button, (*PRESSED, *tools))
    }
    assert unknown == set()
