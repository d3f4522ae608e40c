"""One of two people who annotate the same session, each at their own computer."""

from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from observer.model.annotation import Annotation
from observer.ui.banner import Banner
from observer.ui.review.agreement.view import AgreementView
from observer.ui.search.popup import SearchPopup
from tests.ui.review.annotator import Annotator


class Coder(Annotator):
    """Has a name, a library and settings of their own; sits at the window until `leaves`."""

    def __init__(
        self, qtbot: QtBot, home: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.name = name
        self._home = home
        self._monkeypatch = monkeypatch
        self._sits_down()
        super().__init__(qtbot, home / "sessions")

    def comes_back(self) -> Self:
        """Another day, at the same computer."""
        self._sits_down()
        self._start()
        return self

    def _sits_down(self) -> None:
        self._home.mkdir(exist_ok=True)
        self._monkeypatch.setenv("OBSERVER_AUTHOR", self.name)
        form, scope = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
        QSettings.setPath(form, scope, str(self._home / "settings"))

    # -- handing on ----------------------------------------------------------------------

    def packs_it_into(self, file: Path) -> Self:
        """As the card's menu does once a file is chosen."""
        file.unlink(missing_ok=True)
        self.window.show_library()
        self.window.library_page.packing.pack_as(self._session_id, file)
        self._qtbot.waitUntil(lambda: "is packed" in self.message)
        return self

    def drops_into_the_library(self, file: Path) -> str:
        """Drags a file onto the library's page; what the window says to it."""
        self.window.show_library()
        for banner in self.window.findChildren(Banner):
            banner.dismiss()
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        event = QDropEvent(
            QPointF(300, 300),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        self.window.library_page.dropEvent(event)
        self._qtbot.waitUntil(lambda: bool(self.message), timeout=10_000)
        return self.message

    @property
    def message(self) -> str:
        """The latest message of the window."""
        shown = [one for one in self.window.findChildren(Banner) if not one.isHidden()]
        return shown[-1].accessibleName() if shown else ""

    # -- looking -------------------------------------------------------------------------

    @property
    def sees(self) -> list[str]:
        """The notes in the list of moments."""
        shown = [self.page.book.moment(one) for one in self.page.side.list.shown_ids]
        return [one.note for one in shown if one is not None]

    def searches_for(self, words: str) -> int:
        """Ctrl+F in the open session; how much is found."""
        self.presses("Ctrl+F")
        self._qtbot.waitUntil(self.page.header.search.hasFocus)
        self.types(words)
        popups = self.window.findChildren(SearchPopup)
        self._qtbot.waitUntil(lambda: any(one.isVisible() for one in popups or self._popups()))
        found = self._popups()[0].list.hits.rowCount()
        QTest.keyClick(self.page.header.search, Qt.Key.Key_Escape)
        self.page.header.search.clear()
        return found

    def _popups(self) -> list[SearchPopup]:
        return self.window.findChildren(SearchPopup)

    @property
    def agreement(self) -> AgreementView:
        """The view of agreement, which is open."""
        view = self.page.agreement.view
        assert view is not None
        return view

    def presses_in_it(self, *keys: Qt.Key) -> Self:
        """To whatever has the focus there."""
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key)
        return self

    def everything_said(self) -> dict[str, Annotation]:
        """All moments in this library, by id."""
        said = self.library.annotations(self._session_id)
        return {one.id: replace(one, changed_at="") for one in said}
