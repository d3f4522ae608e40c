"""The page from the rail to the evidence, and what stands there before there is any."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.intake.landing import land_session
from observer.model.annotation import Annotation, AnnotationKind, Standing
from observer.model.finding import Assumptions
from observer.model.study import Study
from observer.ui.insight.overview import Overview
from observer.ui.insight.page import InsightPage
from observer.ui.insight.people_tab import PeopleTab
from observer.ui.insight.seams_tab import SeamsTab
from observer.ui.insight.trust_tab import TrustTab
from observer.ui.navigation import Room
from observer.ui.window import MainWindow
from tests.analysis.kept_study import keep
from tests.analysis.small_study import STUDY, small_study
from tests.ui.insight.conftest import OpenPage, settled
from tests.ui.sessions_made import make_session

S = 1_000_000_000


def overview(page: InsightPage) -> Overview:
    shown = page.tabs["overview"]
    assert isinstance(shown, Overview)
    return shown


def test_a_library_without_a_study_teaches_what_will_stand_here(
    open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    assert page.no_study.isVisible()
    assert not page.head.chooser.isVisible()
    with qtbot.waitSignal(page.study_asked):
        page.no_study.action.click()


def test_a_study_without_a_session_asks_for_the_first_sit_in(
    library: Library, open_page: OpenPage, qtbot: QtBot
) -> None:
    library.save_study(STUDY)
    page = open_page()
    assert page.no_session.isVisible()
    with qtbot.waitSignal(page.record_asked) as asked:
        page.no_session.action.click()
    assert asked.args == ["Checkout"]


def test_one_participant_is_shown_without_intervals_that_nobody_can_know(
    library: Library, open_page: OpenPage
) -> None:
    facts = small_study()
    keep(library, replace(facts, sessions=facts.sessions[:1]))
    page = open_page()
    (pay, _find) = overview(page).gap.rows
    assert "1 of 1" in pay.accessibleName()
    assert "55 s (n = 1)" in pay.accessibleName()
    people = _people(page)
    assert people.discovered.text() == "It takes two participants at least."


def _people(page: InsightPage) -> PeopleTab:
    page.show_part("people")
    shown = page.tabs["people"]
    assert isinstance(shown, PeopleTab)
    return shown


def test_the_gap_opens_what_explains_it_and_a_moment_leads_to_its_session(
    page: InsightPage, qtbot: QtBot
) -> None:
    row = overview(page).gap.rows[0]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    drawer = page.drawer
    assert drawer is not None
    headings = [group.heading for group in drawer.evidence.groups]
    assert headings == ["What explains it", "In their own words", "Attempts it stands on"]
    assert [len(group.sights) for group in drawer.evidence.groups] == [5, 1, 5]
    with qtbot.waitSignal(page.session_asked) as asked:
        QTest.keyClick(drawer.list, Qt.Key.Key_Return)
    assert asked.args == ["s1", 30 * S, "m1-30"]


def test_the_gap_says_in_words_what_the_rows_draw(page: InsightPage) -> None:
    pay, find = (row.accessibleName() for row in overview(page).gap.rows)
    assert "Completed by 4 of 5: 80%, probably 36% to 98%" in pay
    assert "1.1 times as long, may be chance" in pay
    assert "Nobody has tried it yet" in find


def test_each_headline_leads_to_what_it_stands_on(page: InsightPage) -> None:
    gap, finding, people = overview(page).cards.values()
    gap.click()
    assert page.drawer is not None
    assert page.drawer.evidence.title == "Pay"
    page.drawer.close_overlay()
    finding.click()
    assert page.drawer.evidence.title == "The total comes late"
    assert [(one.heading, len(one.sights)) for one in page.drawer.evidence.groups] == [
        ("Seen since the release", 1),
        ("Seen before it", 3),
    ]
    page.drawer.close_overlay()
    people.click()
    assert page.drawer.evidence.title == "Returning"
    assert [one.session_id for one in page.drawer.evidence.groups[0].sights] == ["s3"]


def test_assumptions_are_changed_beside_the_figure_they_make(
    page: InsightPage, library: Library, qtbot: QtBot
) -> None:
    cost = overview(page).cost
    assert cost.hours.text() == "–"
    for field, text in zip(cost.fields, ("1000", "12", "30", "EUR"), strict=True):
        field.setFocus()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert library.assumptions("study") == Assumptions(1000, 12.0, 30.0, "EUR")
    # 63.8 s typical less 60 s expected, 12,000 times: 12.8 hours, told with two figures.
    qtbot.waitUntil(lambda: cost.hours.text() == "13 hours a year")
    assert "EUR" in cost.value.text()
    cost.show_evidence.click()
    assert page.drawer is not None
    assert page.drawer.evidence.sentences[0].startswith("Pay: 3.9 s lost each time")
    assert [len(group.sights) for group in page.drawer.evidence.groups] == [5]


def test_seams_can_be_opened_by_key_from_the_list_beside_the_picture(page: InsightPage) -> None:
    page.show_part("seams")
    seams = page.tabs["seams"]
    assert isinstance(seams, SeamsTab)
    first = seams.hand_overs.rows[0]
    assert first.words.title == "Shop → Payment"
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert seams.hand_overs.rows[1].hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert page.drawer is not None
    assert [one.annotation_id for one in page.drawer.evidence.groups[0].sights] == ["m3-95"]


def test_boxes_of_the_picture_open_their_moments(page: InsightPage, qtbot: QtBot) -> None:
    page.show_part("seams")
    seams = page.tabs["seams"]
    assert isinstance(seams, SeamsTab)
    qtbot.waitUntil(lambda: seams.map.width() > 300)
    box, part = seams.map.ground.boxes[0]
    QTest.mouseClick(seams.map, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert page.drawer is not None
    assert page.drawer.evidence.title == part.component


def test_whom_nobody_watched_and_who_never_watched_stand_out(
    library: Library, open_page: OpenPage
) -> None:
    facts = small_study()
    # Without the second session Chidi has only predicted.
    keep(library, replace(facts, sessions=(facts.sessions[0], *facts.sessions[2:])))
    people = _people(open_page())
    rows = {row.words.title: row.words for row in people.coverage.rows}
    assert (rows["Returning"].figure, rows["Returning"].subline) == ("1 of 2", "1 to go")
    never = people.watchers.rows[-1].words
    assert (never.title, never.subline) == ("Chidi", "predicted, never watched")


def test_a_rule_that_is_mostly_wrong_says_so(library: Library, open_page: OpenPage) -> None:
    keep(library)
    for number in range(20):
        standing = Standing.KEPT if number < 2 else Standing.REJECTED
        library.add_annotation(
            Annotation(
                f"r{number}", "s1", "Ada", AnnotationKind.FRICTION, number * S, number * S, None,
                "", "", "", rule="dead-clicks", reason="nothing moved", standing=standing,
            )
        )  # fmt: skip
    page = open_page()
    page.show_part("trust")
    trust = page.tabs["trust"]
    assert isinstance(trust, TrustTab)
    words = trust.everywhere.rows[0].words
    assert (words.figure, words.subline) == ("2 of 20", "wrong more often than right")
    assert trust.warning.isVisible()


def test_another_study_is_chosen_and_remembered(
    library: Library, open_page: OpenPage, qtbot: QtBot
) -> None:
    keep(library)
    library.save_study(Study("other", "Returns"))
    page = open_page()
    assert page.head.chooser.currentText() == "Checkout"
    page.head.chooser.setFocus()
    QTest.keyClick(page.head.chooser, Qt.Key.Key_Down)
    settled(page, qtbot)
    assert page.no_session.isVisible()
    assert open_page().head.chooser.currentText() == "Returns"


def test_what_changes_elsewhere_is_read_when_the_page_is_seen_again(
    page: InsightPage, library: Library, qtbot: QtBot
) -> None:
    page.hide()
    library.set_assumptions("study", Assumptions(10, 1.0, 0.0, ""))
    page.show()
    settled(page, qtbot)
    assert overview(page).cost.population.text() == "10"


def test_a_library_that_cannot_be_read_says_why_and_is_tried_again(
    page: InsightPage, root: Path, qtbot: QtBot
) -> None:
    with closing(sqlite3.connect(root / "library.db")) as other:
        other.execute("ALTER TABLE findings RENAME TO lost")
    page.book.read_again()
    qtbot.waitUntil(page.unread.isVisible)
    assert page.unread.words.text()
    assert not page.head.facts.isVisible()
    with closing(sqlite3.connect(root / "library.db")) as other:
        other.execute("ALTER TABLE lost RENAME TO findings")
    page.unread.action.click()
    qtbot.waitUntil(overview(page).isVisible)


def test_the_rail_leads_here_and_the_review_leads_back(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    row = land_session(library, make_session(root, participant="P07"))
    study = library.study_by_name("Checkout")
    assert study is not None
    window = MainWindow(library, root)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.navigation.buttons[Room.INSIGHT].click()
    page = window.insight_page
    qtbot.waitUntil(lambda: page.book.found is not None)
    page.session_asked.emit(row.id, S, "")
    assert window.review_page.session_id == row.id
    window.review_page.back_requested.emit()
    assert page.isVisible()
    window.close()
