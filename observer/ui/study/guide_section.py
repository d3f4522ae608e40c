"""What the moderator wants to ask."""

from PySide6.QtCore import QCoreApplication

from observer.model.identity import new_id
from observer.model.study import GuideQuestion
from observer.ui.study.draft import StudyDraft
from observer.ui.study.line_rows import Column, LineSection


class GuideSection(LineSection):
    """The question guide."""

    def __init__(self, draft: StudyDraft) -> None:
        super().__init__(
            draft,
            "guide",
            _tr("Question guide"),
            _tr("at hand on the console"),
            [Column("text", _tr("Question"), _tr("What did you expect to happen?"))],
            what=_tr("question"),
            add=_tr("Add a question"),
            nothing=_tr("What do you want to ask when the moment comes?"),
        )
        self.show_study()

    def blank(self) -> GuideQuestion:
        """A question without words."""
        return GuideQuestion(new_id(), "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("GuideSection", text)
