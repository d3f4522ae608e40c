"""A colour for each code of a codebook, by its place there.

Every one stands out from the panel at 3:1 or better (WCAG 2.2, 1.4.11), and neighbours differ in
lightness as well as in hue, for eyes that tell red and green apart badly. Colour is never alone:
wherever one is shown, the code's name is, or comes as a tip.
"""

from PySide6.QtGui import QColor

from observer.ui.theme import theme

_ON_DARK = (
    *("#56b4e9", "#f0c94a", "#d98cc4", "#5fbf8f"),
    *("#f08a5d", "#a5b4fc", "#c9d36a", "#6fa8a3"),
)
_ON_LIGHT = (
    *("#1f78b4", "#8a6d00", "#a83e86", "#1b7f55"),
    *("#b4501e", "#4a4fb5", "#6b7314", "#2a6f78"),
)


def code_color(place: int) -> QColor:
    """The colour of the code at this place of the codebook, counted from 0."""
    colors = _ON_DARK if theme().is_dark else _ON_LIGHT
    return QColor(colors[place % len(colors)])
