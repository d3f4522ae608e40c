"""Alt and a code's letter apply it to the selected moments, without the palette."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from observer.annotate.code_keys import keyed
from observer.model.study import Code
from observer.ui.actions import Action, bind_actions
from observer.ui.review.moment_book import MomentBook


class CodeShortcuts(QObject):
    """Bound anew whenever the codebook is another one."""

    def __init__(self, page: QWidget, book: MomentBook, say: Callable[[str], None]) -> None:
        super().__init__(page)
        self._page = page
        self._book = book
        self._say = say
        self._codes: tuple[Code, ...] = ()
        self._shortcuts: list[QShortcut] = []
        book.changed.connect(self._refresh)

    def actions(self) -> list[Action]:
        """One for each code."""
        return [self._action(code) for code in self._codes]

    def _action(self, code: Code) -> Action:
        return Action(
            f"code.{code.id}",
            self.tr("Code: {name}").format(name=code.name),
            self.tr("Saying more"),
            partial(self._toggle, code.id),
            (f"Alt+{code.key.upper()}",) if code.key.isalpha() else (),
            together=self.tr("A code"),
            hindrance=self._hindrance,
            also=self.tr("label tag codebook"),
        )

    def _toggle(self, code_id: str) -> None:
        ids = self._book.selected_ids
        moments = [self._book.moment(one) for one in ids]
        by_all = all(moment is not None and code_id in moment.codes for moment in moments)
        self._book.set_code(ids, code_id, applied=not by_all)

    def _hindrance(self) -> str:
        selected = self._book.current is not None
        return "" if selected else self.tr("Select a moment first, or press M to mark one here")

    def _refresh(self) -> None:
        study = self._book.study
        codes = keyed(study.codebook) if study else ()
        if codes == self._codes:
            return
        self._codes = codes
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = bind_actions(self._page, self.actions(), self._say)
