"""What the book of answers holds, and what it lets go."""

import sys

from pytestqt.qtbot import QtBot

from observer.ui.insight.book import Reading, let_go
from observer.ui.insight.page import InsightPage


def test_a_reading_that_another_took_the_place_of_is_let_go(
    page: InsightPage, qtbot: QtBot
) -> None:
    found = page.book.found
    assert found is not None
    (said, *_) = found.facts.sessions[0].annotations
    del found
    held = sys.getrefcount(said)
    with qtbot.waitSignal(page.book.read):
        page.book.read_again()
    assert page.book.found is not None
    assert page.book.found.facts.sessions[0].annotations[0] == said
    qtbot.waitUntil(lambda: sys.getrefcount(said) < held)
    qtbot.waitUntil(lambda: sys.getrefcount(said) <= 3)


def test_what_is_held_is_let_go_whatever_was_found(page: InsightPage) -> None:
    assert page.book.reading is not None
    held = [page.book.reading, Reading((), None)]
    let_go(held)
    assert held == []
