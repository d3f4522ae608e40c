"""Where the moderator chooses the keys that work everywhere."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from observer.ui.buttons import push_button
from observer.ui.hotkeys.chosen import (
    DEFAULTS,
    choose_hotkey,
    chosen_hotkeys,
    forget_choices,
    purpose_words,
)
from observer.ui.hotkeys.global_keys import GlobalKeys, refusals
from observer.ui.hotkeys.key_field import KeyField
from observer.ui.labels import text_label
from observer.ui.theme import HEADING, SMALL, SPACE


class HotkeySettings(QWidget):
    """A field a key; says which cannot be had and why. What is chosen is kept at once."""

    changed = Signal()
    """Other keys are chosen; `keys`, if there are any, hold them already."""

    def __init__(self, keys: GlobalKeys | None = None, parent: QWidget | None = None) -> None:
        """`keys` are those in use: they are let go while a field waits for one of them."""
        super().__init__(parent)
        self._keys = keys
        self._listened = False
        self.fields: dict[str, KeyField] = {}
        self.problems = {
            purpose: text_label(size=SMALL, tone="rec", wrap=True) for purpose in DEFAULTS
        }
        self.again = push_button(self.tr("Back to the usual keys"), role="quiet", icon_name="undo")
        self.again.clicked.connect(self._forget)
        self._build()
        self._show()

    def _show(self) -> None:
        chosen = chosen_hotkeys()
        refused = self._keys.refused if self._keys and self._keys.listening else refusals()
        for purpose, field in self.fields.items():
            field.show_key(chosen.get(purpose, ""))
            problem = refused.get(purpose)
            self._tell(purpose, str(problem) if problem else "")

    def _tell(self, purpose: str, words: str) -> None:
        self.problems[purpose].setText(words)
        self.problems[purpose].setVisible(bool(words))

    def _arm(self, purpose: str, armed: bool) -> None:
        """A key that is held would never reach the field."""
        if armed:
            self._tell(purpose, "")
            if self._keys is not None and self._keys.listening:
                self._keys.close()
                self._listened = True
            return
        if self._listened and self._keys is not None:
            self._listened = False
            self._keys.listen()
        self._show()

    def _choose(self, purpose: str, key: str) -> None:
        choose_hotkey(purpose, key)
        self._use()

    def _forget(self) -> None:
        forget_choices()
        self._use()

    def _use(self) -> None:
        if self._keys is not None and self._keys.listening:
            self._keys.listen()
        self._show()
        self.changed.emit()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(text_label(self.tr("Keys that work everywhere"), size=HEADING, weight=600))
        column.addWidget(
            text_label(
                self.tr(
                    "They work while the product is in front, and it gets nothing of them. "
                    "Click a key to press another."
                ),
                size=SMALL,
                tone="dim",
                wrap=True,
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(0, 1)
        for row, purpose in enumerate(DEFAULTS):
            words = purpose_words(purpose)
            field = self.fields[purpose] = KeyField()
            field.setAccessibleName(words)
            field.armed.connect(partial(self._arm, purpose))
            field.key_chosen.connect(partial(self._choose, purpose))
            field.refused.connect(partial(self._tell, purpose))
            grid.addWidget(text_label(words), 2 * row, 0)
            grid.addWidget(field, 2 * row, 1)
            grid.addWidget(self.problems[purpose], 2 * row + 1, 0, 1, 2)
        column.addLayout(grid)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.again)
        column.addLayout(foot)
        column.addStretch(1)
