import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.model.span import Span
from observer.ui.review.clip_plan import clip_name, clip_span, free_path
from observer.ui.review.export_dialog import ExportDialog
from observer.ui.review.page import ReviewPage
from observer.ui.review.seconds_field import SecondsField

S = 1_000_000_000


def open_dialog(qtbot: QtBot, page: ReviewPage) -> ExportDialog:
    page.header.export.click()
    dialog = page.findChild(ExportDialog)
    assert dialog is not None
    return dialog


def test_the_selected_moment_becomes_a_clip_that_ffprobe_reads(
    qtbot: QtBot, page: ReviewPage
) -> None:
    page.player.seek(2 * S)
    QTest.keyClick(page, Qt.Key.Key_M)
    dialog = open_dialog(qtbot, page)
    dialog.lead.set_value(1.0)
    dialog.tail.set_value(1.5)
    assert dialog.path.name == "checkout-P01-00m02s.mp4"
    with qtbot.waitSignal(dialog.exported, timeout=15_000) as exported:
        dialog.go.click()
    report = exported.args[0]
    facts = probe(report.path)
    assert float(facts["format"]["duration"]) == pytest.approx(2.5, abs=0.1)
    assert {stream["codec_type"] for stream in facts["streams"]} == {"video", "audio"}
    assert report.path.parent.name == "clips"
    assert dialog.open_file.isVisible()
    dialog.close()


def test_a_stretch_set_with_i_and_o_is_offered_first_without_a_lead(
    qtbot: QtBot, page: ReviewPage
) -> None:
    page.player.seek(S)
    QTest.keyClick(page, Qt.Key.Key_I)
    page.player.seek(3 * S)
    QTest.keyClick(page, Qt.Key.Key_O)
    dialog = open_dialog(qtbot, page)
    assert dialog.span == Span(S, 3 * S)
    assert not dialog.lead.isEnabled()
    dialog.close()


def test_a_name_that_is_a_path_cannot_be_exported(qtbot: QtBot, page: ReviewPage) -> None:
    dialog = open_dialog(qtbot, page)
    dialog.name.setText("../elsewhere.mkv")
    assert not dialog.go.isEnabled()
    dialog.name.setText("here.mkv")
    assert dialog.go.isEnabled()
    dialog.close()


def test_seconds_are_typed_or_stepped_and_nonsense_goes_back(qtbot: QtBot, display: str) -> None:
    field = SecondsField("Seconds before", 2.0)
    qtbot.addWidget(field)
    for typed, value in (("3,5", 3.5), ("soon", 3.5), ("9999 s", 600.0), ("-1", 0.0)):
        field.setText(typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.value == value
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "0.5 s"


def test_lead_and_tail_stay_inside_the_session() -> None:
    assert clip_span(Span(S, S), 2.0, 2.0, 10 * S) == Span(0, 3 * S)
    assert clip_span(Span(9 * S, 9 * S), 2.0, 2.0, 10 * S) == Span(7 * S, 10 * S)


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    name = clip_name("Checkout, autumn", "P01", 75 * S, ".mkv")
    assert name == "checkout-autumn-P01-01m15s.mkv"
    (tmp_path / name).touch()
    assert free_path(tmp_path, name).name == "checkout-autumn-P01-01m15s-2.mkv"


def probe(path: Path) -> Any:
    command = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
