"""From the form over the participant's own page to the console, and after it to the review."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.model.consent import ConsentItem
from observer.model.identity import new_id
from observer.model.sitting import Outcome
from observer.model.study import Asked, Question, Questionnaire, Score, Study, Task
from observer.recorder.client import find_running
from observer.ui.after.question_card import QuestionCard
from observer.ui.consent.copy_dialog import ConsentCopyDialog
from observer.ui.consent.page import ConsentPage
from observer.ui.navigation import Room
from observer.ui.window import MainWindow
from tests.synthetic_session import synthetic_plan

LONG_MS = 20_000
SEQ = Questionnaire(
    new_id(),
    "How easy",
    Asked.AFTER_TASK,
    (Question(new_id(), "Overall, how easy or difficult was this task?"),),
    Score.SEQ,
)
STUDY = Study(
    new_id(), "Checkout", tasks=(Task(new_id(), "Find", "Find a kettle."),), questionnaires=(SEQ,)
)


@pytest.fixture
def window(library: Library, root: Path, qtbot: QtBot) -> MainWindow:
    library.save_study(STUDY)
    made = MainWindow(library, root)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def page_in_sight(window: MainWindow) -> object:
    return window.record_page._stack.currentWidget()


def test_what_the_participant_signs_is_what_is_recorded(window: MainWindow, qtbot: QtBot) -> None:
    window.show_record()
    form = window.record_page.form
    form.study.setEditText("Checkout")
    form.participant.setText("P09")
    form.sign.click()
    page = page_in_sight(window)
    assert isinstance(page, ConsentPage)
    assert not window.navigation.isVisible()  # not for the participant's eyes
    agreed = (ConsentItem.SCREEN, ConsentItem.INPUT)
    for item, row in page.rows.items():
        (row.yes if item in agreed else row.no).click()
    QTest.keyClicks(page.signing.name, "Kim")
    page.agree_button.click()
    assert page_in_sight(window) is form
    assert window.navigation.isVisible()
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, ConsentCopyDialog))
    dialog.close()
    assert form.consent.boxes[ConsentItem.SCREEN].isChecked()
    assert not form.consent.boxes[ConsentItem.VOICE].isChecked()
    consent = form.plan().consent
    assert consent.name == "Kim"
    assert set(consent.items) == {ConsentItem.SCREEN, ConsentItem.INPUT}
    form.consent.boxes[ConsentItem.VOICE].click()  # by hand: no longer what Kim signed
    assert form.plan().consent.name == ""
    assert ConsentItem.VOICE in form.plan().consent.items


def test_a_sit_in_with_tasks_asks_after_them_and_ends_in_the_review(
    window: MainWindow, library: Library, root: Path, qtbot: QtBot
) -> None:
    page = window.record_page
    page.start(synthetic_plan())
    qtbot.waitUntil(lambda: page.console is not None, timeout=LONG_MS)
    console = page.console
    assert console is not None
    console.tasks.start.click()
    console.tasks.ends[Outcome.SUCCESS].click()
    (card,) = console.findChildren(QuestionCard)
    qtbot.waitUntil(card.isVisible)
    QTest.keyClick(QApplication.focusWidget() or card, Qt.Key.Key_6)
    session_id = library.sessions()[-1].id
    assert [given.value for given in library.answers(session_id)] == [6]
    console.stop.click()
    qtbot.waitUntil(lambda: page.after is not None, timeout=LONG_MS)
    assert page.after is not None
    assert window.navigation.buttons[Room.RECORD].accessibleName() == "Record"  # no dot any more
    with qtbot.waitSignal(page.ended, timeout=LONG_MS) as ended:
        page.after.review.click()
    assert ended.args == [session_id]
    assert not page.recording
    assert find_running(root) == []
    (watched,) = library.exposures(session_id)
    assert (watched.author, watched.role, watched.start_ns) == ("Tester", "moderator", 0)
