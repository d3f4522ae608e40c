"""The colour of a moment: its severity's, or its kind's where nobody judged it."""

from functools import cache

from PySide6.QtGui import QColor

from observer.model.annotation import Annotation, AnnotationKind
from observer.ui.theme import theme
from observer.ui.theme.palette import Palette, readable_on


def moment_color(moment: Annotation) -> QColor:
    """The fill of its badge and block."""
    return QColor(_color(_fill(moment)))


def moment_ink(moment: Annotation) -> QColor:
    """Text on that fill, readable at 4.5:1."""
    return QColor(_ink_on(_fill(moment)))


# A timeline asks for hundreds of blocks at once, in a handful of colours.
@cache
def _ink_on(fill: str) -> QColor:
    return QColor(readable_on(fill))


@cache
def _color(fill: str) -> QColor:
    return QColor(fill)


def moment_rank(moment: Annotation) -> int:
    """The place of a moment's fill among `moment_fills`; a worse one has a higher one."""
    if moment.severity is not None:
        return moment.severity + 2
    return 1 if moment.kind is AnnotationKind.DELIGHT else 0


def moment_fills() -> tuple[str, ...]:
    """Every fill that a moment can have, the worst last."""
    return _fills_of(theme().palette)


@cache
def _fills_of(palette: Palette) -> tuple[str, ...]:
    return (palette.faint, palette.ok, *(palette.severity(one) for one in range(5)))


def _fill(moment: Annotation) -> str:
    return moment_fills()[moment_rank(moment)]
