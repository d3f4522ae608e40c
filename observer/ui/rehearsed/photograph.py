"""Photographs of what is in sight, in both themes."""

import time
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from observer.ui.navigation import Room
from observer.ui.rehearsed.hand import press
from observer.ui.rehearsed.steps import Steps
from observer.ui.theme import Appearance, theme
from observer.ui.window import MainWindow

_SETTLE_S = 0.7  # pictures, thumbnails and waveforms arrive in the background


def photograph(window: MainWindow, path: str) -> Steps[None]:
    """Keep `PATH-light.png` and `PATH-dark.png` of the dialog in front, else of the window."""
    before = theme().appearance
    for appearance in (Appearance.DARK, Appearance.LIGHT):
        theme().set_appearance(appearance)
        yield partial(_is_past, time.monotonic() + _SETTLE_S)
        _in_front(window).grab().save(f"{path}-{appearance.value}.png")
    theme().set_appearance(before)


def photograph_screen(window: MainWindow, path: str, screen: str) -> Steps[None]:
    """Keep `PATH.png` of a whole screen, as whoever sits there sees it."""
    found = next(one for one in QGuiApplication.screens() if one.name() == screen)
    yield window.isVisible
    found.grabWindow(0).save(f"{path}.png")


def show_studies(window: MainWindow, name: str) -> Steps[None]:
    """Go to the studies and open this one."""
    press(window.navigation.buttons[Room.STUDIES])
    page = window.studies_page
    yield lambda: name in (one.study.name for one in page.book.summaries.values())
    page.open_study(next(i for i, one in page.book.summaries.items() if one.study.name == name))
    yield lambda: page.chosen


def show_section(window: MainWindow, key: str) -> Steps[None]:
    """Go to a section of the study in sight."""
    way = window.studies_page.editor.ways[key]
    press(way)
    yield way.isChecked


def begin_study(window: MainWindow) -> Steps[None]:
    """Show the ways to begin a study."""
    gallery = window.studies_page.gallery
    window.studies_page.begin_study()
    yield lambda: gallery.isVisible() and gallery.cards


def hand_over(window: MainWindow) -> Steps[None]:
    """Hand the window to the participant, and go to the first question."""
    page = window.record_page.after
    assert page is not None
    given = page.give_away()
    yield given.isVisible
    given.go_on()


def take_back(window: MainWindow) -> Steps[None]:
    """Take the window back from the participant."""
    page = window.record_page.after
    assert page is not None
    assert page.hand_over is not None
    page.hand_over.end()
    yield lambda: page.hand_over is None


def go_to_step(window: MainWindow, place: int) -> Steps[None]:
    """Go to a step of what is asked at the end; -1 for the last."""
    page = window.record_page.after
    assert page is not None
    place %= len(page.steps)
    page.go_to(place)
    yield lambda: page.place == place


def _in_front(window: MainWindow) -> QWidget:
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    return next((dialog for dialog in dialogs if dialog.isVisible()), window)


def _is_past(moment_s: float) -> bool:
    return time.monotonic() > moment_s
