from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.intake.landing import land_session
from observer.model.consent import ConsentItem
from observer.model.plan import RecordingPlan
from observer.ui.record.consent_panel import ConsentPanel
from observer.ui.record.form import RecordForm
from tests.ui.sessions_made import make_session


@pytest.fixture
def form(library: Library, root: Path, qtbot: QtBot) -> RecordForm:
    land_session(library, make_session(root, study="Checkout", participant="P04"))
    made = RecordForm(library)
    qtbot.addWidget(made)
    made.fill_again()
    return made


def test_nothing_is_agreed_to_beforehand(form: RecordForm) -> None:
    assert form.consent.agreed() == ()
    assert not form.start.isEnabled()
    assert "agreed" in form.reason.text()


def test_the_next_participant_of_the_study_is_suggested(form: RecordForm) -> None:
    assert form.study.currentText() == "Checkout"
    assert form.participant.text() == "P05"
    form.study.setEditText("A new study")
    assert form.participant.text() == "P01"


def test_a_code_that_was_typed_is_left_alone(form: RecordForm) -> None:
    form.participant.setText("Kim-7")
    form.study.setEditText("A new study")
    assert form.participant.text() == "Kim-7"


def test_the_plan_holds_what_was_agreed_and_by_which_words(form: RecordForm, qtbot: QtBot) -> None:
    form.consent.boxes[ConsentItem.SCREEN].setChecked(True)
    assert form.start.isEnabled()
    with qtbot.waitSignal(form.start_asked) as asked:
        form.start.click()
    assert asked.args is not None
    plan = asked.args[0]
    assert isinstance(plan, RecordingPlan)
    assert (plan.study, plan.participant) == ("Checkout", "P05")
    assert plan.consent.items == (ConsentItem.SCREEN,)
    assert "screen is filmed" in plan.consent.text
    assert "said in the room" not in plan.consent.text


def test_a_study_without_a_name_cannot_start(form: RecordForm) -> None:
    form.consent.boxes[ConsentItem.SCREEN].setChecked(True)
    form.study.setEditText("  ")
    assert not form.start.isEnabled()
    assert "study" in form.reason.text()


def test_the_next_sitting_is_asked_anew(form: RecordForm) -> None:
    form.consent.boxes[ConsentItem.VOICE].setChecked(True)
    form.fill_again()
    assert form.consent.agreed() == ()


def test_a_fresh_question_has_nothing_ticked(qtbot: QtBot) -> None:
    panel = ConsentPanel()
    qtbot.addWidget(panel)
    assert panel.agreed() == ()


def test_a_plan_hides_what_is_named_and_the_names_are_kept(
    form: RecordForm, library: Library, qtbot: QtBot
) -> None:
    form.hidden.names.setText("Slack, My bank")
    secrets = form.plan().secrets
    assert secrets.matches("slack", "")
    assert secrets.matches("firefox", "my bank – account")
    assert secrets.matches("keepassxc", "")
    later = RecordForm(library)
    qtbot.addWidget(later)
    assert later.hidden.names.text() == "Slack, My bank"


def test_the_computers_sound_needs_the_consent_to_voice(form: RecordForm) -> None:
    form.computer_sound.setChecked(True)
    assert form.plan().system_sound is None
    form.consent.boxes[ConsentItem.VOICE].setChecked(True)
    assert form.plan().system_sound == ""


def test_a_face_is_filmed_only_with_consent(form: RecordForm) -> None:
    form.camera.combo.addItem("A camera", "/dev/video9")
    assert form.plan().camera is None
    form.consent.boxes[ConsentItem.FACE].setChecked(True)
    assert form.plan().camera == "/dev/video9"
