from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from observer.ui.buttons import push_button
from observer.ui.icons import icon, icon_names
from observer.ui.theme import DARK, LIGHT, Appearance, Theme, font, theme
from observer.ui.theme.stylesheet import ICONS_USED, make_stylesheet


def test_the_users_choice_is_remembered(qapp: QApplication) -> None:
    theme().set_appearance(Appearance.DARK)
    QSettings().sync()
    assert Theme(qapp).palette is DARK


def test_an_unknown_choice_in_the_settings_follows_the_system(qapp: QApplication) -> None:
    QSettings().setValue("appearance", "purple")
    assert Theme(qapp).appearance is Appearance.SYSTEM


def test_a_change_is_told_once(qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme().changed):
        theme().set_appearance(Appearance.DARK)
    with qtbot.assertNotEmitted(theme().changed):
        theme().set_appearance(Appearance.DARK)


def test_the_stylesheet_leaves_no_token_open(tmp_path: Path) -> None:
    files = {name: (tmp_path / name).as_posix() for name in ICONS_USED}
    for palette in (LIGHT, DARK):
        assert "@" not in make_stylesheet(palette, files)


def test_a_window_wears_the_palette(qtbot: QtBot) -> None:
    button = QPushButton("Start")
    button.setProperty("role", "primary")
    qtbot.addWidget(button)
    button.resize(120, 32)
    button.show()
    shown = button.grab().toImage().pixelColor(8, 16).name()
    theme().set_appearance(Appearance.DARK)
    assert shown == LIGHT.accent
    assert button.grab().toImage().pixelColor(8, 16).name() == DARK.accent


def test_icons_are_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    for name in icon_names():
        image = icon(name, "#ff0000", 24).pixmap(24, 24).toImage()
        assert _inked(image), f"{name} is empty"


def test_a_buttons_icon_changes_with_the_theme(qtbot: QtBot) -> None:
    button = push_button("Record", icon_name="record")
    qtbot.addWidget(button)
    before = button.icon().pixmap(18, 18).toImage()
    theme().set_appearance(Appearance.DARK)
    assert button.icon().pixmap(18, 18).toImage() != before


def test_figures_are_as_wide_as_one_another(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(font(24, 600))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def _inked(image: QImage) -> bool:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return any(pixel.alpha() > 100 and pixel.red() > 200 for pixel in pixels)
