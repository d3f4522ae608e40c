"""What sort of thing the moments are, and how bad."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from observer.model.annotation import Annotation, AnnotationKind
from observer.ui.buttons import icon_button
from observer.ui.icons import icon
from observer.ui.labels import text_label
from observer.ui.review.editor.shared import VARIOUS, shared
from observer.ui.review.severity_buttons import SeverityButtons
from observer.ui.review.words import KIND_ICONS, kind_words
from observer.ui.theme import SPACE, theme


class Judgement(QWidget):
    """Kind and severity; above them how many moments are meant, where it is more than one."""

    kind_chosen = Signal(object)  # AnnotationKind
    severity_chosen = Signal(object)  # int or None
    remove_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = text_label(weight=600)
        self.kind = self._make_kind()
        self.severity = SeverityButtons()
        self.severity.chosen.connect(self.severity_chosen)
        remove = icon_button("trash", self.tr("Delete the selected moments (Delete)"))
        remove.clicked.connect(self.remove_asked)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.count, 1)
        head.addWidget(remove)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.kind, 1)
        row.addWidget(self.severity)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addLayout(row)
        theme().changed.connect(self._tint)
        self._tint()

    def show_moments(self, moments: Sequence[Annotation]) -> None:
        """What they have in common."""
        self._head.setVisible(len(moments) > 1)
        self.count.setText(self.tr("{n} moments").format(n=len(moments)))
        kind = shared(moment.kind for moment in moments)
        row = -1 if kind is VARIOUS else list(AnnotationKind).index(AnnotationKind(kind))
        self.kind.setPlaceholderText(self.tr("various"))
        self.kind.setCurrentIndex(row)
        severity = shared(moment.severity for moment in moments)
        if severity is VARIOUS:
            self.severity.show_various({moment.severity for moment in moments})
        else:
            self.severity.show_severity(severity)

    def _make_kind(self) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(self.tr("Kind"))
        for kind in AnnotationKind:
            combo.addItem(kind_words(kind), kind)
        combo.activated.connect(lambda row: self.kind_chosen.emit(list(AnnotationKind)[row]))
        return combo

    def _tint(self) -> None:
        for row, kind in enumerate(AnnotationKind):
            self.kind.setItemIcon(row, icon(KIND_ICONS[kind], theme().palette.dim, 16))
