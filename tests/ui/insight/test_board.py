"""The board by mouse and by key: gather, merge, split, judge, and take back."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from observer.annotate.board_book import BoardBook
from observer.database.library import Library, open_library
from observer.model.finding import Finding, FindingState
from observer.ui.banner import Banner
from observer.ui.insight.board.carried import carry_finding, carry_moments
from observer.ui.insight.board.tab import Board
from observer.ui.insight.page import InsightPage
from tests.ui.insight.conftest import settled


def finding(library: Library, finding_id: str) -> Finding:
    return next(one for one in library.findings("study") if one.id == finding_id)


def drop(target: QWidget, data: QMimeData) -> None:
    """Take something over a widget, and let it go there."""
    enters = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, enters)
    assert enters.isAccepted()
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)


def loosen(board: Board, page: InsightPage, qtbot: QtBot, *ids: str) -> None:
    assert board.book is not None
    board.book.loosen(ids)
    page.book.read_again()
    settled(page, qtbot)


def test_findings_stand_in_the_column_of_their_state(board: Board) -> None:
    titles = [column.title.text() for column in board.columns.values()]
    assert titles == ["Open · 2", "In work · 0", "Fixed · 0", "Left as it is · 0"]
    first, second = board.columns[FindingState.OPEN].cards
    assert "4 of 5" in first.accessibleName()
    assert "severity 4" in second.accessibleName()


def test_moments_dropped_on_a_card_belong_to_it_and_undo_brings_them_back(
    board: Board, page: InsightPage, library: Library, qtbot: QtBot
) -> None:
    card = board.card("code")
    assert card is not None
    drop(card, carry_moments(["m1-30", "m2-30"]))
    assert set(library.finding_moments("code")) == {"m1-30", "m2-30", "m3-95"}
    settled(page, qtbot)
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert library.finding_moments("code") == ["m3-95"]
    settled(page, qtbot)
    QTest.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(library.finding_moments("code")) == 3


def test_a_finding_dropped_on_another_becomes_one_with_it(
    board: Board, page: InsightPage, library: Library, qtbot: QtBot
) -> None:
    card = board.card("total")
    assert card is not None
    drop(card, carry_finding("code"))
    settled(page, qtbot)
    assert [one.id for one in library.findings("study")] == ["total"]
    assert board.card("code") is None


def test_a_finding_dropped_in_another_column_changes_its_state(
    board: Board, library: Library, page: InsightPage, qtbot: QtBot
) -> None:
    drop(board.columns[FindingState.FIXED], carry_finding("total"))
    assert finding(library, "total").state is FindingState.FIXED
    settled(page, qtbot)
    assert [card.finding_id for card in board.columns[FindingState.FIXED].cards] == ["total"]


def test_loose_moments_are_gathered_by_key_alone(
    board: Board, page: InsightPage, library: Library, qtbot: QtBot
) -> None:
    loosen(board, page, qtbot, "m1-30", "m2-30")
    board.loose.list.setFocus()
    QTest.keyClick(board.loose.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert board.loose.chosen_ids == ["m1-30", "m2-30"]
    QTest.keyClick(board.loose.list, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    picker = board.picker
    assert picker is not None
    QTest.keyClicks(picker.line, "Price unclear")
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    made = next(one for one in library.findings("study") if one.name == "Price unclear")
    assert library.finding_moments(made.id) == ["m1-30", "m2-30"]
    settled(page, qtbot)
    card = board.card(made.id)
    assert card is not None
    assert card.hasFocus()


def test_loose_moments_find_a_finding_that_is_there(
    board: Board, page: InsightPage, library: Library, qtbot: QtBot
) -> None:
    loosen(board, page, qtbot, "m1-30")
    board.loose.list.setCurrentIndex(board.loose.list.model().index(0, 0))
    board.loose.gather.click()
    picker = board.picker
    assert picker is not None
    QTest.keyClicks(picker.line, "post")
    QTest.keyClick(picker.line, Qt.Key.Key_Down)  # past the name of a new one
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert "m1-30" in library.finding_moments("code")


def test_a_card_is_judged_moved_and_removed_by_key(
    board: Board, page: InsightPage, library: Library, qtbot: QtBot
) -> None:
    def press(key: Qt.Key, alt: bool = False) -> None:
        card = board.card("total")
        assert card is not None
        card.setFocus()
        modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(card, key, modifier)
        settled(page, qtbot)

    press(Qt.Key.Key_2)
    assert finding(library, "total").severity == 2
    press(Qt.Key.Key_Right, alt=True)
    assert finding(library, "total").state is FindingState.IN_WORK
    press(Qt.Key.Key_Delete)
    assert [one.id for one in library.findings("study")] == ["code"]
    assert len(board.loose.list.sights) == 4
    board.undo()
    assert finding(library, "total").severity == 2


def test_merging_by_key_asks_which_finding_it_is_the_same_as(
    board: Board, library: Library
) -> None:
    card = board.card("code")
    assert card is not None
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    picker = board.picker
    assert picker is not None
    assert picker.list.count() == 1
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert [one.id for one in library.findings("study")] == ["total"]


def test_some_moments_of_a_finding_are_split_off_in_its_drawer(
    board: Board, page: InsightPage, library: Library, qtbot: QtBot
) -> None:
    board.open_finding("total")
    drawer = board.drawer
    assert drawer is not None
    assert not drawer.split.isEnabled()
    drawer.list.setCurrentIndex(drawer.list.model().index(3, 0))  # m1-30, below two headings
    drawer.split.click()
    picker = board.picker
    assert picker is not None
    QTest.keyClicks(picker.line, "Below the fold")
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settled(page, qtbot)
    assert set(library.finding_moments("total")) == {"m2-30", "m3-30", "m5-30"}
    assert len(drawer.list.sights) == 3
    drawer.close_overlay()


def test_what_is_written_in_the_drawer_is_kept_when_it_closes(
    board: Board, library: Library
) -> None:
    board.open_finding("total")
    drawer = board.drawer
    assert drawer is not None
    drawer.form.about.setPlainText("The total appears after the card.")
    drawer.form.issue.setText("SHOP-7")
    drawer.form.fixed_at.setText("yesterday")
    drawer.close_overlay()
    kept = finding(library, "total")
    assert (kept.description, kept.issue) == ("The total appears after the card.", "SHOP-7")
    assert kept.fixed_at == "2026-11-14"  # no date, so nothing was changed


def test_a_release_parts_before_and_since(board: Board) -> None:
    board.open_finding("total")
    drawer = board.drawer
    assert drawer is not None
    told = drawer.said.text()
    assert "Before the release: 3 of 3 (38% to 100%), since it: 1 of 2 (9% to 91%)" in told
    drawer.close_overlay()


def test_what_was_done_before_a_restart_is_taken_back_by_key(
    board: Board,
    page: InsightPage,
    library: Library,
    root: Path,
    qtbot: QtBot,
) -> None:
    drop(board.columns[FindingState.FIXED], carry_finding("total"))
    settled(page, qtbot)
    page.close()
    library.close()
    with open_library(root) as reopened:
        later = InsightPage(reopened, root)
        qtbot.addWidget(later)
        with qtbot.waitExposed(later), qtbot.waitSignal(later.book.read):
            later.show()
        later.activateWindow()
        qtbot.waitUntil(later.isActiveWindow)
        assert later.head.undo.toolTip() == "Undo state of “The total comes late” (Ctrl+Z)"
        QTest.keyClick(later, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert finding(reopened, "total").state is FindingState.OPEN
        settled(later, qtbot)
        assert later.head.redo.isEnabled()


def test_an_undo_that_another_overtook_says_so_and_changes_nothing(
    board: Board, page: InsightPage, library: Library, qtbot: QtBot
) -> None:
    drop(board.columns[FindingState.FIXED], carry_finding("total"))
    settled(page, qtbot)
    BoardBook(library, "study", "Ben").change("total", state=FindingState.ACCEPTED)
    board.undo()
    assert finding(library, "total").state is FindingState.ACCEPTED
    told = [one.accessibleName() for one in page.window().findChildren(Banner)]
    assert any("Ben has since done" in words for words in told)
    buttons = page.window().findChildren(QPushButton)
    next(one for one in buttons if one.text() == "Leave it so").click()
    settled(page, qtbot)
    assert finding(library, "total").state is FindingState.ACCEPTED
    assert not page.head.undo.isEnabled()


def test_what_was_called_fixed_and_seen_again_stands_out_and_can_be_kept_alone(
    board: Board, page: InsightPage, qtbot: QtBot
) -> None:
    assert board.book is not None
    for one in ("total", "code"):
        board.book.change(one, state=FindingState.FIXED)
    page.book.read_again()
    settled(page, qtbot)
    column = board.columns[FindingState.FIXED]
    assert [card.accessibleName().split(", ")[0] for card in column.cards] == [
        "The total comes late",
        "Post code refused",
    ]
    assert "Seen again" in column.cards[0].accessibleName()
    assert "Seen again" not in column.cards[1].accessibleName()
    assert column.again.text() == "Seen again · 1"
    QTest.keyClick(column.again, Qt.Key.Key_Space)
    assert [card.isVisible() for card in column.cards] == [True, False]
    column.again.click()
    assert column.cards[1].isVisible()


def test_a_finding_seen_again_parts_its_moments_and_says_whether_chance_explains_it(
    board: Board, page: InsightPage, qtbot: QtBot
) -> None:
    assert board.book is not None
    board.book.change("total", state=FindingState.FIXED)
    page.book.read_again()
    settled(page, qtbot)
    board.open_finding("total")
    drawer = board.drawer
    assert drawer is not None
    assert drawer.again.isVisible()
    assert "Chance could explain the difference." in drawer.said.text()
    assert [sight.annotation_id for sight in drawer.list.sights] == [
        "m5-30",
        "m1-30",
        "m2-30",
        "m3-30",
    ]
    drawer.close_overlay()


def test_an_issues_address_opens_in_the_browser_and_nothing_else_does(
    board: Board, page: InsightPage, qtbot: QtBot
) -> None:
    assert board.book is not None
    board.book.change("total", issue="https://tracker.example/shop/7")
    board.book.change("code", issue="file:///etc/passwd")
    page.book.read_again()
    settled(page, qtbot)
    browser = Browser()
    for scheme in ("https", "http", "file"):
        QDesktopServices.setUrlHandler(scheme, browser, "show")  # type: ignore[arg-type]  # bytes, say the stubs; Qt takes a name
    try:
        for one in ("total", "code"):
            card = board.card(one)
            assert card is not None
            card.setFocus()
            QTest.keyClick(card, Qt.Key.Key_I)
        board.open_finding("total")
        assert board.drawer is not None
        board.drawer.form.show_issue.click()
        board.drawer.form.issue.setText("7")
        assert not board.drawer.form.show_issue.isEnabled()
        board.drawer.form.issue.setText("https://tracker.example/shop/7")
        board.drawer.close_overlay()
    finally:
        for scheme in ("https", "http", "file"):
            QDesktopServices.unsetUrlHandler(scheme)
    assert browser.shown == ["https://tracker.example/shop/7"] * 2


def test_an_issue_drafted_of_a_finding_keeps_its_address_there(
    board: Board, library: Library, page: InsightPage
) -> None:
    board.draft_issue("code")
    dialog = board.drafting
    assert dialog is not None
    assert dialog.order().moments == ("m3-95",)
    dialog.accept()  # as it does once the files are there
    (offer,) = [
        button
        for banner in page.window().findChildren(Banner)
        for button in banner.findChildren(QPushButton)
        if button.text() == "Keep its address…"
    ]
    offer.click()
    picker = board.picker
    assert picker is not None
    QTest.keyClicks(picker.line, "https://tracker.example/shop/8")
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert finding(library, "code").issue == "https://tracker.example/shop/8"


class Browser(QObject):
    """Shows nothing, and remembers what it was to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @Slot("QUrl")
    def show(self, address: QUrl) -> None:
        self.shown.append(address.toString())
