"""The last step: what the answers come to, and how little one participant says."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from observer.analysis.standard_forms import fault_of_form
from observer.model.study import Asked, Questionnaire, Score
from observer.ui.after.score_bar import ScoreBar
from observer.ui.after.score_words import read_score
from observer.ui.after.sitting_book import SittingBook
from observer.ui.after.step import Step
from observer.ui.labels import text_label
from observer.ui.surfaces import framed
from observer.ui.theme import BODY, HEADING, SMALL, SPACE, TITLE

_FIGURE_PX = 40


class ScoreStep(Step):
    """A panel for each figure, made afresh whenever an answer changes."""

    def __init__(self, book: SittingBook) -> None:
        super().__init__(
            book,
            self.tr("Scores"),
            self.tr("What the answers come to"),
            self.tr(
                "One participant. A figure says how it was for {code}; it takes several to say "
                "anything about customers."
            ).format(code=book.session.participant),
        )
        self._panels = QVBoxLayout()
        self._panels.setSpacing(2 * SPACE)
        self.column.addLayout(self._panels)

    @property
    def state(self) -> str:
        """The first figure there is."""
        for asked in self._scored(Asked.AT_END):
            value = self.book.score(asked)
            if value is not None:
                return f"{_short(asked)} {value:.1f}"
        return self.tr("one participant")

    def show_book(self) -> None:
        """Make the panels anew."""
        while (item := self._panels.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for asked in self._scored(Asked.AT_END):
            self._panels.addWidget(self._panel(asked))
        for asked in self._scored(Asked.AFTER_TASK):
            self._panels.addWidget(self._task_panel(asked))

    def _scored(self, moment: Asked) -> list[Questionnaire]:
        every = self.book.questionnaires(moment)
        return [asked for asked in every if asked.score is not Score.NONE]

    def _panel(self, asked: Questionnaire) -> QFrame:
        value = self.book.score(asked)
        panel, column = framed(2 * SPACE)
        if value is None:
            column.addWidget(text_label(asked.title, size=HEADING, weight=600))
            column.addWidget(text_label(self._why_none(asked), tone="dim", wrap=True))
            return panel
        reading = read_score(asked.score, value)
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        figure = text_label(reading.figure, size=_FIGURE_PX, weight=600)
        figure.setMinimumWidth(112)
        row.addWidget(figure)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(text_label(asked.title, size=HEADING, weight=600))
        words.addWidget(text_label(reading.meaning, wrap=True))
        words.addSpacing(4)
        words.addWidget(ScoreBar(reading))
        row.addLayout(words, 1)
        column.addLayout(row)
        panel.setToolTip(reading.source)
        return panel

    def _why_none(self, asked: Questionnaire) -> str:
        if fault_of_form(asked):
            return self.tr("It was changed from how it was published, so it makes no figure.")
        given, count = self.book.answered(asked), len(asked.questions)
        words = self.tr("{n} of {count} answered. It is counted only when all are.")
        return words.format(n=given, count=count)

    def _task_panel(self, asked: Questionnaire) -> QFrame:
        panel, column = framed(2 * SPACE)
        column.addWidget(text_label(asked.title, size=HEADING, weight=600))
        answered = 0
        for task in self.book.tasks:
            value = self.book.score(asked, task.id)
            if value is None:
                continue
            answered += 1
            reading = read_score(asked.score, value)
            panel.setToolTip(reading.source)
            row = QHBoxLayout()
            row.setSpacing(2 * SPACE)
            figure = text_label(f"{value:.0f}" if value == int(value) else f"{value:.1f}",
                                size=TITLE, weight=600)  # fmt: skip
            figure.setMinimumWidth(48)
            row.addWidget(figure)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(text_label(task.title, size=BODY, weight=600))
            words.addWidget(text_label(reading.meaning, size=SMALL, tone="dim", wrap=True))
            row.addLayout(words, 1)
            bar = ScoreBar(reading)
            bar.setFixedWidth(260)
            row.addWidget(bar)
            column.addLayout(row)
        if not answered:
            column.addWidget(text_label(self.tr("Not answered for any task."), tone="dim"))
        return panel


def _short(asked: Questionnaire) -> str:
    return {Score.SUS: "SUS", Score.UMUX_LITE: "UMUX-Lite"}.get(asked.score, asked.title)
