"""A task over its participants, and the clicks of several sessions on one still."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.analysis.insight import Insight
from observer.analysis.screens import screens
from observer.database.library import Library
from observer.intake.heat import click_map
from observer.intake.insight import answers, gather
from observer.intake.landing import land_session
from observer.model.samples import FocusChange, InputEvent, InputKind
from observer.ui.insight.heat_colors import density
from observer.ui.insight.heat_panel import READING, HeatPanel
from observer.ui.insight.page import InsightPage
from observer.ui.insight.pictures_tab import PicturesTab
from tests.ui.insight.conftest import OpenPage
from tests.ui.sessions_made import make_session

S = 1_000_000_000


def watched(
    library: Library,
    root: Path,
    participant: str,
    window: tuple[int, int, int, int],
    clicks: Sequence[tuple[int, int]],
    study: str = "Checkout",
) -> str:
    """A session of two seconds whose last one shows a shop's page, with clicks in it."""
    folder = make_session(root, study=study, participant=participant)
    focus = [FocusChange(0, "mail", "Inbox"), FocusChange(S, "browser", "Shop", *window)]
    hand = [InputEvent(S // 2, InputKind.PRESS, 5, 5, "left")]  # in the mail
    hand += [
        InputEvent(S + (n + 1) * S // 20, InputKind.PRESS, x, y, "left")
        for n, (x, y) in enumerate(clicks)
    ]
    for name, lines in (("focus.jsonl", focus), ("input.jsonl", hand)):
        (folder / name).write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in lines))
    return land_session(library, folder).id


def test_clicks_are_joined_by_the_windows_corner_and_other_sizes_are_left_out(
    library: Library, root: Path
) -> None:
    first = watched(library, root, "P01", (0, 0, 200, 100), [(50, 40), (60, 40)])
    moved = watched(library, root, "P02", (30, 10, 200, 100), [(80, 50)])
    smaller = watched(library, root, "P03", (0, 0, 120, 100), [(9, 9)])
    study = library.study_by_name("Checkout")
    assert study is not None
    screen = next(one for one in screens(gather(library, study)) if one.title == "Shop")
    stay = next(one for one in screen.stays if one.session_id == first)
    told = click_map(library, root, screen, stay)
    assert sorted((one.x, one.y, one.session_id) for one in told.clicks) == sorted(
        [(50, 40, first), (60, 40, first), (50, 40, moved)]
    )
    assert (set(told.joined), told.other_size) == ({first, moved}, (smaller,))
    assert click_map(library, root, screen).still_of.session_id in (first, moved)
    assert (told.still.width, told.still.height) == (320, 180)


def test_a_session_that_is_gone_is_counted_and_does_not_hide_the_others(
    library: Library, root: Path
) -> None:
    first = watched(library, root, "P01", (0, 0, 0, 0), [(50, 40)])
    gone = watched(library, root, "P02", (0, 0, 0, 0), [(50, 40)])
    folder = root / library.session(gone).folder
    folder.rename(root.parent / "elsewhere")
    study = library.study_by_name("Checkout")
    assert study is not None
    screen = next(one for one in screens(gather(library, study)) if one.title == "Shop")
    stay = next(one for one in screen.stays if one.session_id == first)
    told = click_map(library, root, screen, stay)
    assert (told.joined, told.unread) == ((first,), (gone,))


def test_heat_is_highest_where_most_clicked() -> None:
    heat = density([(40, 40), (42, 40), (280, 120)], 320, 180)
    assert heat.max() == heat[10, 10] == 1.0
    assert 0.4 < heat[30, 70] < 0.6
    assert heat[44, 2] < 0.02


def test_a_click_on_the_picture_opens_its_session(
    library: Library, root: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    first = watched(library, root, "P01", (0, 0, 200, 100), [(50, 40)])
    page = open_page()
    page.show_part("pictures")
    pictures = page.tabs["pictures"]
    assert isinstance(pictures, PicturesTab)
    heat = pictures.heat
    qtbot.waitUntil(lambda: heat.choice.count() > 0)
    heat.choice.setCurrentIndex(heat.choice.findText("Shop · browser (1 session)"))
    heat.choice.activated.emit(heat.choice.currentIndex())
    # The still of the screen that was offered first may be in sight already.
    qtbot.waitUntil(lambda: heat.said.text() == "1 click of 1 session on this still.")
    heat.view.setFocus()
    QTest.keyClick(heat.view, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.session_asked) as asked:
        QTest.keyClick(heat.view, Qt.Key.Key_Return)
    assert asked.args == [first, S + S // 20, ""]


def found_of(library: Library, name: str) -> Insight:
    study = library.study_by_name(name)
    assert study is not None
    return answers(library, study)


def open_panel(library: Library, root: Path, qtbot: QtBot) -> HeatPanel:
    panel = HeatPanel(library, root)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def offered(panel: HeatPanel) -> set[str]:
    return {panel.choice.itemText(place) for place in range(panel.choice.count())}


def test_screens_are_found_in_the_background_and_fill_the_panel(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    watched(library, root, "P01", (0, 0, 200, 100), [(50, 40)])
    found = found_of(library, "Checkout")
    panel = open_panel(library, root, qtbot)
    panel.show_found(found)
    assert (panel.said.text(), offered(panel)) == (READING, set())
    qtbot.waitUntil(panel.view.isVisible)
    assert offered(panel) == {"Shop · browser (1 session)", "Inbox · mail (1 session)"}
    panel.show_found(found)
    assert panel.view.isVisible()  # of the same study what is known stays in sight


def test_screens_of_a_study_that_was_left_meanwhile_are_not_offered(
    library: Library, root: Path, qtbot: QtBot
) -> None:
    watched(library, root, "P01", (0, 0, 200, 100), [(50, 40)])
    watched(library, root, "P02", (0, 0, 200, 100), [(50, 40)], study="Returns")
    land_session(library, make_session(root, study="Bare"))
    panel = open_panel(library, root, qtbot)
    panel.show_found(found_of(library, "Checkout"))
    panel.show_found(found_of(library, "Returns"))
    qtbot.waitUntil(panel.view.isVisible)
    assert panel.still.currentText().startswith("P02")
    panel.show_found(found_of(library, "Checkout"))
    panel.show_found(found_of(library, "Bare"))
    assert panel.view.isHidden()
    qtbot.waitUntil(lambda: panel.said.text().startswith("Sit-ins that record windows"))
    qtbot.wait(300)
    assert panel.view.isHidden()
    assert offered(panel) == set()


def test_an_attempt_and_its_moments_open_from_the_timeline(page: InsightPage, qtbot: QtBot) -> None:
    page.show_part("pictures")
    pictures = page.tabs["pictures"]
    assert isinstance(pictures, PicturesTab)
    timeline = pictures.timeline
    assert timeline.height() >= 5 * 40
    timeline.setFocus()
    with qtbot.waitSignal(page.session_asked) as asked:
        QTest.keyClick(timeline, Qt.Key.Key_Return)
    assert asked.args == ["s1", 10 * S, ""]
    tick = timeline._tick(0, timeline._lanes[0].moments[0]).center().toPoint()
    with qtbot.waitSignal(page.session_asked) as asked:
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=tick)
    assert asked.args == ["s1", 30 * S, "m1-30"]
