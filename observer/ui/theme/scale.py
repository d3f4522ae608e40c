"""One type scale and one grid for every screen, in device-independent pixels."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

SPACE = 8
"""The grid's step; distances are multiples of it."""

GUTTER = 3 * SPACE
"""From the window's edge to a page's content."""

RADIUS = 8
"""Corners of controls; panels have half as much again."""

CONTROL_HEIGHT = 4 * SPACE
"""Buttons, inputs and combos."""

SMALL, BODY, HEADING, TITLE = 12, 14, 16, 24

_FAMILIES = ("Inter", "DejaVu Sans")


def font(size: int = BODY, weight: int = 400) -> QFont:
    """A font of the scale with tabular figures; weight as in CSS, 400 or 600."""
    face = QFont(_family())
    face.setPixelSize(size)
    face.setWeight(QFont.Weight(weight))
    face.setFeature(QFont.Tag("tnum"), 1)
    face.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return face


@cache
def _family() -> str:
    installed = set(QFontDatabase.families())
    fallback = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return next((family for family in _FAMILIES if family in installed), fallback)
