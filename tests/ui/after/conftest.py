"""An after page on a real library, shown in a window that has the keyboard."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.ui.after.page import AfterPage
from tests.ui.after.sitting_made import STUDY, land_sitting


@pytest.fixture
def session_id(library: Library) -> str:
    return land_sitting(library)


@pytest.fixture
def page(library: Library, session_id: str, qtbot: QtBot, display: str) -> Iterator[AfterPage]:
    page = AfterPage(library, session_id, STUDY, "Ada")
    page.resize(1100, 760)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield page
    page.close()
