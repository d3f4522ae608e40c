"""The window's tests run on the stage's display, with settings and caches of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication

from observer.database.library import Library, open_library
from observer.ui.background import close_background
from observer.ui.theme import Appearance, theme
from observer.ui.window_recording import WindowRecording


@pytest.fixture(autouse=True)
def private_settings(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Nothing of the user's is read or written; background threads end with each test."""
    folder = tmp_path_factory.mktemp("user")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setenv("OBSERVER_AUTHOR", "Tester")
    QCoreApplication.setOrganizationName("observer-tests")
    QCoreApplication.setApplicationName("observer-tests")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    theme().install()
    theme().set_appearance(Appearance.LIGHT)
    yield
    close_background()


@pytest.fixture(autouse=True)
def nobody_asks_before_a_window_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The question whether to leave a running recording would wait for ever."""
    monkeypatch.setattr(WindowRecording, "ask_to_leave", lambda _recording: True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "sessions"
    folder.mkdir()
    return folder


@pytest.fixture
def library(root: Path) -> Iterator[Library]:
    with open_library(root) as opened:
        yield opened
        close_background()  # before the library that its work uses
