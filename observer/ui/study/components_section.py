"""The parts of the product, the teams that own them, and a line to try the rules in."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from observer.model.identity import new_id
from observer.model.study import Component
from observer.ui.labels import set_tone, text_label
from observer.ui.study.draft import StudyDraft
from observer.ui.study.fields import LineField
from observer.ui.study.line_rows import Column, LineSection, column_names
from observer.ui.theme import SPACE


class ComponentsSection(LineSection):
    """Components and their rules; the first one that fits a window is meant."""

    def __init__(self, draft: StudyDraft) -> None:
        self.application = LineField(_tr("Application to try"), _tr("Application"))
        self.window_title = LineField(_tr("Window title to try"), _tr("Window title"))
        self.address = LineField(_tr("Address to try"), _tr("Address"))
        self.verdict = text_label(wrap=True)
        columns = [
            Column("name", _tr("Component"), _tr("Name"), 5, 600),
            Column("team", _tr("Team"), _tr("Team"), 3),
            Column("application", _tr("Application has"), _tr("any"), 3),
            Column("title", _tr("Window title has"), _tr("any"), 4),
            Column("address", _tr("Address has"), _tr("any"), 4),
        ]
        super().__init__(
            draft,
            "components",
            _tr("Components"),
            _tr("parts of the product and who owns them; the first rule that fits counts"),
            columns,
            what=_tr("component"),
            add=_tr("Add a component"),
            nothing=_tr("With components, each moment of friction names the team it belongs to."),
        )
        self._names = QFrame()
        self._trial = self._make_trial()
        names = column_names([(column.name, column.stretch) for column in columns])
        self._names.setLayout(names)
        self.column.insertWidget(self.column.indexOf(self.list), self._names)
        self.column.insertSpacing(self.column.indexOf(self.add) + 1, SPACE)
        self.column.insertWidget(self.column.indexOf(self.add) + 2, self._trial)
        for field in (self.application, self.window_title, self.address):
            field.textChanged.connect(self._judge)
        self.show_study()

    def blank(self) -> Component:
        """A component without a rule."""
        return Component(new_id(), "")

    def show_study(self) -> None:
        """The rows, and what the trial comes to."""
        super().show_study()
        self._names.setVisible(bool(self.parts()))
        self._trial.setVisible(bool(self.parts()))
        self._judge()

    def _judge(self) -> None:
        tried = (self.application.text(), self.window_title.text(), self.address.text())
        if not any(tried):
            self._say(_tr("Write a window’s title to see whose it would be."), "dim")
            return
        component = self.draft.study.component_of(*tried)
        if component is None:
            self._say(_tr("No component recognises this."), "dim")
        elif component.team:
            words = _tr("{name}, team {team}")
            self._say(words.format(name=component.name, team=component.team), "accent")
        else:
            self._say(_tr("{name}, owned by nobody yet").format(name=component.name), "accent")

    def _say(self, words: str, tone: str) -> None:
        self.verdict.setText(words)
        set_tone(self.verdict, tone)

    def _make_trial(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("surface", "sunk")
        column = QVBoxLayout(frame)
        column.setContentsMargins(2 * SPACE, 12, 2 * SPACE, 12)
        column.setSpacing(SPACE)
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE)
        head.addWidget(text_label(_tr("Try it"), weight=600))
        head.addWidget(self.verdict, 1)
        column.addLayout(head)
        fields = QHBoxLayout()
        fields.setSpacing(SPACE)
        fields.addWidget(self.window_title, 2)
        fields.addWidget(self.application, 1)
        fields.addWidget(self.address, 1)
        column.addLayout(fields)
        return frame


def _tr(text: str) -> str:
    return QCoreApplication.translate("ComponentsSection", text)
