"""What the moderator wants to ask, and the labels that researchers apply."""

from PySide6.QtCore import QCoreApplication

from observer.model.identity import new_id
from observer.model.study import Code, GuideQuestion
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


class CodebookSection(LineSection):
    """The codebook."""

    def __init__(self, draft: StudyDraft) -> None:
        super().__init__(
            draft,
            "codebook",
            _tr("Codebook"),
            _tr("labels, and when to apply them"),
            [
                Column("name", _tr("Code"), _tr("Label"), 5, 600),
                Column("description", _tr("When to apply it"), _tr("When to apply it"), 8),
            ],
            what=_tr("code"),
            add=_tr("Add a code"),
            nothing=_tr("Labels let you count what several people found in several sessions."),
        )
        self.show_study()

    def blank(self) -> Code:
        """A code without a name."""
        return Code(new_id(), "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("GuideSection", text)
