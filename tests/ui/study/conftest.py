"""A studies' page over a real library with one small study in it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from observer.analysis.standard_forms import standard_questionnaire
from observer.database.library import Library
from observer.model.clock import NS_PER_SECOND
from observer.model.study import (
    Code,
    Component,
    GuideQuestion,
    Score,
    Segment,
    Study,
    Task,
)
from observer.ui.study.page import StudiesPage

STUDY = Study(
    "study-a",
    "Checkout",
    question="Can they pay?",
    tasks=(
        Task("find", "Find a lamp", expected_ns=90 * NS_PER_SECOND, expected_steps=4),
        Task("pay", "Pay for it"),
        Task("return", "Send it back"),
    ),
    guide=(GuideQuestion("why", "Why this one?"), GuideQuestion("else", "What else?")),
    questionnaires=(standard_questionnaire(Score.SEQ),),
    components=(
        Component("payment", "Payment", "Cedar", title="pay*card"),
        Component("shop", "Shop", "Birch", application="firefox"),
    ),
    segments=(Segment("first", "First purchase", 3), Segment("back", "Comes back", 2)),
    codebook=(Code("cost", "hidden cost", "A price that comes late"),),
)

OpenPage = Callable[[], StudiesPage]


@pytest.fixture
def open_page(library: Library, qtbot: QtBot) -> OpenPage:
    """Shows a page and waits until it holds the studies."""

    def show() -> StudiesPage:
        page = StudiesPage(library)
        qtbot.addWidget(page)
        page.resize(1232, 900)
        with qtbot.waitExposed(page), qtbot.waitSignal(page.book.read):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show


@pytest.fixture
def page(library: Library, open_page: OpenPage) -> StudiesPage:
    """A page with the study above in sight."""
    library.save_study(STUDY)
    return open_page()


def kept(page: StudiesPage, qtbot: QtBot) -> None:
    """Wait until everything is in the library."""
    qtbot.waitUntil(lambda: not page.book.keeper.busy)
    QApplication.processEvents()
