from PySide6.QtWidgets import QApplication

from observer.model.consent import ConsentItem
from observer.ui.record.readiness import missing_for_start, next_participant

SCREEN = (ConsentItem.SCREEN,)


def test_the_next_code_follows_the_highest() -> None:
    assert next_participant([]) == "P01"
    assert next_participant(["P01", "P02"]) == "P03"
    assert next_participant(["P09", "P10"]) == "P11"
    assert next_participant(["K007", "Anna"]) == "K008"


def test_each_thing_that_is_missing_is_said_in_turn(qapp: QApplication) -> None:
    assert "study" in missing_for_start(" ", "P01", SCREEN, "")
    assert "participant" in missing_for_start("Checkout", "", SCREEN, "")
    assert "agreed" in missing_for_start("Checkout", "P01", (), "")
    assert missing_for_start("Checkout", "P01", SCREEN, "No display") == "No display"
    assert missing_for_start("Checkout", "P01", SCREEN, "") == ""


def test_a_missing_screen_matters_only_where_it_is_recorded(qapp: QApplication) -> None:
    assert missing_for_start("Checkout", "P01", (ConsentItem.VOICE,), "No display") == ""
