"""Every page with the longest words that people will write: nothing ends inside a letter."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.intake.erasure.plan import plan_participant
from observer.intake.landing import land_session
from observer.model.annotation import AnnotationKind
from observer.model.finding import Finding
from observer.model.sitting import Attempt, Exposure, Outcome
from observer.model.study import Code, Component, Segment, Study, Task
from observer.ui.combo_box import ComboBox
from observer.ui.erase.dialog import EraseDialog
from observer.ui.insight.overview import Overview
from observer.ui.insight.seam_map import SeamMap
from observer.ui.overlay import Overlay
from observer.ui.review.page import ReviewPage
from observer.ui.window import MainWindow
from tests.analysis.kept_study import keep
from tests.ui.sessions_made import make_session
from tests.ui.words_cut import words_cut

S = 1_000_000_000
SETTLED_S = 2.0  # by then a page has found its layout, on a crowded machine as well
STUDY = "Benutzerfreundlichkeitsuntersuchung der Rechnungsstellungsanwendung, Herbst"
PARTICIPANT = "Sachbearbeiterin-Energieversorgungsunternehmen-Nordrhein-07"
CODERS = ("Ann", "Maximiliane-Friederike von und zu Hohenstaufen", "Ben")
LONGEST = "Fehlermeldungsverständlichkeitsproblem"


def long_study(study_id: str) -> Study:
    return Study(
        study_id,
        STUDY,
        "Finden Sachbearbeiterinnen die Rechnungsempfängeranschrift ohne Hilfe wieder?",
        tasks=(Task("pay", "Rechnungsempfängeranschrift berichtigen", expected_ns=60 * S),),
        components=tuple(
            Component(str(n), f"Zahlungsabwicklungsbestätigung {n}", f"Team Qualitätssicherung {n}")
            for n in range(40)
        ),
        segments=(Segment("s", "Selbstständige mit Kleinunternehmerregelung", 4),),
        codebook=(Code("c", LONGEST, key="f"),),
    )


@pytest.fixture
def session_id(library: Library, root: Path) -> str:
    """One session with long words in all of its parts, marked by three coders."""
    row = land_session(library, make_session(root, study=STUDY, participant=PARTICIPANT))
    kept = library.study_by_name(STUDY)
    assert kept is not None
    study = long_study(kept.id)
    library.save_study(study)
    library.set_segment(STUDY, PARTICIPANT, "s")
    library.save_finding(Finding("f", study.id, f"{LONGEST} nach Zeitüberschreitung", severity=4))
    for coder in CODERS:
        editor = Editor(library, row.id, coder)
        for number, part in enumerate(study.components[:8]):
            editor.add(
                AnnotationKind.FRICTION, number * S // 8, None, number % 5, f"{LONGEST} {number}",
                component=part.name, team=part.team, task_id="pay",
                quote="Das verstehe ich jetzt überhaupt nicht.",
            )  # fmt: skip
        library.add_exposure(Exposure(row.id, coder, 0, 2 * S))
    for said in library.annotations(row.id)[:3]:
        library.replace_annotation(replace(said, finding_id="f"))
    library.save_attempt(Attempt("a", row.id, "pay", 0, 2 * S, Outcome.DIFFICULTY))
    return row.id


@pytest.fixture(params=[1440, 960], ids=["wide", "narrow"])
def window(
    request: pytest.FixtureRequest, library: Library, root: Path, session_id: str, qtbot: QtBot
) -> MainWindow:
    made = MainWindow(library, root)
    qtbot.addWidget(made)
    made.resize(request.param, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


def compare_all(page: ReviewPage) -> None:
    """Every coder with every other."""
    page.agreement.open()
    view = page.agreement.view
    assert view is not None
    for chip in view.choices.coders.values():
        if not chip.isChecked():
            chip.click()


def look(window: MainWindow, qtbot: QtBot) -> list[str]:
    """What is cut once everything has found its place, in the window and the dialogs over it."""
    qtbot.wait(50)
    until_s = time.monotonic() + SETTLED_S
    while True:
        dialogs = [one for one in window.findChildren(QDialog) if one.isVisible()]
        found = words_cut(window) + [line for one in dialogs for line in words_cut(one)]
        if not found or time.monotonic() > until_s:
            break
        qtbot.wait(50)
    for dialog in dialogs:
        dialog.close()
    for overlay in window.findChildren(Overlay):
        overlay.close_overlay()
    return found


def focused_in(above: QWidget) -> QWidget | None:
    """What has the keys, if it is inside."""
    focused = QApplication.focusWidget()
    return focused if focused is not None and above.isAncestorOf(focused) else None


def test_nothing_is_cut_on_the_pages_of_the_rooms(window: MainWindow, qtbot: QtBot) -> None:
    assert look(window, qtbot) == []
    for page in (window.show_studies, window.show_palette, window.show_keys):
        page()
        assert look(window, qtbot) == []


def test_nothing_is_cut_in_any_part_of_insight(window: MainWindow, qtbot: QtBot) -> None:
    page = window.insight_page
    with qtbot.waitSignal(page.book.read):
        window.show_insight()
    for part in ("overview", "seams", "people", "pictures", "trust"):
        page.show_part(part)
        assert look(window, qtbot) == []


def test_nothing_is_cut_in_the_review_and_what_leads_out_of_it(
    window: MainWindow, session_id: str, qtbot: QtBot
) -> None:
    window.open_session(session_id)
    page = window.review_page
    qtbot.waitUntil(lambda: not page.picture.image.isNull())
    ways: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: page.redact.set_editing(True),
        lambda: page.redact.set_editing(False),
        page.agreement.open,
        lambda: compare_all(page),
        page.header.export.click,
        lambda: page.verbs.do("export_data"),
        lambda: page.verbs.do("report"),
    )
    for way in ways:
        way()
        assert look(window, qtbot) == []


def test_nothing_is_cut_in_a_reel(window: MainWindow, session_id: str, qtbot: QtBot) -> None:
    window.open_session(session_id)
    book = window.review_page.book
    qtbot.waitUntil(lambda: bool(book.moments))
    book.select_many([moment.id for moment in book.moments[:3]])
    window.review_page.leaving.add_to_reel()
    ways = (window.show_reel, window.reel_page.export, window.reel_page.ask)
    for way in ways:
        way()
        assert look(window, qtbot) == []


def test_an_erasure_asks_on_the_screen_and_in_the_middle_of_its_window(
    window: MainWindow, root: Path, qtbot: QtBot
) -> None:
    dialog = EraseDialog(
        root, lambda library, at: plan_participant(library, at, PARTICIPANT, STUDY), window
    )
    dialog.open()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in dialog.findChildren(QLineEdit)))
    room = dialog.screen().availableGeometry()
    qtbot.waitUntil(lambda: room.contains(dialog.geometry()))
    assert words_cut(dialog) == []
    assert any(PARTICIPANT in one.text() for one in dialog.findChildren(QLabel))
    dialog.reject()


def test_tab_comes_by_everything_on_the_librarys_page(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    page = window.library_page
    page.setFocus()
    qtbot.waitUntil(lambda: focused_in(page) is not None)
    passed: list[QWidget] = []
    while (focused := focused_in(window)) is not None and focused not in passed:
        passed.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert page.search_line in passed
    buttons = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    assert [one.text() for one in buttons if one not in passed] == []


def test_a_choice_is_shortened_between_letters_and_hugs_what_is_chosen(qtbot: QtBot) -> None:
    box, hugging = ComboBox(), ComboBox(hug=True)
    for one in (box, hugging):
        qtbot.addWidget(one)
        one.addItems(["Kind", STUDY])
        one.show()
    assert box.sizeHint().width() < box.fontMetrics().horizontalAdvance(STUDY)
    narrow = hugging.sizeHint().width()
    hugging.setCurrentIndex(1)
    hugging.resize(hugging.sizeHint())
    assert not hugging.is_cut
    assert hugging.width() > 3 * narrow
    box.setCurrentIndex(1)
    box.resize(200, 32)
    assert box.is_cut


def test_every_way_between_components_stays_inside_the_picture(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    keep(library)
    page = MainWindow(library, root)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.insight_page.book.read):
        page.show_insight()
    overview = page.insight_page.tabs["overview"]
    assert isinstance(overview, Overview)
    shown: SeamMap = overview.map
    qtbot.waitUntil(lambda: shown.width() > 100)
    assert shown.arrows
    for path in shown.arrows:
        assert QRectF(shown.rect()).contains(path.boundingRect())
