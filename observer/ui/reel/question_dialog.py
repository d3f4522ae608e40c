"""A reel from a question: which moments of a study it is to show."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from observer.annotate.filtering import MomentFilter
from observer.database.library import Library
from observer.intake.reels import FoundReel, reel_of
from observer.model.annotation import SEVERITY_WORDS, AnnotationKind
from observer.model.errors import ObserverError
from observer.model.study import Study
from observer.ui.background import Progress, run
from observer.ui.banner import show_error
from observer.ui.buttons import push_button
from observer.ui.combo_box import ComboBox
from observer.ui.labels import text_label
from observer.ui.review.words import kind_words, severity_words
from observer.ui.theme import CONTROL_HEIGHT, HEADING, SMALL, SPACE

_WIDTH_PX = 480
_ANY = ""


class QuestionDialog(QDialog):
    """Study, kind, least severity, component and code; the answer is a reel in the library."""

    found = Signal(object)  # FoundReel, kept

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        self._library = library
        self._studies = library.study_list()
        self.setWindowTitle(self.tr("A reel from a question"))
        self.setModal(True)
        self.setFixedWidth(_WIDTH_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.study, self.kind, self.severity = ComboBox(), ComboBox(), ComboBox()
        self.component, self.code = ComboBox(), ComboBox()
        self._trouble = text_label(size=SMALL, tone="rec", wrap=True)
        self.go = push_button(self.tr("Make the reel"), role="primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self._ask)
        self._fill()
        self._lay_out()
        self.study.currentIndexChanged.connect(self._choose_study)
        self._choose_study()

    def _fill(self) -> None:
        self.study.setPlaceholderText(self.tr("There is no study yet"))
        self.study.setEnabled(bool(self._studies))
        self.study.addItems([study.name for study in self._studies])
        self.kind.addItem(self.tr("Any kind"), _ANY)
        for kind in AnnotationKind:
            self.kind.addItem(kind_words(kind), kind)
        self.severity.addItem(self.tr("Any, judged or not"), 0)
        for severity in range(1, len(SEVERITY_WORDS)):
            words = self.tr("At least {severity}").format(severity=severity_words(severity))
            self.severity.addItem(words, severity)
        self.severity.setCurrentIndex(min(3, self.severity.count() - 1))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(text_label(self.tr("A reel from a question"), size=HEADING, weight=600))
        words = self.tr("All moments of a study that answer to it, with a card before each task.")
        column.addWidget(text_label(words, tone="dim", wrap=True))
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(SPACE + 4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, name in (
            (self.study, self.tr("Study")),
            (self.kind, self.tr("Kind")),
            (self.severity, self.tr("Severity")),
            (self.component, self.tr("Component")),
            (self.code, self.tr("Code")),
        ):
            field.setAccessibleName(name)
            label = text_label(name, tone="dim")
            label.setMinimumWidth(label.sizeHint().width())
            label.setFixedHeight(CONTROL_HEIGHT)  # in line with the text of the field beside it
            form.addRow(label, field)
        column.addLayout(form)
        column.addWidget(self._trouble)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch(1)
        stop = push_button(self.tr("Cancel"))
        stop.clicked.connect(self.reject)
        row.addWidget(stop)
        row.addWidget(self.go)
        column.addLayout(row)

    def _choose_study(self) -> None:
        self.go.setEnabled(bool(self._studies))
        for field, words in (
            (self.component, self.tr("Any component")),
            (self.code, self.tr("Any code")),
        ):
            field.clear()
            field.addItem(words, _ANY)
        if self._studies:
            study = self._chosen()
            for part in study.components:
                self.component.addItem(part.name, part.name)
            for code in study.codebook:
                self.code.addItem(code.name, code.id)

    def _chosen(self) -> Study:
        return self._studies[max(0, self.study.currentIndex())]

    def asked(self) -> MomentFilter:
        """What is asked for."""
        kind, component, code = (
            box.currentData() for box in (self.kind, self.component, self.code)
        )
        least = self.severity.currentData()
        return MomentFilter(
            kinds=frozenset([AnnotationKind(kind)] if kind else []),
            severities=frozenset(range(least, len(SEVERITY_WORDS)) if least else []),
            components=frozenset([component] if component else []),
            codes=frozenset([code] if code else []),
        )

    def _words(self) -> str:
        boxes = (self.kind, self.severity, self.component, self.code)
        told = [box.currentText() for box in boxes if box.currentData()]
        return ", ".join(told)

    def _ask(self) -> None:
        library, study, asked, words = self._library, self._chosen(), self.asked(), self._words()

        def work(_progress: Progress) -> FoundReel:
            found = reel_of(library, study, asked, words)
            library.save_reel(found.reel)
            return found

        self.go.setEnabled(False)
        self._trouble.setText("")
        run(self, work, self._take, self._fail)

    def _take(self, found: FoundReel) -> None:
        self.found.emit(found)
        self.accept()

    def _fail(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if isinstance(error, ObserverError):
            self._trouble.setText(f"{error.message}. {error.remedy}.")
        else:
            show_error(self, error)
