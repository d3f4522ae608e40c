"""The review of a session with a card's number on a window that moves."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.intake.landing import land_session
from observer.ui.review.page import ReviewPage
from tests.export.redaction.planted import Planted, make_planted


@pytest.fixture
def planted(root: Path) -> Planted:
    return make_planted(root)


@pytest.fixture
def page(qtbot: QtBot, empty_page: ReviewPage, library: Library, planted: Planted) -> ReviewPage:
    """Two and a half seconds in, with the text on screen."""
    row = land_session(library, planted.folder)
    empty_page.open_session(row.id)
    qtbot.waitUntil(lambda: not empty_page.picture.image.isNull())
    empty_page.player.seek(2_500_000_000)
    qtbot.waitUntil(lambda: empty_page.player.time_ns == 2_500_000_000)
    return empty_page
