"""The theme in force: follows the system's colour scheme unless the user chose otherwise."""

import tempfile
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from observer.ui.icons import icon_svg
from observer.ui.theme.palette import DARK, LIGHT, Palette, readable_on
from observer.ui.theme.scale import font
from observer.ui.theme.stylesheet import ICONS_USED, make_stylesheet

_SETTING = "appearance"


class Appearance(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Holds the palette in force and dresses the application in it."""

    changed = Signal()
    """The palette is another one; whoever paints by hand repaints."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._icon_folder = tempfile.TemporaryDirectory(prefix="observer-icons-")
        stored = str(QSettings().value(_SETTING, Appearance.SYSTEM.value))
        known = {appearance.value for appearance in Appearance}
        self._appearance = Appearance(stored) if stored in known else Appearance.SYSTEM
        self._palette = self._wanted_palette()
        self._installed = False
        application.styleHints().colorSchemeChanged.connect(self._refresh)

    @property
    def palette(self) -> Palette:
        """The colours in force."""
        return self._palette

    @property
    def is_dark(self) -> bool:
        """Whether the dark palette is in force."""
        return self._palette is DARK

    @property
    def appearance(self) -> Appearance:
        """What the user asked for."""
        return self._appearance

    def color(self, token: str) -> QColor:
        """A token of the palette in force as a QColor."""
        return self._palette.color(token)

    def set_appearance(self, appearance: Appearance) -> None:
        """Follow the system, or stay light or dark; remembered for the next start."""
        self._appearance = appearance
        QSettings().setValue(_SETTING, appearance.value)
        self._refresh()

    def install(self) -> None:
        """Dress the application; called once, before the first window."""
        self._installed = True
        self._application.setStyle("Fusion")
        self._application.setFont(font())
        self._dress()

    def _wanted_palette(self) -> Palette:
        if self._appearance is Appearance.SYSTEM:
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._appearance is Appearance.DARK else LIGHT

    def _refresh(self) -> None:
        wanted = self._wanted_palette()
        if wanted is self._palette:
            return
        self._palette = wanted
        if self._installed:
            self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        self._application.setPalette(_qt_palette(self._palette))
        self._application.setStyleSheet(make_stylesheet(self._palette, self._write_icons()))

    def _write_icons(self) -> dict[str, str]:
        # A stylesheet names pictures by file only, so those few are written out in its colours.
        colors = {"check": self._palette.accent_ink}
        files = {}
        for name in ICONS_USED:
            file = Path(self._icon_folder.name) / f"{name}-{self._palette.name}.svg"
            file.write_bytes(icon_svg(name, colors.get(name, self._palette.dim)))
            files[name] = file.as_posix()
        return files


@cache
def _theme_of(application: QApplication) -> Theme:
    return Theme(application)


def theme() -> Theme:
    """The one theme of the running application. Raises RuntimeError before there is one."""
    application = QApplication.instance()
    if application is None:
        raise RuntimeError("theme() needs a QApplication")
    return _theme_of(cast("QApplication", application))


def severity_color(severity: int | None) -> QColor:
    """The fill of a severity's badge in the palette in force."""
    return QColor(theme().palette.severity(severity))


def severity_ink(severity: int | None) -> QColor:
    """The text on a severity's badge, readable at 4.5:1."""
    return QColor(readable_on(theme().palette.severity(severity)))


def _qt_palette(palette: Palette) -> QPalette:
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: palette.bg,
        QPalette.ColorRole.WindowText: palette.ink,
        QPalette.ColorRole.Base: palette.panel,
        QPalette.ColorRole.AlternateBase: palette.sunk,
        QPalette.ColorRole.Text: palette.ink,
        QPalette.ColorRole.Button: palette.panel,
        QPalette.ColorRole.ButtonText: palette.ink,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.accent_ink,
        QPalette.ColorRole.PlaceholderText: palette.faint,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.ToolTipBase: palette.ink,
        QPalette.ColorRole.ToolTipText: palette.bg,
        QPalette.ColorRole.Mid: palette.line,
        QPalette.ColorRole.Accent: palette.accent,
    }
    for role, color in roles.items():
        result.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.faint))
    return result
