"""The participant's face in the review's picture."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.intake.landing import land_session
from observer.model.clock import NS_PER_MS, seconds_to_ns
from observer.ui.review.page import ReviewPage
from tests.long_session import FACE, FACE_MS, LongSession, grey_at, make_long_session

BOUNDARIES_S = (1.5, 3.0)
SECONDS = 6.0
WAIT_MS = 8_000


@pytest.fixture
def page(qtbot: QtBot, empty_page: ReviewPage, library: Library, made: LongSession) -> ReviewPage:
    empty_page.open_session(land_session(library, made.folder).id)
    qtbot.waitUntil(lambda: not empty_page.picture.image.isNull(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not empty_page.picture.face_area().isEmpty(), timeout=WAIT_MS)
    return empty_page


@pytest.fixture
def made(root: Path) -> LongSession:
    return make_long_session(root, BOUNDARIES_S, SECONDS)


def shows(faces: list[QImage], shade: int) -> bool:
    return bool(faces) and abs(shade_of(faces[-1]) - shade) <= 4


def shade_of(face: QImage) -> int:
    return face.pixelColor(face.width() // 8, 8).green()


def test_the_face_shown_is_the_one_of_the_moment(qtbot: QtBot, page: ReviewPage) -> None:
    faces: list[QImage] = []
    page.face.picture_changed.connect(faces.append)
    for time_ms in (4210, 330, 2050):
        began_ms = 10 + (time_ms - 10) // FACE_MS * FACE_MS
        shade = round((grey_at(began_ms) - 16) * 255 / 219)
        page.player.seek(time_ms * NS_PER_MS)
        qtbot.waitUntil(partial(shows, faces, shade), timeout=WAIT_MS)
    assert (faces[-1].width(), faces[-1].height()) == FACE


def test_the_face_keeps_step_over_a_boundary_of_the_screens_files(
    qtbot: QtBot, page: ReviewPage
) -> None:
    apart_ms: list[float] = []
    settled_ns = seconds_to_ns(1.0)

    def measure(time_ns: int) -> None:
        if page.player.is_playing and time_ns > settled_ns:
            apart_ms.append(page.face.apart_ns / NS_PER_MS)

    page.player.time_changed.connect(measure)
    page.player.play()
    qtbot.waitUntil(lambda: page.player.time_ns > seconds_to_ns(5.5), timeout=20_000)
    page.player.pause()
    apart_ms.sort(key=abs)
    assert len(apart_ms) > 60
    # Under 70 ms on a machine with time for it. Out of step by a file's offset, it is seconds.
    assert abs(apart_ms[len(apart_ms) * 9 // 10]) < 400, apart_ms


def test_c_hides_the_face_and_it_stays_hidden_in_the_next_session(
    qtbot: QtBot, page: ReviewPage
) -> None:
    assert page.transport.face.isVisible()
    QTest.keyClick(page, Qt.Key.Key_C)
    assert page.picture.face_area().isEmpty()
    assert not page.transport.face.isChecked()
    session_id = page.session_id
    page.leave()
    page.open_session(session_id)
    qtbot.wait(300)
    assert page.picture.face_area().isEmpty()
    page.transport.face.click()
    qtbot.waitUntil(lambda: not page.picture.face_area().isEmpty(), timeout=WAIT_MS)


def test_a_click_on_the_face_moves_it_out_of_the_way(page: ReviewPage) -> None:
    corners = []
    for _ in range(4):
        area = page.picture.face_area()
        corners.append(area.topLeft().toTuple())
        QTest.mouseClick(
            page.picture, Qt.MouseButton.LeftButton, pos=QPoint(*area.center().toPoint().toTuple())
        )
    assert len(set(corners)) == 4
    assert page.picture.face_area().topLeft().toTuple() == corners[0]


def test_a_session_without_a_camera_offers_no_face(
    qtbot: QtBot, empty_page: ReviewPage, library: Library, root: Path
) -> None:
    made = make_long_session(root, (), 1.0, computer=False, camera=False)
    empty_page.open_session(land_session(library, made.folder).id)
    qtbot.waitUntil(lambda: not empty_page.picture.image.isNull(), timeout=WAIT_MS)
    assert not empty_page.transport.face.isVisible()
    assert empty_page.picture.face_area().isEmpty()
