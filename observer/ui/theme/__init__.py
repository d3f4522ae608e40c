"""How everything looks: colour tokens, type scale, grid and the stylesheet made from them."""

from observer.ui.theme.current import Appearance, Theme, severity_color, severity_ink, theme
from observer.ui.theme.palette import DARK, LIGHT, Palette
from observer.ui.theme.scale import (
    BODY,
    CONTROL_HEIGHT,
    GUTTER,
    HEADING,
    RADIUS,
    SMALL,
    SPACE,
    TITLE,
    font,
)

__all__ = [
    "BODY",
    "CONTROL_HEIGHT",
    "DARK",
    "GUTTER",
    "HEADING",
    "LIGHT",
    "RADIUS",
    "SMALL",
    "SPACE",
    "TITLE",
    "Appearance",
    "Palette",
    "Theme",
    "font",
    "severity_color",
    "severity_ink",
    "theme",
]
