from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from observer.intake.consent_text import consent_text
from observer.model.consent import ConsentItem
from observer.ui.consent.page import ConsentPage
from observer.ui.consent.paragraph import Paragraph
from tests.ui.consent.form import Reader


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    return Reader(qtbot)


def test_nothing_is_chosen_before_the_participant_chooses(reader: Reader) -> None:
    assert [row.answer for row in reader.page.rows.values()] == 5 * [None]
    assert not reader.can_agree()
    assert reader.page.focusWidget() not in {
        button for row in reader.page.rows.values() for button in (row.yes, row.no)
    }


def test_what_was_agreed_to_is_kept_with_name_signature_words_and_the_moment(
    reader: Reader,
) -> None:
    reader.answer_all(ConsentItem.SCREEN, ConsentItem.INPUT)
    reader.write_name("  Rosa  Bianchi ")
    reader.sign()
    before = datetime.now(UTC) - timedelta(seconds=1)
    reader.agree()
    (consent,) = reader.agreed
    assert consent.items == (ConsentItem.SCREEN, ConsentItem.INPUT)
    assert (consent.name, consent.language) == ("Rosa Bianchi", "en")
    assert consent.signature.startswith("M80.")  # a fifth of the box's 400
    assert "✓ The screen. We film everything" in consent.text
    assert "✗ Your face. A camera films your face while you work. → No. Not recorded." in (
        consent.text
    )
    assert "Checkout, autumn · your code is P07" in consent.text
    moment = datetime.fromisoformat(consent.agreed_at)
    assert before <= moment <= datetime.now(UTC)
    assert moment.tzinfo is not None


@pytest.mark.parametrize("language", ["en", "fr", "it"])
def test_every_word_that_is_read_is_kept(qtbot: QtBot, language: str) -> None:
    reader = Reader(qtbot, language)
    reader.answer_all(*ConsentItem)
    kept = reader.page.consent().text
    read = [paragraph.words for paragraph in reader.page.findChildren(Paragraph)]
    read += [label.text() for label in reader.page.reading.findChildren(QLabel)
             if not isinstance(label, Paragraph)]  # fmt: skip
    assert len(read) == 15
    assert [words for words in read if words not in kept] == []


def test_what_was_not_answered_is_named(reader: Reader) -> None:
    assert reader.missing == (
        "Still to answer: The screen · Your voice · Your face · Mouse and keyboard · Short clips."
    )
    reader.write_name("Rosa")
    for item in (ConsentItem.SCREEN, ConsentItem.VOICE, ConsentItem.INPUT, ConsentItem.SHARING):
        reader.answer(item, yes=True)
    assert reader.missing == "Still to answer: Your face."
    assert not reader.can_agree()


def test_a_name_or_a_signature_is_asked_for_and_either_is_enough(reader: Reader) -> None:
    reader.answer_all(ConsentItem.VOICE)
    assert reader.missing == "Please write your name or sign."
    reader.write_name("   ")
    assert not reader.can_agree()
    reader.write_name("R")
    assert reader.can_agree()
    assert reader.missing == "All answered. Press the button when you are ready."
    reader.page.signing.name.clear()
    assert not reader.can_agree()
    reader.sign()
    assert reader.can_agree()
    QTest.mouseClick(reader.page.signing.clear, Qt.MouseButton.LeftButton)
    assert reader.missing == "Please write your name or sign."


@pytest.mark.parametrize("agreed", [(), (ConsentItem.SHARING,)])
def test_there_is_nothing_to_begin_where_every_recording_was_refused(
    reader: Reader, agreed: tuple[ConsentItem, ...]
) -> None:
    reader.write_name("Rosa")
    reader.answer_all(*agreed)
    assert reader.missing.startswith("You said no to every recording")
    assert not reader.can_agree()
    reader.answer(ConsentItem.VOICE, yes=True)
    assert reader.can_agree()


def test_a_no_is_said_to_be_one(reader: Reader) -> None:
    row = reader.page.rows[ConsentItem.FACE]
    reader.answer(ConsentItem.FACE, yes=False)
    assert row._meaning.text() == "✗ Not recorded"
    reader.answer(ConsentItem.FACE, yes=True)
    assert row._meaning.text() == "✓ We record it"


def test_another_language_keeps_the_answers_and_is_taken_next_time(
    reader: Reader, qtbot: QtBot
) -> None:
    reader.answer_all(ConsentItem.SCREEN)
    reader.write_name("Rosa")
    reader.sign()
    drawn = reader.page.signing.pad.signature()
    QTest.mouseClick(reader.page.switch.buttons["it"], Qt.MouseButton.LeftButton)
    assert reader.page.agree_button.text() == "Accetto, cominciamo"
    consent = reader.page.consent()
    assert (consent.language, consent.items) == ("it", (ConsentItem.SCREEN,))
    assert (consent.name, consent.signature) == ("Rosa", drawn)
    assert consent.text.startswith("Prima di cominciare\n")
    again = ConsentPage("Checkout", "P08")
    qtbot.addWidget(again)
    assert again.consent().language == "it"
    asked_for = ConsentPage("Checkout", "P08", "fr")
    qtbot.addWidget(asked_for)
    assert asked_for.consent().language == "fr"


def test_a_study_in_a_language_without_a_form_gets_one_that_there_is(qtbot: QtBot) -> None:
    page = ConsentPage("Kasse", "P01", "de")
    qtbot.addWidget(page)
    assert page.consent().language == "en"


def test_the_page_is_answered_with_the_keyboard_alone(reader: Reader) -> None:
    def press(key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)

    for _step in range(len(reader.page.switch.buttons)):
        press(Qt.Key.Key_Tab)
        if reader.page.switch.buttons["en"].hasFocus():
            break
    while not reader.page.rows[ConsentItem.SCREEN].yes.hasFocus():
        press(Qt.Key.Key_Tab)
    for row in reader.page.rows.values():
        assert row.yes.hasFocus()
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Tab)
    assert reader.page.signing.name.hasFocus()
    reader.write_name("Rosa")
    press(Qt.Key.Key_Tab)
    assert reader.page.agree_button.hasFocus()
    press(Qt.Key.Key_Space)
    (consent,) = reader.agreed
    assert consent.items == tuple(reader.page.rows)


def test_buttons_say_what_they_answer_to_who_cannot_see_them(reader: Reader) -> None:
    row = reader.page.rows[ConsentItem.VOICE]
    assert row.yes.accessibleName() == "Your voice: Yes"
    assert row.no.accessibleName() == "Your voice: No"
    assert row.no.accessibleDescription() == consent_text("en").thing[1].words
    assert reader.page.signing.pad.accessibleName() == "Your signature"
    assert reader.page.agree_button.accessibleDescription() == reader.missing


def test_back_goes_back(reader: Reader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.page.back):
        QTest.mouseClick(reader.page.back_button, Qt.MouseButton.LeftButton)
    assert reader.agreed == []


def test_a_study_s_name_cannot_dress_up_the_page(qtbot: QtBot) -> None:
    page = ConsentPage("<h1>Sign</h1>", "<b>P07</b>", "en")
    qtbot.addWidget(page)
    assert page.reading._about.textFormat() is Qt.TextFormat.PlainText
    paragraph = page.reading._sections[0][1]
    assert "<b>P07</b>" in paragraph.words
    assert "<b>" not in paragraph.text()
