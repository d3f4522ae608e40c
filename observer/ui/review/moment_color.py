"""The colour of a moment: its severity's, or its kind's where nobody judged it."""

from functools import cache

from PySide6.QtGui import QColor

from observer.model.annotation import Annotation, AnnotationKind
from observer.ui.theme import theme
from observer.ui.theme.palette import readable_on


def moment_color(moment: Annotation) -> QColor:
    """The fill of its badge and block."""
    return QColor(_fill(moment))


def moment_ink(moment: Annotation) -> QColor:
    """Text on that fill, readable at 4.5:1."""
    return QColor(_ink_on(_fill(moment)))


@cache
def _ink_on(fill: str) -> str:
    """A timeline asks for hundreds of blocks at once, in a handful of colours."""
    return readable_on(fill)


def _fill(moment: Annotation) -> str:
    palette = theme().palette
    if moment.severity is not None:
        return palette.severity(moment.severity)
    return palette.ok if moment.kind is AnnotationKind.DELIGHT else palette.faint
