"""The kinds of mark on the console: their words, keys and icons."""

from PySide6.QtCore import QCoreApplication

from observer.model.annotation import AnnotationKind

KIND_ICONS = {
    AnnotationKind.FRICTION: "flag",
    AnnotationKind.QUOTE: "quote",
    AnnotationKind.QUESTION: "question",
    AnnotationKind.BUG: "bug",
    AnnotationKind.IDEA: "idea",
    AnnotationKind.DELIGHT: "smile",
    AnnotationKind.NOTE: "note",
}

KIND_KEYS = {
    AnnotationKind.FRICTION: "F",
    AnnotationKind.QUOTE: "Q",
    AnnotationKind.QUESTION: "?",
    AnnotationKind.BUG: "B",
    AnnotationKind.IDEA: "I",
    AnnotationKind.DELIGHT: "D",
}
"""Letters, since the digits are severities."""


def kind_word(kind: AnnotationKind) -> str:
    """The kind as a person calls it."""
    words = {
        AnnotationKind.FRICTION: _tr("Friction"),
        AnnotationKind.QUOTE: _tr("Quote"),
        AnnotationKind.QUESTION: _tr("Question"),
        AnnotationKind.BUG: _tr("Bug"),
        AnnotationKind.IDEA: _tr("Idea"),
        AnnotationKind.DELIGHT: _tr("Delight"),
        AnnotationKind.NOTE: _tr("Note"),
    }
    return words[kind]


def _tr(text: str) -> str:
    return QCoreApplication.translate("mark", text)
