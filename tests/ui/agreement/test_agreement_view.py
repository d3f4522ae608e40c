"""How far coders agree, looked at in the review's window."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.analysis.agreement import Facet
from observer.analysis.reading import alpha_word, kappa_word
from observer.model.annotation import Annotation, AnnotationKind
from observer.ui.review.agreement.comparison import Match
from observer.ui.review.agreement.view import AgreementView
from observer.ui.review.page import ReviewPage

S = 1_000_000_000


def opened(page: ReviewPage) -> AgreementView:
    page.agreement.open()
    view = page.agreement.view
    assert view is not None
    view.choices.tolerance.setValue(1)  # half a second
    return view


def is_open(page: ReviewPage) -> bool:
    return page.agreement.view is not None


def listed(view: AgreementView) -> list[int]:
    return [row.unit.start_ns // S for row in view.units.rows]


def test_a_key_opens_it_on_oneself_and_whoever_marked_most(page: ReviewPage) -> None:
    page.activateWindow()
    QTest.keySequence(page, QKeySequence("G"))
    view = page.agreement.view
    assert view is not None
    assert view.chosen.coders == ("Ada", "Ben")
    assert view.units.hasFocus()
    assert "at most 2 s lie between them" in view.rule.text()


def test_the_figures_are_those_counted_by_hand_with_words_and_sources(page: ReviewPage) -> None:
    view = opened(page)
    figures = view.figures
    assert view.summary.text() == "4 of 6 events were marked by both"
    assert (figures.kappa.value.text(), figures.kappa.reading.text()) == ("0.50", "moderate")
    assert "4 events: the same said of 75%, by chance alone 50%" in figures.kappa.details.text()
    # 3/6 seen; chance (3*3 + 2*1 + 0*1 + 1*1) / 36 = 12/36; (18 - 12) / (36 - 12) = 0.25
    assert (figures.kappa_of_all.value.text(), figures.kappa_of_all.reading.text()) == (
        "0.25",
        "fair",
    )
    assert "Landis and Koch 1977" in view._reading.text()
    assert "conventions" in view._reading.text()


def test_a_cell_of_the_table_leads_to_its_events(page: ReviewPage) -> None:
    view = opened(page)
    table = view.confusion
    bug, friction = table.labels.index("bug"), table.labels.index("friction")
    QTest.mouseClick(
        table,
        Qt.MouseButton.LeftButton,
        pos=table.cell_area(bug, friction).center().toPoint(),
    )
    assert listed(view) == [4]
    assert view.filter.cell.text() == "Bug · Friction"
    view.filter.cell.click()
    assert listed(view) == [1, 2, 3, 4, 6, 7]
    view.confusion.setFocus()  # and with the keys, from where the press left them
    QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert listed(view) == [4]
    assert "Ada: Bug, Ben: Friction: 1" in table.accessibleDescription()


def test_the_list_is_filtered(page: ReviewPage) -> None:
    view = opened(page)
    for match, seconds in (
        (Match.AGREE, [1, 2, 3]),
        (Match.DISAGREE, [4]),
        (Match.UNMATCHED, [6, 7]),
        (None, [1, 2, 3, 4, 6, 7]),
    ):
        view.filter.buttons[match].click()
        assert listed(view) == seconds
        assert view.filter.buttons[match].text().endswith(f"  {len(seconds)}")


def test_arrows_move_the_player_behind_and_enter_opens_the_moment(
    page: ReviewPage, qtbot: QtBot
) -> None:
    view = opened(page)
    assert page.player.time_ns == 0
    for _ in range(3):
        QTest.keyClick(view.units, Qt.Key.Key_Down)
    assert page.player.time_ns == 4 * S
    qtbot.waitUntil(lambda: not view.glance._image.isNull())
    QTest.keyClick(view.units, Qt.Key.Key_Return)
    assert not is_open(page)
    assert page.book.current is not None
    assert page.book.current.note == "Ada at 4"
    assert page.player.time_ns == 4 * S
    page.agreement.open()
    assert page.agreement.view is not None
    assert page.agreement.view.chosen.tolerance_ns == S // 2


def test_wider_tolerance_matches_more_and_says_so(page: ReviewPage) -> None:
    view = opened(page)
    view.choices.tolerance.setValue(3)
    assert view.summary.text() == "5 of 5 events were marked by both"
    assert "at most 1.5 s" in view.rule.text()
    view.choices.tolerance.setValue(0)
    assert "touch or overlap" in view.rule.text()
    assert view.figures.kappa.details.text() == "There is nothing that both coders marked."
    assert view.figures.kappa.value.text() == "–"


def test_severity_and_a_code_are_compared_too(page: ReviewPage) -> None:
    view = opened(page)
    view.choices.facet.setCurrentIndex(1)
    assert view.chosen.facet is Facet.SEVERITY
    assert view.units.rows[0].labels == {"Ada": "3", "Ben": "3"}
    view.choices.facet.setCurrentIndex(2)
    assert view.choices.facet.currentText() == "Code: error message"
    assert view.confusion.labels == ["applied", "not applied", "nothing"]
    # of 4 alike 3; Ada 2/4, Ben 1/4 applied: (3/4 - 1/2) / (1 - 1/2)
    assert view.figures.kappa.value.text() == "0.50"


def test_three_coders_have_alpha_and_each_pair_its_kappa(page: ReviewPage) -> None:
    view = opened(page)
    view.choices.coders["Eve"].click()
    assert view.figures.kappa.value.text() == "–"
    assert "choose two coders" in view.figures.kappa.details.text()
    assert view.pairs.isVisible()
    view._choose_pair(("Ada", "Ben"))
    assert view.figures.kappa.value.text() == "0.50"
    view.choices.coders["Ben"].click()
    assert view.none.heading.text() == "Choose two coders or more"


def test_who_sees_their_own_alone_is_told_why_there_is_nothing_to_see(page: ReviewPage) -> None:
    page.side.sight.set_blind(True)
    action = next(one for one in page.verbs.actions() if one.name == "review.agreement")
    assert "agreement would tell you what others marked" in action.hindrance()
    QTest.keySequence(page, QKeySequence("G"))
    assert not is_open(page)
    page.side.coders_menu.aboutToShow.emit()
    assert not page.side.coders_menu.actions()[-1].isEnabled()
    page.side.sight.set_blind(False)
    assert action.hindrance() == ""


def test_an_edit_behind_is_followed(page: ReviewPage) -> None:
    view = opened(page)
    (wrong,) = [one for one in page.book.moments if one.note == "Ada at 4"]
    page.book.set_kind(wrong.id, AnnotationKind.FRICTION)
    assert view.figures.kappa.value.text() == "1.00"
    assert view.figures.kappa.reading.text() == "almost perfect"


def test_escape_closes_it_and_a_press_beside_it_too(page: ReviewPage) -> None:
    view = opened(page)
    QTest.keyClick(view.units, Qt.Key.Key_Escape)
    assert not is_open(page)
    view = opened(page)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert not is_open(page)


def test_two_thousand_moments_are_compared_anew_within_a_tenth_of_a_second(
    page: ReviewPage,
) -> None:
    """In this thread's own time, so that what else the machine does counts for nothing."""
    view = opened(page)
    said = page.book.moments[0]
    many = [
        Annotation(
            id=f"{number:05d}",
            session_id=said.session_id,
            author="Ada" if number % 2 else "Ben",
            kind=list(AnnotationKind)[number * 7 % 5],
            start_ns=number * S // 3,
            end_ns=number * S // 3,
            severity=number % 5,
            note="",
            created_at="",
            changed_at="",
        )
        for number in range(2_000)
    ]
    page.book._moments = many
    view._compare()
    took_ms = []
    for step in (2, 6, 4, 8, 3):
        began = time.thread_time()
        view.choices.tolerance.setValue(step)
        took_ms.append(1000 * (time.thread_time() - began))
    assert min(took_ms) < 100


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (-0.1, "poor"),
        (0.0, "slight"),
        (0.204, "slight"),
        (0.21, "fair"),
        (0.6, "moderate"),
        (0.61, "substantial"),
        (0.81, "almost perfect"),
        (1.0, "almost perfect"),
    ],
)
def test_kappas_go_by_the_words_of_landis_and_koch(value: float, word: str) -> None:
    assert kappa_word(value) == word


def test_alphas_go_by_what_krippendorff_asks_for() -> None:
    assert [alpha_word(one) for one in (0.9, 0.8, 0.7, 0.667, 0.5)] == [
        "reliable",
        "reliable",
        "tentative",
        "tentative",
        "not reliable",
    ]
