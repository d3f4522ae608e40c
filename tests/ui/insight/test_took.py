"""What tasks took of the hands: below the gap, each figure with its attempts."""

from dataclasses import replace
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.analysis.study_facts import StudyFacts
from observer.database.library import Library
from observer.model.effort import Effort
from observer.model.samples import InputEvent, InputKind
from observer.session.layout import INPUT_FILE
from observer.session.manifest_file import write_manifest
from observer.ui.insight.gap_effort_words import Took
from observer.ui.insight.gap_panel import GapPanel
from observer.ui.insight.overview import Overview
from observer.ui.insight.page import InsightPage
from tests.analysis.kept_study import keep
from tests.analysis.small_study import S, small_study
from tests.database.builders import manifest
from tests.ui.insight.conftest import OpenPage, settled

_FRONTS = (("web", 30 * S), ("mail", 10 * S))


def panel(page: InsightPage) -> GapPanel:
    shown = page.tabs["overview"]
    assert isinstance(shown, Overview)
    return shown.gap


def kept(library: Library, *clicks: int) -> StudyFacts:
    """The small study, of whose first participants it is known what paying took."""
    facts = small_study()
    task = replace(facts.study.tasks[0], expected_steps=2)
    facts = replace(facts, study=replace(facts.study, tasks=(task, *facts.study.tasks[1:])))
    keep(library, facts)
    for count, session in zip(clicks, facts.sessions, strict=False):
        (tried,) = session.attempts
        assert tried.end_ns is not None
        made = Effort(
            tried.id,
            session.id,
            tried.start_ns,
            tried.end_ns,
            count,
            count * 100.0,
            int(count > 30),
            4,
            2 if count > 30 else 4,
            _FRONTS,
        )
        library.save_efforts([made])
    return facts


def test_what_a_task_took_unfolds_and_leads_to_its_attempts(
    library: Library, open_page: OpenPage, qtbot: QtBot
) -> None:
    kept(library, 9, 39, 999, 19)
    page = open_page()
    gap = panel(page)
    line = gap.lines[0]
    assert not line.isVisible()
    gap.took.click()
    assert line.isVisible()
    clicks = line.figures[Took.CLICKS]
    # (10 * 40 * 1000 * 20)^(1/4) - 1; all four completed it without help.
    assert "52 clicks" in clicks.accessibleName()
    assert "Not measured: 1 of 5" in clicks.accessibleName()
    # R/N = 1, N/S = 1/2 for two of four: 0.5, which is not above it.
    assert "0 of 4 were lost" in line.figures[Took.LOSTNESS].accessibleName()
    assert "2 times, by 2 of 4" in line.figures[Took.HELP].accessibleName()
    assert "web 75%, mail 25%" in line.figures[Took.WINDOWS].accessibleName()
    clicks.setFocus()
    QTest.keyClick(clicks, Qt.Key.Key_Space)
    assert page.drawer is not None
    titles = [sight.title for sight in page.drawer.list.sights]
    assert titles[:4] == ["P03: 999 clicks", "P02: 39 clicks", "P04: 19 clicks", "P01: 9 clicks"]
    headings = [group.heading for group in page.drawer.evidence.groups]
    assert headings == ["Attempts it stands on", "Not measured"]
    with qtbot.waitSignal(page.session_asked) as asked:
        QTest.keyClick(page.drawer.list, Qt.Key.Key_Return)
    assert asked.args[:2] == ["s3", 10 * S]


def test_who_counts_and_who_is_left_out_stand_apart(library: Library, open_page: OpenPage) -> None:
    facts = kept(library, 9, 39)
    fifth = facts.sessions[4].attempts[0]
    assert fifth.end_ns is not None
    few = Effort(fifth.id, "s5", fifth.start_ns, fifth.end_ns, clicks=500, steps=2, places=1)
    library.save_efforts([few])
    page = open_page()
    groups = {}
    for which in (Took.CLICKS, Took.LOSTNESS):
        panel(page).took_opened.emit(panel(page).rows[0].gap, which)
        assert page.drawer is not None
        found = page.drawer.evidence.groups
        groups[which] = [(one.heading, [sight.title for sight in one.sights]) for one in found[:2]]
        page.drawer.close_overlay()
    assert groups[Took.CLICKS] == [
        ("Attempts it stands on", ["P02: 39 clicks", "P01: 9 clicks"]),
        ("Left out: not completed, or with help", ["P05: 500 clicks"]),
    ]
    assert groups[Took.LOSTNESS] == [
        (
            "Attempts it stands on",
            ["P01: 0.50, 4 steps over 4 places", "P02: 0.50, 4 steps over 2 places"],
        ),
        ("Left out: fewer places than expected", ["P05: 2 steps over 1 place"]),
    ]


def test_what_was_unfolded_stays_so(library: Library, open_page: OpenPage) -> None:
    kept(library, 9)
    panel(open_page()).took.click()
    again = panel(open_page())
    assert again.took.isChecked()
    assert again.lines[0].isVisible()


def test_a_task_of_which_nothing_was_measured_says_so(
    library: Library, open_page: OpenPage
) -> None:
    kept(library)
    gap = panel(open_page())
    gap.took.click()
    tried, untried = gap.lines
    assert tried.instead.text().startswith("No hands were recorded")
    assert not tried.figures[Took.CLICKS].isVisible()
    assert not untried.isVisible()
    gap.show_measuring(0.4)
    assert tried.instead.text() == "Looking at what the hands did: 40%"


def test_the_page_measures_what_nobody_measured(
    library: Library, root: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    facts = small_study()
    keep(library, facts)
    folder = root / "folder-s1"
    folder.mkdir()
    told = manifest("s1", facts.study.name, "P01")
    write_manifest(folder, replace(told, duration_ns=facts.sessions[0].duration_ns))
    presses = (InputEvent(at_s * S, InputKind.PRESS, 5, 5, "left") for at_s in (5, 20, 30, 70))
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in presses)
    (folder / INPUT_FILE).write_bytes(lines)
    page = open_page()
    qtbot.waitUntil(lambda: len(library.efforts("s1")) == 1)
    gap = panel(page)
    gap.took.click()
    clicks = gap.lines[0].figures[Took.CLICKS]
    qtbot.waitUntil(lambda: "without help: 2 clicks (n = 1)" in clicks.accessibleName())
    settled(page, qtbot)
