from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.model.annotation import AnnotationKind, Mark
from observer.model.manifest import SessionState
from observer.session.manifest_file import read_manifest
from observer.ui.banner import Banner
from observer.ui.library.empty_state import EmptyLibrary, NothingFound
from observer.ui.library.grid import SessionGrid
from observer.ui.library.page import LibraryPage
from observer.ui.library.problems import Problems
from observer.ui.library.session_list import ROW
from tests.ui.sessions_made import make_session

MARKS = [Mark("m1", AnnotationKind.FRICTION, 10**9, 10**9, 3, "Post code refused", "Tester")]


def show_page(library: Library, root: Path, qtbot: QtBot) -> LibraryPage:
    page = LibraryPage(library, root)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    return page


def grid_of(page: LibraryPage) -> SessionGrid:
    return page.findChildren(SessionGrid)[0]


def shown(page: LibraryPage) -> list[str]:
    model = grid_of(page).model()
    return [model.index(number, 0).data(ROW).participant for number in range(model.rowCount())]


def button(page: QWidget, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())


def test_an_empty_library_offers_five_ways_to_a_first_session(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    page = show_page(library, root, qtbot)
    assert page.findChildren(EmptyLibrary)[0].isVisible()
    with qtbot.waitSignal(page.record_asked):
        button(page, "Record a sit-in").click()
    assert button(page, "Import a video…").isEnabled()
    assert button(page, "Unpack a session…").isEnabled()
    assert button(page, "Try a rehearsal").isEnabled()
    assert button(page, "Try it on an example").isEnabled()


def test_sessions_come_from_their_folders_the_newest_first(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    make_session(root, participant="P01", days_ago=2, marks=MARKS)
    make_session(root, participant="P02", days_ago=0)
    page = show_page(library, root, qtbot)
    qtbot.waitUntil(lambda: shown(page) == ["P02", "P01"])
    assert page.sessions()[1].moments == 1


def test_typing_leaves_what_matches(library: Library, root: Path, qtbot: QtBot) -> None:
    make_session(root, study="Checkout", participant="P01", days_ago=1)
    make_session(root, study="Returns", participant="P02")
    page = show_page(library, root, qtbot)
    qtbot.waitUntil(lambda: len(shown(page)) == 2)
    search = page.findChildren(QLineEdit)[0]
    QTest.keyClicks(search, "check p01")
    assert shown(page) == ["P01"]
    QTest.keyClicks(search, " nobody")
    qtbot.waitUntil(page.findChildren(NothingFound)[0].isVisible)
    button(page, "Show all sessions").click()
    assert shown(page) == ["P02", "P01"]


def test_enter_and_double_click_open_a_session(library: Library, root: Path, qtbot: QtBot) -> None:
    folder = make_session(root)
    page = show_page(library, root, qtbot)
    qtbot.waitUntil(lambda: len(shown(page)) == 1)
    grid = grid_of(page)
    grid.select_session(read_manifest(folder).id)
    with qtbot.waitSignal(page.open_asked) as opened:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert opened.args == [read_manifest(folder).id]


def test_an_interrupted_session_is_repaired_from_its_card(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    make_session(root, close=False, marks=MARKS)
    page = show_page(library, root, qtbot)
    qtbot.waitUntil(lambda: len(shown(page)) == 1)
    assert page.sessions()[0].state is SessionState.INTERRUPTED
    grid = grid_of(page)
    cell = grid.visualRect(grid.model().index(0, 0))
    on_repair = QPoint(cell.center().x(), cell.top() + (cell.height() - 64) // 2)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=on_repair)
    qtbot.waitUntil(lambda: page.sessions()[0].state is SessionState.CLOSED, timeout=10_000)
    assert page.sessions()[0].moments == 1


def test_a_damaged_folder_is_said_quietly_and_mended(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    folder = make_session(root)
    text = (folder / "session.json").read_text()
    (folder / "session.json").write_text(text[: len(text) // 2])
    page = show_page(library, root, qtbot)
    problems = page.findChildren(Problems)[0]
    qtbot.waitUntil(problems.isVisible)
    problems.repair.click()
    qtbot.waitUntil(lambda: len(shown(page)) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: not problems.isVisible(), timeout=10_000)


def test_the_pictures_of_a_card_are_made_once_and_kept_with_the_session(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    folder = make_session(root)
    page = show_page(library, root, qtbot)
    qtbot.waitUntil(lambda: len(list((folder / "cache").glob("*.jpg"))) == 2)
    grid = grid_of(page)
    cell = grid.visualRect(grid.model().index(0, 0))
    qtbot.waitUntil(lambda: _blue(grid, cell.left() + 30, cell.top() + 60))
    (folder / "recording-001.mkv").unlink()  # the next page has to do with the kept pictures
    again = show_page(library, root, qtbot)
    qtbot.waitUntil(lambda: _blue(grid_of(again), cell.left() + 30, cell.top() + 60))


def test_a_session_whose_folder_is_gone_says_so(library: Library, root: Path, qtbot: QtBot) -> None:
    folder = make_session(root)
    page = show_page(library, root, qtbot)
    qtbot.waitUntil(lambda: len(shown(page)) == 1)
    folder.rename(root.parent / "elsewhere")
    page.refresh()
    qtbot.waitUntil(lambda: page.sessions()[0].state is SessionState.MISSING)
    grid = grid_of(page)
    grid.select_session(page.sessions()[0].id)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert any("is gone" in banner.accessibleName() for banner in page.findChildren(Banner))


def test_an_imported_video_becomes_a_session(
    library: Library, root: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    video = make_session(tmp_path / "other") / "recording-001.mkv"
    page = show_page(library, root, qtbot)
    page.import_as(video, "Checkout", "P07")
    qtbot.waitUntil(lambda: [row.participant for row in page.sessions()] == ["P07"], timeout=20_000)


def test_a_file_that_is_no_video_is_refused_in_words(
    library: Library, root: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.mp4"
    letter.write_text("Dear customer")
    page = show_page(library, root, qtbot)
    page.import_as(letter, "Checkout", "P07")
    qtbot.waitUntil(lambda: page.findChildren(Banner) != [], timeout=10_000)
    assert page.sessions() == ()


def _blue(grid: SessionGrid, x: int, y: int) -> bool:
    pixel = grid.viewport().grab().toImage().pixelColor(x, y)
    return pixel.blue() > 110 and pixel.red() < 70
