"""What the study wants to know, and in which language it asks."""

from PySide6.QtCore import QCoreApplication

from observer.ui.labels import text_label
from observer.ui.study.draft import StudyDraft
from observer.ui.study.fields import Choice, TextArea
from observer.ui.study.section import Section
from observer.ui.theme import SMALL

_LANGUAGES = {
    "en": "English",
    "it": "Italiano",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "nl": "Nederlands",
    "pt": "Português",
}


class AboutSection(Section):
    """The question."""

    def __init__(self, draft: StudyDraft) -> None:
        super().__init__(draft, "about", _tr("The question"))
        self.question = TextArea(
            self.tr("What the study wants to know"),
            self.tr("What do you want to know? Whose decision depends on it?"),
            lines=4,
            fill=True,
        )
        self.language = Choice(self.tr("The language it is asked in"))
        for code, name in _LANGUAGES.items():
            self.language.addItem(name, code)
        self._lay_out()
        self.question.edited.connect(
            lambda text: draft.set("about/question", typing=True, question=text)
        )
        self.language.activated.connect(
            lambda: draft.set("about/language", language=self.language.currentData())
        )
        self.show_study()

    def show_study(self) -> None:
        """The question and the language."""
        study = self.draft.study
        self.question.show_text(study.question)
        place = self.language.findData(study.language)
        if place < 0:
            self.language.addItem(study.language, study.language)
            place = self.language.count() - 1
        self.language.setCurrentIndex(place)

    def _lay_out(self) -> None:
        self.language.setFixedWidth(136)
        self.head.addWidget(text_label(_tr("Asked in"), size=SMALL, tone="dim"))
        self.head.addWidget(self.language)
        self.column.addWidget(self.question, 1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AboutSection", text)
