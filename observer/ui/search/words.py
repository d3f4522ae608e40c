"""What a find was found in, in the words and signs of a list."""

from PySide6.QtCore import QCoreApplication

from observer.database.rows import Where

_SIGNS = {
    Where.NOTE: "note",
    Where.QUOTE: "quote",
    Where.COMMENT: "pencil",
    Where.DEBRIEF: "library",
    Where.ANSWER: "question",
    Where.TASK_NOTE: "study",
    Where.LABEL: "flag",
    Where.TASK: "study",
    Where.WINDOW_TITLE: "system",
    Where.APPLICATION: "system",
    Where.SESSION: "film",
    Where.SEGMENT: "film",
}


def where_words(where: Where) -> str:
    """`quote`, `window title`, …"""
    return {
        Where.NOTE: _tr("note"),
        Where.QUOTE: _tr("quote"),
        Where.COMMENT: _tr("comment"),
        Where.DEBRIEF: _tr("debrief"),
        Where.ANSWER: _tr("answer"),
        Where.TASK_NOTE: _tr("note on a task"),
        Where.LABEL: _tr("code or component"),
        Where.TASK: _tr("task"),
        Where.WINDOW_TITLE: _tr("window"),
        Where.APPLICATION: _tr("program"),
        Where.SESSION: _tr("session"),
        Where.SEGMENT: _tr("segment"),
    }[where]


def where_sign(where: Where) -> str:
    """The name of an icon."""
    return _SIGNS[where]


def count_words(count: int, *, more: bool) -> str:
    """`1 found`, `23 found`, or that only the best are listed."""
    if more:
        return _tr("the first {n}").format(n=count)
    return _tr("{n} found").format(n=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("search", text)
