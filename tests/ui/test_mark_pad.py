import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.ui.record.mark_pad import MarkPad
from observer.ui.record.recorder_link import PlannedMark


class Sitting:
    """A pad on a clock that the test moves."""

    def __init__(self, qtbot: QtBot) -> None:
        self.now_s = 60.0
        self.sent: list[PlannedMark] = []
        self.window = QWidget()
        self.pad = MarkPad(lambda: round(self.now_s * NS_PER_SECOND), self.window)
        self.pad.marked.connect(self.sent.append)
        self.judged: list[tuple[str, int]] = []
        self.pad.judged.connect(lambda mark_id, severity: self.judged.append((mark_id, severity)))
        qtbot.addWidget(self.window)
        self.window.resize(700, 600)
        self.pad.resize(700, 600)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: str) -> None:
        QTest.keyClicks(self.window, key)

    def go_back(self, seconds: int) -> None:
        button = self.pad._ago.button(seconds)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def sitting(qtbot: QtBot) -> Sitting:
    return Sitting(qtbot)


def test_friction_is_sent_at_once_and_takes_the_severity_that_follows(sitting: Sitting) -> None:
    sitting.press("f")
    (mark,) = sitting.sent
    assert (mark.kind, mark.at_ns) == (AnnotationKind.FRICTION, 60 * NS_PER_SECOND)
    sitting.now_s = 62.0
    sitting.press("3")
    assert sitting.judged == [(mark.id, 3)]
    assert sitting.sent == [mark]


def test_the_next_mark_ends_the_question_for_a_severity(sitting: Sitting) -> None:
    sitting.press("f")
    sitting.press("q")
    sitting.press("4")
    assert [mark.kind for mark in sitting.sent] == [AnnotationKind.FRICTION, AnnotationKind.QUOTE]
    assert sitting.judged == []


def test_a_digit_on_its_own_marks_nothing(sitting: Sitting) -> None:
    sitting.press("3")
    assert sitting.sent == []
    sitting.press("b")
    sitting.press("4")
    assert [mark.kind for mark in sitting.sent] == [AnnotationKind.BUG]
    assert sitting.judged == []


def test_going_back_moves_one_mark_alone(sitting: Sitting) -> None:
    sitting.go_back(10)
    sitting.press("d")
    sitting.press("i")
    assert [mark.at_ns // NS_PER_SECOND for mark in sitting.sent] == [50, 60]


def test_going_back_stops_at_the_start(sitting: Sitting) -> None:
    sitting.now_s = 4.0
    sitting.go_back(30)
    sitting.press("d")
    assert sitting.sent[0].at_ns == 0


def test_a_note_has_the_time_of_its_first_letter(sitting: Sitting, qtbot: QtBot) -> None:
    sitting.press("n")
    qtbot.waitUntil(sitting.pad.note.hasFocus)
    sitting.now_s = 70.0
    QTest.keyClicks(sitting.pad.note, "fd")
    sitting.now_s = 85.0
    QTest.keyClicks(sitting.pad.note, " 3q")
    QTest.keyClick(sitting.pad.note, Qt.Key.Key_Return)
    (note,) = sitting.sent
    assert (note.kind, note.at_ns) == (AnnotationKind.NOTE, 70 * NS_PER_SECOND)
    assert note.note == "fd 3q"
    assert sitting.pad.note.text() == ""


def test_escape_drops_a_note_and_gives_the_keys_back(sitting: Sitting, qtbot: QtBot) -> None:
    sitting.press("n")
    QTest.keyClicks(sitting.pad.note, "never mind")
    QTest.keyClick(sitting.pad.note, Qt.Key.Key_Escape)
    sitting.press("q")
    assert [mark.kind for mark in sitting.sent] == [AnnotationKind.QUOTE]
