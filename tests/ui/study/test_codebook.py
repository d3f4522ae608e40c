"""The key of a code on the study's page."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.model.study import Code, Study
from observer.ui.study.codebook_section import CodebookSection
from observer.ui.study.draft import StudyDraft
from observer.ui.study.faults import faults_of


@pytest.fixture
def section(qtbot: QtBot) -> CodebookSection:
    section = CodebookSection(
        StudyDraft(Study("s", "Checkout", codebook=(Code("1", "payment", key="p"),)))
    )
    section.draft.changed.connect(section.show_study)
    qtbot.addWidget(section)
    section.show()
    return section


def keys(section: CodebookSection) -> list[str]:
    return [code.key for code in section.draft.study.codebook]


def test_the_key_of_a_new_code_goes_along_with_its_name(section: CodebookSection) -> None:
    section.add_part()
    added = section.draft.study.codebook[-1].id
    QTest.keyClicks(section.row(added).fields["name"], "price tag")
    assert keys(section) == ["p", "t"]
    assert section.keys[added].text() == "T"


def test_a_key_that_was_chosen_stays_when_the_code_is_renamed(section: CodebookSection) -> None:
    section.keys["1"].clear()
    QTest.keyClicks(section.keys["1"], "X")
    assert keys(section) == ["x"]
    QTest.keyClicks(section.row("1").fields["name"], "s")
    assert keys(section) == ["x"]
    section.draft.undo()
    section.draft.undo()
    assert keys(section) == ["p"]


def test_what_is_no_letter_is_no_key_and_none_says_which_there_would_be(
    section: CodebookSection,
) -> None:
    section.keys["1"].clear()
    QTest.keyClicks(section.keys["1"], "#")
    assert keys(section) == [""]
    assert section.keys["1"].placeholderText() == "P"


def test_two_codes_with_one_key_are_told(section: CodebookSection) -> None:
    study = Study("s", "Checkout", codebook=(Code("1", "a", key="x"), Code("2", "b", key="x")))
    assert faults_of(study, ()) == {"codebook/2/name": "The code “a” has this key too."}
