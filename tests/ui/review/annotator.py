"""A researcher who annotates in the real window and has no mouse: what she does, as sentences."""

from dataclasses import replace
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from observer.database.library import open_library
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.ui.background import close_background
from observer.ui.palette.palette import Palette
from observer.ui.review.editor.code_palette import CodePalette
from observer.ui.review.keys import KIND_KEYS
from observer.ui.review.page import ReviewPage
from observer.ui.window import MainWindow


class Annotator:
    """Every key goes to the window, as the display server would send it."""

    def __init__(self, qtbot: QtBot, root: Path) -> None:
        self._qtbot = qtbot
        self._root = root
        self._session_id = ""
        self._start()

    def _start(self) -> None:
        self.library = open_library(self._root)
        self.window = MainWindow(self.library, self._root)
        with self._qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)

    # -- coming and going ----------------------------------------------------------------

    def opens_the_session_of(self, participant: str) -> Self:
        """By name, from the palette."""
        self._qtbot.waitUntil(lambda: self.window.library_page.sessions() != ())
        self.finds_and_does(f"open {participant}")
        self._qtbot.waitUntil(lambda: not self.page.picture.image.isNull(), timeout=10_000)
        self._session_id = self.page.session_id
        return self

    def restarts_observer(self) -> Self:
        """The window goes, the library is closed; another process would find what is on disk."""
        self.leaves()
        self._start()
        return self

    def leaves(self) -> None:
        """For good."""
        self.window.close()
        close_background()
        self.library.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # -- keys ----------------------------------------------------------------------------

    def presses(self, *sequences: str) -> Self:
        """One chord after the other."""
        for sequence in sequences:
            handle = self.window.windowHandle()
            assert handle is not None
            QTest.keySequence(handle, QKeySequence(sequence))
        return self

    def types(self, text: str) -> Self:
        """Letter by letter, to whatever has the focus."""
        for letter in text:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClicks(focused, letter)
        return self

    def finds_and_does(self, words: str) -> Self:
        """Ctrl+K, some letters, Enter."""
        self.presses("Ctrl+K")
        self._qtbot.waitUntil(lambda: self._is_open(Palette))
        self.types(words).presses("Return")
        self._qtbot.waitUntil(lambda: not self._is_open(Palette))
        return self

    # -- annotating ----------------------------------------------------------------------

    def goes_to_second(self, second: int) -> Self:
        """From the start on, a second a key."""
        self.presses("Home", *["Ctrl+Right"] * second)
        assert self.page.player.time_ns == second * NS_PER_SECOND
        return self

    def marks_a_moment(self) -> Self:
        """At the playhead."""
        return self.presses("M")

    def says_it_is(self, kind: AnnotationKind) -> Self:
        """Its kind has a letter."""
        return self.presses(next(key for key, one in KIND_KEYS.items() if one is kind))

    def judges_it(self, severity: int) -> Self:
        """A digit."""
        return self.presses(str(severity))

    def says_it_begins_here(self) -> Self:
        """I, for in."""
        return self.presses("I")

    def says_it_ends_here(self) -> Self:
        """O, for out."""
        return self.presses("O")

    def writes_the_note(self, note: str) -> Self:
        """Enter begins it, Escape leaves it; it is saved by itself."""
        self.presses("Return")
        self._qtbot.waitUntil(self.page.side.editor.note.hasFocus)
        return self.types(note).presses("Esc")

    def applies_the_code(self, typed: str) -> Self:
        """A key or the start of a name, or the whole name of one that is not there yet."""
        self.presses("A")
        self._qtbot.waitUntil(lambda: self._is_open(CodePalette))
        self.types(typed).presses("Return")
        self._qtbot.waitUntil(lambda: not self._is_open(CodePalette))
        return self

    def undoes(self, steps: int = 1) -> Self:
        """Ctrl+Z, so many times."""
        return self.presses(*["Ctrl+Z"] * steps)

    def redoes(self, steps: int = 1) -> Self:
        """Ctrl+Shift+Z, so many times."""
        return self.presses(*["Ctrl+Shift+Z"] * steps)

    # -- what there is -------------------------------------------------------------------

    @property
    def page(self) -> ReviewPage:
        """The review."""
        return self.window.review_page

    @property
    def moments(self) -> list[Annotation]:
        """What the library holds, by time; when it was changed last is no part of it."""
        said = self.library.annotations(self._session_id)
        return [replace(one, changed_at="") for one in said]

    @property
    def code_names(self) -> list[str]:
        """The codebook, as the library holds it."""
        study = self.library.study_by_name("Checkout")
        return [code.name for code in study.codebook] if study else []

    def _is_open(self, kind: type[Palette] | type[CodePalette]) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(kind))
