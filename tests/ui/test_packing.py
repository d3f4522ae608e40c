"""Sessions that leave the window as one file, and come into it as one."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from observer.annotate.editor import Editor
from observer.database.library import Library, open_library
from observer.database.rows import SessionRow
from observer.intake.landing import land_session
from observer.intake.travel.pack import pack_session
from observer.model.annotation import AnnotationKind
from observer.model.consent import Consent, ConsentItem, TrackKind
from observer.model.manifest import Manifest, TrackEntry
from observer.model.redaction import Cover, Redaction
from observer.session.manifest_file import read_manifest
from observer.ui.banner import Banner
from observer.ui.library.menu import SessionMenu
from observer.ui.library.pack_dialog import PackDialog
from observer.ui.library.pack_words import content_lines, sharing_words
from observer.ui.library.page import LibraryPage
from observer.ui.work_dialog import WorkDialog
from tests.session.recordings import make_session


@pytest.fixture
def row(library: Library, root: Path) -> SessionRow:
    return land_session(library, make_session(root, 1.0).folder)


@pytest.fixture
def page(library: Library, root: Path, row: SessionRow, qtbot: QtBot) -> LibraryPage:
    page = LibraryPage(library, root)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    return page


def said(page: LibraryPage) -> str:
    """What the latest message says."""
    banners = [one for one in page.findChildren(Banner) if not one.isHidden()]
    return banners[-1].accessibleName() if banners else ""


def manifest_with(found: Manifest, consent: Consent) -> Manifest:
    tracks = [TrackEntry(kind, (), items=1) for kind in (TrackKind.SCREEN, TrackKind.MICROPHONE)]
    tracks += [TrackEntry(TrackKind.CAMERA, ("camera-001.mkv",), items=9)]
    return replace(found, tracks=tuple(tracks), consent=consent)


def test_what_leaves_is_said_before_it_leaves(row: SessionRow, root: Path) -> None:
    consent = Consent((ConsentItem.SCREEN,), "2026", name="Ada Berg", signature="M 0 0")
    manifest = manifest_with(read_manifest(root / row.folder), consent)
    lines = [words for _, words in content_lines(manifest, 3)]
    assert lines == [
        "The voice of P01, and of whoever spoke with them",
        "The face of P01",
        "The name and signature under the consent: Ada Berg",
        "Everything that was seen on the screen",
        "The study, and all that people said: 3 moments",
    ]
    assert "has not agreed to the recording being shown" in sharing_words(manifest)
    agreed = replace(consent, items=(ConsentItem.SCREEN, ConsentItem.SHARING))
    assert "Whoever has the file" in sharing_words(replace(manifest, consent=agreed))


def test_the_dialog_says_it_and_packs_nothing_by_itself(qtbot: QtBot, page: LibraryPage) -> None:
    dialog = PackDialog(
        "P01", [("microphone", "The voice of P01")], "Hand it on as a key.", 0, page
    )
    qtbot.addWidget(dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "The voice of P01" in words
    assert "not encrypted" in words
    assert dialog.choose.isDefault()
    assert not dialog.with_covered.isVisibleTo(dialog)
    dialog.reject()


def test_what_is_covered_leaves_only_where_somebody_says_so(
    qtbot: QtBot, page: LibraryPage, library: Library, row: SessionRow, tmp_path: Path
) -> None:
    dialog = PackDialog("P01", [], "Hand it on as a key.", 2, page)
    qtbot.addWidget(dialog)
    assert "2 parts that are covered" in dialog.with_covered.text()
    assert not dialog.choose.isEnabled()
    dialog.with_covered.click()
    assert dialog.choose.isEnabled()
    dialog.reject()
    library.save_redaction(Redaction("r1", row.id, "Ann", Cover.SILENCE, 0, 100))
    out = tmp_path / "P01.observer"
    page.packing.pack_as(row.id, out)
    qtbot.waitUntil(lambda: "are covered, and a pack would show them" in said(page))
    assert not out.exists()
    page.packing.pack_as(row.id, out, with_covered=True)
    qtbot.waitUntil(lambda: "is packed" in said(page))
    assert out.exists()


def test_a_session_is_packed_from_its_menu(
    qtbot: QtBot, page: LibraryPage, row: SessionRow, tmp_path: Path
) -> None:
    menu = SessionMenu(page)
    asked: list[str] = []
    menu.pack_asked.connect(asked.append)
    action = next(one for one in actions(menu.make(row, page)) if "Pack for" in one.text())
    action.trigger()
    assert asked == [row.id]
    out = tmp_path / "P01.observer"
    page.packing.pack_as(row.id, out)
    qtbot.waitUntil(lambda: "P01 is packed" in said(page))
    assert out.stat().st_size > 1_000


def actions(menu: QMenu) -> list[QAction]:
    return menu.actions()


def test_an_existing_file_is_not_written_over(
    qtbot: QtBot, page: LibraryPage, row: SessionRow, tmp_path: Path
) -> None:
    out = tmp_path / "P01.observer"
    out.write_text("mine")
    page.packing.pack_as(row.id, out)
    qtbot.waitUntil(lambda: "exists already" in said(page))
    assert out.read_text() == "mine"


def test_a_packing_that_is_stopped_leaves_a_whole_file_or_none(
    qtbot: QtBot, page: LibraryPage, row: SessionRow, tmp_path: Path
) -> None:
    page.packing.pack_as(row.id, tmp_path / "P01.observer")
    (dialog,) = page.findChildren(WorkDialog)
    dialog.reject()
    qtbot.waitUntil(lambda: not page.findChildren(WorkDialog))
    left = {one.name for one in tmp_path.iterdir()} - {"sessions"}
    assert left == ({"P01.observer"} if "packed" in said(page) else set())


def test_a_dropped_pack_is_merged_and_the_banner_says_with_what(
    qtbot: QtBot, page: LibraryPage, library: Library, root: Path, row: SessionRow, tmp_path: Path
) -> None:
    mine = Editor(library, row.id, "Ann")
    (shared,) = mine.add(AnnotationKind.FRICTION, 100, severity=2, note="Looks twice").changed_ids
    first = pack_session(library, root / row.folder, tmp_path / "to-bob.observer")
    from observer.intake.travel.unpack import unpack_session

    with open_library(tmp_path / "bob") as bobs:
        theirs = unpack_session(bobs, tmp_path / "bob", first).row
        bob = Editor(bobs, theirs.id, "Bob")
        bob.add(AnnotationKind.BUG, 500)
        bob.change(shared, severity=4)
        back = pack_session(bobs, tmp_path / "bob" / theirs.folder, tmp_path / "back.observer")
    mine.change(shared, severity=1)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(back))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none.NoModifier))
    qtbot.waitUntil(lambda: "was here already" in said(page))
    assert "1 moment came" in said(page)
    assert "Both sides changed severity of “Looks twice”" in said(page)
    assert {one.author for one in library.annotations(row.id)} == {"Ann", "Bob"}
    page.packing.unpack(back)
    qtbot.waitUntil(lambda: "with all of this" in said(page))


def test_what_is_no_pack_is_said_to_be_none(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, qapp: QApplication
) -> None:
    wrong = tmp_path / "holiday.observer"
    wrong.write_bytes(b"PK nothing of the kind")
    page.packing.unpack(wrong)
    qtbot.waitUntil(lambda: "holiday.observer" in said(page))
