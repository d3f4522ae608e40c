"""The review page of a closed session whose study is kept, with a moment and a quote."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QSettings, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from observer.database.library import Library
from observer.model.annotation import AnnotationKind
from observer.ui.review.page import ReviewPage
from tests.database.builders import study
from tests.ui.review.conftest import empty_page, library, page, root

__all__ = ["empty_page", "library", "page", "root"]


@pytest.fixture
def told_page(page: ReviewPage, library: Library) -> ReviewPage:
    """A friction that is selected, and a quote."""
    QSettings().clear()
    library.save_study(replace(study(), id="abcdefghjkmnpqrs"))
    editor = page.book.editor
    assert editor is not None
    editor.add(AnnotationKind.FRICTION, 500_000_000, 900_000_000, 3, "Looks twice")
    editor.add(AnnotationKind.QUOTE, 1_000_000_000, quote="Where is it?")
    page.book.reload()
    page.book.select(page.book.moments[0].id)
    return page


class Opened(QObject):
    """What was asked to be opened outside, instead of opening it."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


@pytest.fixture
def opened() -> Iterator[Opened]:
    taker = Opened()
    QDesktopServices.setUrlHandler("file", taker, "take")  # type: ignore[arg-type]  # wrong stub
    yield taker
    QDesktopServices.unsetUrlHandler("file")
