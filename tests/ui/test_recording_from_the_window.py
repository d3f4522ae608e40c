"""A person records, marks and stops with the keys; the recorder is the real one."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.model.annotation import AnnotationKind
from observer.model.manifest import SessionState
from observer.recorder.client import find_running, start_recording
from observer.session.verify import verify_session
from observer.ui.record.console import Console
from observer.ui.window import MainWindow
from tests.synthetic_session import synthetic_plan

LONG_MS = 20_000  # two cores, shared


@pytest.fixture
def recordings_end(root: Path) -> Iterator[None]:
    yield
    for client in find_running(root):
        client.stop()


def open_window(library: Library, root: Path, qtbot: QtBot) -> MainWindow:
    window = MainWindow(library, root)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def console_of(window: MainWindow, qtbot: QtBot) -> Console:
    qtbot.waitUntil(lambda: window.record_page.console is not None, timeout=LONG_MS)
    console = window.record_page.console
    assert console is not None
    return console


@pytest.mark.usefixtures("recordings_end")
def test_marks_made_with_the_keys_land_in_the_library(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    window = open_window(library, root, qtbot)
    window.record_page.start(synthetic_plan())
    console = console_of(window, qtbot)
    qtbot.waitUntil(lambda: "pictures" in console.health.pictures.text(), timeout=LONG_MS)
    QTest.keyClick(window, Qt.Key.Key_F)
    QTest.keyClick(window, Qt.Key.Key_3)
    QTest.keyClick(window, Qt.Key.Key_N)
    QTest.keyClicks(console.pad.note, "Looks for the total")
    QTest.keyClick(console.pad.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(console.marks.marks) == 2, timeout=LONG_MS)
    with qtbot.waitSignal(window.record_page.ended, timeout=LONG_MS):
        console.stop.click()
    row = library.sessions()[0]
    assert row.state is SessionState.CLOSED
    said = {(a.kind, a.severity, a.note) for a in library.annotations(row.id)}
    assert said == {
        (AnnotationKind.FRICTION, 3, ""),
        (AnnotationKind.NOTE, None, "Looks for the total"),
    }
    assert not window.record_page.recording


@pytest.mark.usefixtures("recordings_end")
def test_a_pause_stops_the_pictures_and_goes_on(library: Library, root: Path, qtbot: QtBot) -> None:
    window = open_window(library, root, qtbot)
    window.record_page.start(synthetic_plan())
    console = console_of(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: console.health.pictures.text() == "paused", timeout=LONG_MS)
    QTest.keyClick(window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "pictures" in console.health.pictures.text(), timeout=LONG_MS)


@pytest.mark.usefixtures("recordings_end")
def test_a_new_window_finds_the_recording_that_runs(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    client = start_recording(root, synthetic_plan())
    client.mark(AnnotationKind.BUG, note="from the command line")
    window = open_window(library, root, qtbot)
    console = console_of(window, qtbot)
    qtbot.waitUntil(
        lambda: [mark.note for mark in console.marks.marks] == ["from the command line"],
        timeout=LONG_MS,
    )
    assert console.isVisible()


@pytest.mark.usefixtures("recordings_end")
def test_a_recording_stopped_elsewhere_opens_its_review(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    client = start_recording(root, synthetic_plan())
    window = open_window(library, root, qtbot)
    console_of(window, qtbot)
    with qtbot.waitSignal(window.record_page.ended, timeout=LONG_MS) as ended:
        client.stop()
    assert ended.args == [client.session_id]


@pytest.mark.usefixtures("recordings_end")
def test_closing_the_window_leaves_the_recording_running(
    library: Library, root: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = start_recording(root, synthetic_plan())
    window = open_window(library, root, qtbot)
    console_of(window, qtbot)
    monkeypatch.setattr(window.recording, "ask_to_leave", lambda: False)
    assert not window.close()
    monkeypatch.setattr(window.recording, "ask_to_leave", lambda: True)
    assert window.close()
    assert client.is_running()


@pytest.mark.usefixtures("recordings_end")
def test_a_recording_that_stands_still_is_told_within_two_seconds_and_found_again(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    client = start_recording(root, synthetic_plan())
    window = open_window(library, root, qtbot)
    console = console_of(window, qtbot)
    qtbot.waitUntil(lambda: "pictures" in console.health.pictures.text(), timeout=LONG_MS)
    os.kill(client.pid, signal.SIGSTOP)
    stopped_s = time.monotonic()
    try:
        qtbot.waitUntil(lambda: "no answer" in console.state.text(), timeout=LONG_MS)
        assert time.monotonic() - stopped_s < 2.5  # 2 s, and the test's own look every 10 ms
    finally:
        os.kill(client.pid, signal.SIGCONT)
    qtbot.waitUntil(lambda: console.state.text() == "recording", timeout=LONG_MS)
    assert window.record_page.recording


@pytest.mark.usefixtures("recordings_end")
def test_a_killed_recording_is_made_whole_by_itself(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    client = start_recording(root, synthetic_plan())
    window = open_window(library, root, qtbot)
    console = console_of(window, qtbot)
    qtbot.waitUntil(lambda: "pictures" in console.health.pictures.text(), timeout=LONG_MS)
    os.kill(client.pid, signal.SIGKILL)
    qtbot.waitUntil(
        lambda: bool(library.sessions()) and library.sessions()[0].state is SessionState.CLOSED,
        timeout=LONG_MS,
    )
    assert verify_session(client.folder).ok


def test_a_session_left_open_is_made_whole_at_the_next_start(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    client = start_recording(root, synthetic_plan())
    client.mark(AnnotationKind.BUG, note="kept")
    os.kill(client.pid, signal.SIGKILL)
    open_window(library, root, qtbot)
    qtbot.waitUntil(
        lambda: bool(library.sessions()) and library.sessions()[0].state is SessionState.CLOSED,
        timeout=LONG_MS,
    )
    assert [said.note for said in library.annotations(client.session_id)] == ["kept"]
