"""An Insight page over a real library with the small study in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.ui.insight.board.tab import Board
from observer.ui.insight.page import InsightPage
from tests.analysis.kept_study import keep

OpenPage = Callable[[], InsightPage]


@pytest.fixture
def open_page(library: Library, root: Path, qtbot: QtBot) -> OpenPage:
    """Shows a page and waits until it holds what the library says."""

    def show() -> InsightPage:
        page = InsightPage(library, root)
        qtbot.addWidget(page)
        page.resize(1232, 900)
        with qtbot.waitExposed(page), qtbot.waitSignal(page.book.read):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show


@pytest.fixture
def page(library: Library, open_page: OpenPage) -> InsightPage:
    """A page with the small study in sight."""
    keep(library)
    return open_page()


@pytest.fixture
def board(page: InsightPage) -> Board:
    """Its board."""
    page.show_part("findings")
    shown = page.tabs["findings"]
    assert isinstance(shown, Board)
    return shown


def settled(page: InsightPage, qtbot: QtBot) -> None:
    """Wait until the page shows what the library holds."""
    qtbot.waitUntil(lambda: not page.book.busy)
