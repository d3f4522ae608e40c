"""A whole sit-in through the window, as a moderator meets it, with the rehearsal's customer.

The customer (a process that moves the real pointer of the stage) buys a lamp in the sample shop;
the moderator (this test) fills in the form, records, marks, stops, reviews, judges, undoes and
exports. The recorder, the sound server, the database and the files are the real ones.
"""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.model.annotation import AnnotationKind
from observer.model.consent import ConsentItem, TrackKind
from observer.recorder.client import find_running
from observer.rehearsal.layout import Layout
from observer.rehearsal.program import running_module
from observer.session.manifest_file import read_manifest
from observer.session.verify import verify_session
from observer.ui.export.dialog import ExportDialog
from observer.ui.record.console import Console
from observer.ui.window import MainWindow

LONG_MS = 40_000  # two cores, shared


@pytest.fixture
def customer(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Sits in front of the sample shop and begins when told to."""
    layout = tmp_path / "layout.json"
    person = ["observer.rehearsal.participant", "--layout", str(layout), "--pace", "3"]
    with running_module(["observer.ui.product", "--layout", str(layout)], os.environ):
        Layout(layout).wait_for("shop")
        with running_module(person, os.environ, talks=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            yield process


@pytest.fixture(autouse=True)
def recordings_end(root: Path) -> Iterator[None]:
    yield
    for client in find_running(root):
        client.stop()


@pytest.mark.slow
@pytest.mark.usefixtures("display", "sound_server")
def test_a_moderator_records_marks_reviews_and_exports(
    library: Library,
    root: Path,
    qtbot: QtBot,
    customer: subprocess.Popen[bytes],
) -> None:
    window = MainWindow(library, root)
    qtbot.addWidget(window)
    window.move(0, 0)
    with qtbot.waitExposed(window):
        window.show()
    window.lower()  # the customer's shop is in front

    # The moderator says who it is and what was agreed, and starts.
    window.show_record()
    form = window.record_page.form
    form.study.setEditText("Checkout, autumn")
    form.participant.setText("P07")
    assert not form.start.isEnabled()  # nothing was agreed to yet
    agreed = (ConsentItem.SCREEN, ConsentItem.VOICE, ConsentItem.INPUT, ConsentItem.SHARING)
    for item in agreed:
        form.consent.boxes[item].click()
    qtbot.waitUntil(form.start.isEnabled, timeout=LONG_MS)
    form.start.click()
    preflight = window.record_page.preflight
    assert preflight is not None
    with somebody_speaking():  # the level has to move
        qtbot.waitUntil(preflight.start_button.isEnabled, timeout=LONG_MS)
    preflight.start_button.click()
    qtbot.waitUntil(lambda: window.record_page.console is not None, timeout=LONG_MS)
    console = window.record_page.console
    assert console is not None

    # The customer begins; when nothing happens at “Apply”, the moderator marks it.
    wait_for_moment(customer, "dead-button", qtbot)
    mark_friction(console, qtbot, severity=3)

    # Stop leads to the review of what was recorded.
    with qtbot.waitSignal(window.record_page.ended, timeout=LONG_MS):
        console.stop.click()
    review = window.review_page
    qtbot.waitUntil(lambda: len(review.book.moments) == 1, timeout=LONG_MS)
    (moment,) = review.book.moments
    assert (moment.kind, moment.severity) == (AnnotationKind.FRICTION, 3)

    # It was worse than that; no, it was not: undo.
    customer.terminate()
    window.raise_()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    review.book.select(moment.id)
    QTest.keyClick(review, Qt.Key.Key_4)
    assert library.annotation(moment.id).severity == 4
    review.header.undo.click()
    assert library.annotation(moment.id).severity == 3

    # A clip of it, for those who were not there.
    clip, asked_s = export_clip(window, qtbot)
    assert asked_s > 2
    assert abs(duration_s(clip) - asked_s) < 0.1

    folder = root / library.session(review.session_id).folder
    report = verify_session(folder)
    assert report.ok, report.checks
    tracks = {track.kind: track for track in read_manifest(folder).tracks}
    assert tracks[TrackKind.SCREEN].items > 30
    assert tracks[TrackKind.INPUT].items > 100
    assert TrackKind.MICROPHONE in tracks


@contextmanager
def somebody_speaking() -> Iterator[None]:
    """Words in the room, with pauses between them, as often as it takes."""
    say = "while true; do sox -q -n -t wav - synth 0.4 sine 300 pad 0 0.6 | paplay; done"
    with subprocess.Popen(["sh", "-c", say], start_new_session=True) as voice:
        try:
            yield
        finally:
            os.killpg(voice.pid, signal.SIGTERM)


def wait_for_moment(customer: subprocess.Popen[bytes], moment: str, qtbot: QtBot) -> None:
    """Tell the customer to go on and watch until the moment comes, the window alive meanwhile."""
    assert customer.stdin is not None
    assert customer.stdout is not None
    customer.stdin.write(b"go\n")
    customer.stdin.flush()
    os.set_blocking(customer.stdout.fileno(), False)
    seen = bytearray()

    def has_come() -> bool:
        assert customer.stdout is not None
        seen.extend(customer.stdout.read() or b"")
        return moment.encode() in seen

    qtbot.waitUntil(has_come, timeout=LONG_MS)


def mark_friction(console: Console, qtbot: QtBot, *, severity: int) -> None:
    """With the mouse: the shop has the keyboard."""
    console.pad.tiles[AnnotationKind.FRICTION].click()
    console.pad.severities.choose(severity)
    qtbot.waitUntil(lambda: len(console.marks.marks) == 1, timeout=LONG_MS)


def export_clip(window: MainWindow, qtbot: QtBot) -> tuple[Path, float]:
    """As the dialog suggests it; says which file came of it and how long it was to be."""
    window.review_page.header.export.click()
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, ExportDialog))
    asked_s = dialog.span.length_ns / 1e9
    with qtbot.waitSignal(window.review_page.leaving.queue.finished, timeout=LONG_MS) as exported:
        dialog.go.click()
    assert exported.args is not None
    path = Path(exported.args[0].path)
    return path, asked_s


def duration_s(clip: Path) -> float:
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_format", str(clip)]
    run = subprocess.run(command, capture_output=True, check=True)
    return float(json.loads(run.stdout)["format"]["duration"])
