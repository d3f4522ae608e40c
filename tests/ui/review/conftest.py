"""A review page on a session folder as the recorder's writer leaves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from observer.database.library import Library, open_library
from observer.intake.landing import land_session
from observer.ui.background import close_background
from observer.ui.review.page import ReviewPage
from observer.ui.theme import theme
from tests.session.recordings import make_session

SECONDS = 4.0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


@pytest.fixture
def library(root: Path) -> Iterator[Library]:
    with open_library(root) as library:
        yield library


@pytest.fixture
def empty_page(
    qtbot: QtBot, library: Library, root: Path, monkeypatch: pytest.MonkeyPatch, display: str
) -> Iterator[ReviewPage]:
    monkeypatch.setenv("OBSERVER_AUTHOR", "Ada")
    theme().install()
    page = ReviewPage(library, root)
    page.resize(1280, 800)
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.close()
    close_background()
    delete(page)  # at once: each page that stays makes every later change of style slower


@pytest.fixture
def page(qtbot: QtBot, empty_page: ReviewPage, library: Library, root: Path) -> ReviewPage:
    """The page with a session open and its first picture shown."""
    row = land_session(library, make_session(root, SECONDS).folder)
    empty_page.open_session(row.id)
    qtbot.waitUntil(lambda: not empty_page.picture.image.isNull())
    return empty_page
