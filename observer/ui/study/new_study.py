"""Where a study begins: empty, from a template, or from a file."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from observer.intake.study_file import read_study, templates
from observer.model.study import Study
from observer.ui.icons import paint_icon
from observer.ui.labels import text_label
from observer.ui.theme import BODY, GUTTER, HEADING, SMALL, SPACE, TITLE, font, theme

_WIDEST = 880
_CARD_PX = 88


@dataclass(frozen=True, slots=True)
class Template:
    """A study file that comes with Observer."""

    path: Path
    name: str
    line: str
    content: str


def read_templates() -> tuple[Template, ...]:
    """All of them, each with one line of what it asks. Raises ObserverError."""
    return tuple(_template(path, read_study(path)) for path in templates())


def free_name(wanted: str, taken: Collection[str]) -> str:
    """The name, with a number behind it where another study has it."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    return name


class NewStudy(QWidget):
    """The gallery."""

    empty_asked = Signal()
    template_asked = Signal(object)
    """A Template."""
    file_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[BeginCard] = []
        self._templates = QVBoxLayout()
        self._templates.setSpacing(SPACE)
        self._lay_out()

    def show_templates(self, shown: Sequence[Template]) -> None:
        """One card a template."""
        while (item := self._templates.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.cards = []
        for template in shown:
            card = BeginCard("study", template.name, template.line, template.content)
            card.clicked.connect(lambda _on=False, one=template: self.template_asked.emit(one))
            self._templates.addWidget(card)
            self.cards.append(card)

    def _lay_out(self) -> None:
        self.empty = BeginCard(
            "plus",
            _tr("An empty study"),
            _tr("Begin with your own question and write the tasks as they come to you."),
            "",
        )
        self.file = BeginCard(
            "import",
            _tr("From a file"),
            _tr("A TOML file that somebody sent you, or that is kept with the product’s code."),
            "",
        )
        self.empty.clicked.connect(self.empty_asked)
        self.file.clicked.connect(self.file_asked)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        body = QWidget()
        body.setProperty("surface", "clear")
        scroll.setWidget(body)
        outer.addWidget(scroll)
        around = QVBoxLayout(body)
        around.setContentsMargins(GUTTER, GUTTER, GUTTER + SPACE, GUTTER)
        page = QWidget()
        page.setMaximumWidth(_WIDEST)
        around.addWidget(page)
        around.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(text_label(_tr("A new study"), size=TITLE, weight=600))
        column.addWidget(
            text_label(
                _tr("A study is one question that you ask of several customers."), tone="dim"
            )
        )
        column.addSpacing(SPACE)
        column.addWidget(self.empty)
        column.addWidget(self.file)
        column.addSpacing(SPACE)
        column.addWidget(text_label(_tr("Templates"), size=HEADING, weight=600))
        column.addLayout(self._templates)


class BeginCard(QAbstractButton):
    """One way to begin: a name, a line that says what it is, and what is in it."""

    def __init__(self, icon_name: str, name: str, line: str, content: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._line, self._content = line, content
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{line} {content}".strip())
        self.setToolTip(line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A name, a line and what is in it."""
        return QSize(480, _CARD_PX if self._content else _CARD_PX - 2 * SPACE)

    def minimumSizeHint(self) -> QSize:
        """The line may be cut; its tooltip has it whole."""
        return QSize(240, self.sizeHint().height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A panel; its edge is the accent's under the pointer and the keyboard."""
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        here = self.underMouse() or self.hasFocus()
        painter.setPen(
            QPen(palette.color("accent" if here else "line"), 2 if self.hasFocus() else 1)
        )
        painter.setBrush(palette.color("accent_soft" if self.isDown() else "panel"))
        painter.drawRoundedRect(area, 12, 12)
        middle = area.center().y()
        paint_icon(painter, self._icon_name, QRectF(21, middle - 12, 24, 24), palette.accent)
        words = area.adjusted(68, 0, -20, 0)
        lines = [(self.text(), BODY, 600, "ink"), (self._line, BODY, 400, "dim")]
        if self._content:
            lines.append((self._content, SMALL, 400, "faint"))
        top = middle - len(lines) * 11
        for text, size, weight, token in lines:
            face = font(size, weight)
            painter.setFont(face)
            painter.setPen(palette.color(token))
            shown = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
            place = QRectF(words.left(), top, words.width(), 22)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            top += 22
        painter.end()


def _template(path: Path, study: Study) -> Template:
    end = study.question.find("? ")
    line = study.question if end < 0 else study.question[: end + 1]
    content = _tr("{tasks} tasks · {guide} questions to ask · {forms} questionnaires").format(
        tasks=len(study.tasks), guide=len(study.guide), forms=len(study.questionnaires)
    )
    return Template(path, study.name, line, content)


def _tr(text: str) -> str:
    return QCoreApplication.translate("NewStudy", text)
