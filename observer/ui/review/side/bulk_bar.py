"""What can be done to several chosen moments at once; each is one step to undo."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from observer.model.annotation import SEVERITY_WORDS, Annotation, AnnotationKind, Standing
from observer.ui.buttons import icon_button, push_button
from observer.ui.icons import icon
from observer.ui.labels import text_label
from observer.ui.review.moment_book import MomentBook
from observer.ui.review.side.staying_menu import StayingMenu
from observer.ui.review.words import KIND_ICONS, kind_words, severity_words
from observer.ui.theme import SMALL, SPACE, font, theme


class BulkBar(QFrame):
    """Kind, severity, code, component, task and delete; hidden until several are chosen."""

    edit_requested = Signal()  # all that can be said of them, at once

    def __init__(self, book: MomentBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._gives_way = False
        self._shown_ids: frozenset[str] = frozenset()
        self.setProperty("surface", "foot")
        self.count = text_label(weight=600)
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(4)
        first, last = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.count, 1)
        edit = icon_button("pencil", self.tr("Edit them together"))
        edit.clicked.connect(self.edit_requested)
        first.addWidget(edit)
        leave = icon_button("close", self.tr("Choose none (Esc)"))
        leave.clicked.connect(lambda: book.select(""))
        first.addWidget(leave)
        last.setSpacing(4)
        for words, fill in (
            (self.tr("Kind"), self._fill_kinds),
            (self.tr("Severity"), self._fill_severities),
            (self.tr("Code"), self._fill_codes),
            (self.tr("Component"), self._fill_components),
            (self.tr("Task"), self._fill_tasks),
        ):
            last.addWidget(self._make_button(words, fill))
        last.addStretch(1)
        remove = icon_button("trash", self.tr("Delete the chosen moments (Delete)"))
        remove.clicked.connect(lambda: book.remove_many(self.chosen_ids))
        last.addWidget(remove)
        column.addLayout(first)
        column.addLayout(last)
        book.selection_changed.connect(self._refresh)
        book.changed.connect(self._refresh)
        self._refresh()

    @property
    def chosen(self) -> list[Annotation]:
        """The moments that are meant."""
        found = [self._book.moment(one) for one in self._book.selected_ids]
        return [one for one in found if one is not None and one.standing is Standing.KEPT]

    @property
    def chosen_ids(self) -> list[str]:
        """Their ids."""
        return [one.id for one in self.chosen]

    def set_shown(self, shown_ids: Sequence[str]) -> None:
        """What the list shows: chosen moments it does not show are counted apart."""
        self._shown_ids = frozenset(shown_ids)
        self._refresh()

    def give_way(self, gives_way: bool) -> None:
        """Leave the chosen moments to the editor, while that is open for them."""
        self._gives_way = gives_way
        self._refresh()

    def _refresh(self) -> None:
        ids = self.chosen_ids
        self.setVisible(len(ids) > 1 and not self._gives_way)
        hidden = sum(one not in self._shown_ids for one in ids)
        words = self.tr("{count} moments chosen").format(count=len(ids))
        if hidden:
            words += self.tr(", {count} of them filtered out").format(count=hidden)
        self.count.setText(words)

    def _make_button(self, words: str, fill: Callable[[QMenu], None]) -> QPushButton:
        button = push_button(words)
        button.setFont(font(SMALL))
        button.setAccessibleName(self.tr("{what} of the chosen moments").format(what=words))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setStyleSheet("QPushButton { padding: 0 7px; } QPushButton:focus { padding: 0 6px }")
        menu = StayingMenu(button)

        def refill() -> None:
            menu.clear()
            fill(menu)
            if menu.isEmpty():
                menu.addAction(self.tr("The study has none")).setEnabled(False)

        menu.aboutToShow.connect(refill)
        button.setMenu(menu)
        self.buttons[words] = button
        return button

    def _fill_kinds(self, menu: QMenu) -> None:
        for kind in AnnotationKind:
            action = menu.addAction(
                icon(KIND_ICONS[kind], theme().palette.dim, 16), kind_words(kind)
            )
            action.triggered.connect(
                lambda _on, kind=kind: self._book.change(self.chosen_ids, kind=kind)
            )

    def _fill_severities(self, menu: QMenu) -> None:
        for severity in (*reversed(range(len(SEVERITY_WORDS))), None):
            words = severity_words(severity)
            action = menu.addAction(words[0].upper() + words[1:])
            action.triggered.connect(
                lambda _on, to=severity: self._book.change(self.chosen_ids, severity=to)
            )

    def _fill_codes(self, menu: QMenu) -> None:
        study, chosen = self._book.study, self.chosen
        for code in study.codebook if study else ():
            held = sum(code.id in one.codes for one in chosen)
            some = f"\t{held} / {len(chosen)}" if 0 < held < len(chosen) else ""
            action = menu.addAction(code.name.replace("&", "&&") + some)
            action.setCheckable(True)
            action.setChecked(held == len(chosen))
            action.triggered.connect(
                lambda on, code=code.id: self._book.set_code(self.chosen_ids, code, applied=on)
            )

    def _fill_components(self, menu: QMenu) -> None:
        study = self._book.study
        for component in study.components if study else ():
            action = menu.addAction(component.name.replace("&", "&&"))
            action.triggered.connect(
                lambda _on, to=component: self._book.change(
                    self.chosen_ids, component=to.name, team=to.team
                )
            )
        if study and study.components:
            none = menu.addAction(self.tr("No component"))
            none.triggered.connect(
                lambda: self._book.change(self.chosen_ids, component="", team="")
            )

    def _fill_tasks(self, menu: QMenu) -> None:
        study = self._book.study
        for number, task in enumerate(study.tasks if study else (), 1):
            action = menu.addAction(f"{number} · {task.title}".replace("&", "&&"))
            action.triggered.connect(
                lambda _on, to=task.id: self._book.change(self.chosen_ids, task_id=to)
            )
        if study and study.tasks:
            none = menu.addAction(self.tr("Outside any task"))
            none.triggered.connect(lambda: self._book.change(self.chosen_ids, task_id=""))
