"""Where in the product it happened: component, the team that owns it, the task at hand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from observer.model.annotation import Annotation
from observer.model.study import Study
from observer.ui.labels import text_label
from observer.ui.review.editor.shared import VARIOUS, Various, shared
from observer.ui.theme import SMALL, SPACE, font


class PlaceForm(QWidget):
    """Names of the study to choose from; component and team may be others too."""

    component_chosen = Signal(str, str)  # its name, and the team that owns it
    team_chosen = Signal(str)
    task_chosen = Signal(str)  # the task's id
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study: Study | None = None
        self._component: str | Various = ""
        self._team: str | Various = ""
        self.component = _NameField(self.tr("Component"))
        self.team = _NameField(self.tr("Team"))
        self.task = _Choice(self.tr("Task"))
        self.component.named.connect(self._take_component)
        self.team.named.connect(self._take_team)
        self.task.activated.connect(lambda row: self.task_chosen.emit(self.task.itemData(row)))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE - 2)
        grid.setColumnStretch(1, 1)
        for row, (words, field) in enumerate(
            (
                (self.tr("Component"), self.component),
                (self.tr("Team"), self.team),
                (self.tr("Task"), self.task),
            )
        ):
            label = text_label(words, size=SMALL, tone="dim")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        for field in (self.component, self.team, self.task):
            field.left.connect(self.left)

    def show_place(self, study: Study | None, moments: Sequence[Annotation]) -> None:
        """The study's names to choose from, and what the moments have."""
        if study is not self._study:
            self._study = study
            self._fill(study)
        self._component = shared(one.component for one in moments)
        self._team = shared(one.team for one in moments)
        self.component.show_name(self._component)
        self.team.show_name(self._team)
        self._show_task(shared(one.task_id for one in moments))

    def summary(self) -> str:
        """`Payment form · Team Cedar · 2 Pay`."""
        names = (
            self._component,
            self._team,
            self.task.currentText() if self.task.currentData() else "",
        )
        said = [self.tr("various") if name is VARIOUS else str(name) for name in names]
        return " · ".join(name for name in said if name)

    def _fill(self, study: Study | None) -> None:
        components = study.components if study else ()
        self.component.offer([one.name for one in components if one.name])
        self.team.offer(sorted({one.team for one in components if one.team}))
        self.task.clear()
        self.task.addItem(self.tr("None"), "")
        for number, task in enumerate(study.tasks if study else (), 1):
            self.task.addItem(f"{number} · {task.title}", task.id)

    def _show_task(self, task_id: str | Various) -> None:
        if task_id is VARIOUS:
            self.task.setPlaceholderText(self.tr("various"))
            self.task.setCurrentIndex(-1)
            return
        row = self.task.findData(task_id)
        if row < 0:
            self.task.addItem(self.tr("A task that was taken out"), task_id)
            row = self.task.count() - 1
        self.task.setCurrentIndex(row)

    def _take_component(self, name: str) -> None:
        if name == self._component:
            return
        components = self._study.components if self._study else ()
        known = next((one for one in components if one.name == name), None)
        kept = "" if self._team is VARIOUS else str(self._team)
        self.component_chosen.emit(name, known.team if known else kept if name else "")

    def _take_team(self, name: str) -> None:
        if name != self._team:
            self.team_chosen.emit(name)


class _Choice(QComboBox):
    """A choice that the wheel does not change while the panel is scrolled; Escape leaves it."""

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(font(SMALL))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel moves the panel."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class _NameField(_Choice):
    """Names to choose from, or any other."""

    named = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.lineEdit()
        assert isinstance(line, QLineEdit)  # an editable one has one
        self._line = line
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(self.tr("None"))
        self._line.editingFinished.connect(self._tell)
        self.activated.connect(lambda _row: self._tell())

    def offer(self, names: Sequence[str]) -> None:
        """What there is to choose from."""
        text = self._line.text()
        self.clear()
        self.addItems(list(names))
        self._line.setText(text)

    def show_name(self, name: str | Various) -> None:
        """Show what is kept, unless somebody is writing here."""
        various = name is VARIOUS
        self._line.setPlaceholderText(self.tr("various") if various else self.tr("None"))
        if not (self._line.hasFocus() and self._line.isModified()):
            self._line.setText("" if various else str(name))
            self._line.setCursorPosition(0)
        self._various = various

    def _tell(self) -> None:
        text = " ".join(self._line.text().split())
        self._line.setModified(False)
        if text or not self._various:
            self.named.emit(text)
