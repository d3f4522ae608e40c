import logging
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from observer.model.errors import Cancelled, DeviceError
from observer.ui.background import Progress, run
from observer.ui.banner import Banner


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(800, 600)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def words_shown(window: QWidget) -> list[str]:
    banners = window.findChildren(Banner)
    return [label.text() for banner in banners for label in banner.findChildren(QLabel)]


def test_work_leaves_the_windows_thread_and_its_outcome_comes_back(
    window: QWidget, qtbot: QtBot
) -> None:
    threads: list[str] = []
    fractions: list[float] = []
    results: list[str] = []

    def work(progress: Progress) -> str:
        threads.append(threading.current_thread().name)
        progress(0.5)
        progress(7.0)
        return "landed"

    def done(result: str) -> None:
        threads.append(threading.current_thread().name)
        results.append(result)

    run(window, work, done, progressed=fractions.append)
    qtbot.waitUntil(lambda: results == ["landed"])
    assert threads[0].startswith("background")
    assert threads[1] == "MainThread"
    assert fractions == [0.5, 1.0]


def test_a_known_failure_is_shown_with_its_remedy(window: QWidget, qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise DeviceError("The microphone is gone", "Plug it in again")

    run(window, work, lambda _result: pytest.fail("it did not work"))
    qtbot.waitUntil(lambda: "The microphone is gone" in words_shown(window))
    assert "Plug it in again" in words_shown(window)


def test_a_defect_is_logged_with_its_traceback_and_shown(
    window: QWidget, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_progress: Progress) -> None:
        raise ZeroDivisionError("of all things")

    with caplog.at_level(logging.ERROR):
        run(window, work, lambda _result: None)
        qtbot.waitUntil(lambda: any("of all things" in text for text in words_shown(window)))
    assert "in work" in caplog.text


def test_cancelled_work_is_told_and_shows_nothing(window: QWidget, qtbot: QtBot) -> None:
    began = threading.Event()

    def work(progress: Progress) -> None:
        began.set()
        while not progress.cancelled():
            threading.Event().wait(0.01)
        raise Cancelled("The import was stopped", "Start it again")

    task = run(window, work, lambda _result: pytest.fail("it was cancelled"))
    assert began.wait(5)
    task.cancel()
    qtbot.waitUntil(lambda: not task.running)
    assert not words_shown(window)


def test_nothing_is_delivered_once_the_owner_is_gone(qtbot: QtBot) -> None:
    owner = QObject()
    delivered: list[int] = []
    go = threading.Event()
    stopped: list[bool] = []

    def work(progress: Progress) -> int:
        go.wait(5)
        stopped.append(progress.cancelled())
        return 1

    task = run(owner, work, delivered.append)
    owner.deleteLater()
    qtbot.wait(20)
    go.set()
    qtbot.waitUntil(lambda: not task.running)
    assert delivered == []
    assert stopped == [True]
