"""Two people annotate one session, each in their own library, and learn how far they agree.

Ann marks it and packs it for Ben. Ben takes it into his library, works blind, and sends it back.
Nothing is lost on either side, and what they read of their agreement is what one can count by hand.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from observer.database.library import open_library
from observer.intake.landing import land_session
from observer.model.annotation import AnnotationKind
from observer.model.clock import NS_PER_SECOND
from observer.ui.review.agreement.comparison import Match
from tests.session.recordings import make_session
from tests.ui.coder import Coder

FRICTION, BUG, NOTE = AnnotationKind.FRICTION, AnnotationKind.BUG, AnnotationKind.NOTE


@pytest.fixture
def ann(
    qtbot: QtBot, tmp_path: Path, display: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Coder]:
    """Ann has recorded a sit-in of eight seconds with P01."""
    root = tmp_path / "ann" / "sessions"
    root.mkdir(parents=True)
    with open_library(root) as library:
        land_session(library, make_session(root, 8.0).folder)
    ann = Coder(qtbot, tmp_path / "ann", "Ann", monkeypatch)
    yield ann
    ann.leaves()


def marks(coder: Coder, *moments: tuple[int, AnnotationKind, str]) -> None:
    for second, kind, note in moments:
        coder.presses("Esc").goes_to_second(second).marks_a_moment().says_it_is(kind)
        coder.writes_the_note(note)


def test_two_coders_their_merged_session_and_their_kappa(
    ann: Coder, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "P01.observer"
    ann.opens_the_session_of("P01")
    marks(
        ann,
        (1, FRICTION, "Looks for the total"),
        (2, FRICTION, "Post code refused"),
        (3, BUG, "Price is wrong"),
        (5, BUG, "Page jumps"),
    )
    of_ann = ann.everything_said()
    ann.packs_it_into(file).leaves()

    # Ben has never seen the session. He works blind, so that Ann's marks do not guide his.
    ben = Coder(qtbot, tmp_path / "ben", "Ben", monkeypatch)
    assert "P01 · Checkout is in the library" in ben.drops_into_the_library(file)
    ben.opens_the_session_of("P01")
    assert len(ben.sees) == 4
    ben.finds_and_does("work blind")
    assert ben.sees == []
    assert ben.searches_for("total") == 0
    ben.presses("G")
    assert ben.page.agreement.view is None
    assert "agreement would tell you what others marked" in ben.message
    marks(
        ben,
        (1, FRICTION, "Where is the sum"),
        (2, FRICTION, "No reason given"),
        (3, BUG, "Wrong price"),
        (5, FRICTION, "Loses the place"),
        (7, NOTE, "Sighs"),
    )
    both = ben.everything_said()
    assert {one: both[one] for one in of_ann} == of_ann
    ben.packs_it_into(file).leaves()

    # Ann went on meanwhile; his come beside hers.
    ann.comes_back().opens_the_session_of("P01")
    ann.presses("Esc").goes_to_second(6).marks_a_moment().says_it_is(NOTE)
    ann.writes_the_note("Only Ann hears this")
    of_ann = ann.everything_said()
    said = ann.drops_into_the_library(file)
    assert "P01 · Checkout was here already: what was said is merged" in said
    assert "5 moments came" in said
    ann.opens_the_session_of("P01")
    merged = ann.everything_said()
    assert merged == {**both, **of_ann}
    assert len(merged) == 10

    # Four were marked by both, three of them as the same: 3/4. Ann calls 2/4 friction and 2/4 bugs,
    # Ben 3/4 and 1/4: chance alone gives 2/4 x 3/4 + 2/4 x 1/4 = 1/2. (3/4 - 1/2) / (1 - 1/2) = 1/2
    ann.presses("G")
    view = ann.agreement
    view.choices.tolerance.setValue(1)
    assert view.chosen.coders == ("Ann", "Ben")
    assert view.summary.text() == "4 of 6 events were marked by both"
    assert view.figures.kappa.value.text() == "0.50"
    assert view.figures.kappa.reading.text() == "moderate"

    # She looks at what they see differently, and goes on with it in the review.
    view.filter.buttons[Match.DISAGREE].click()
    view.units.setFocus()
    ann.presses_in_it(Qt.Key.Key_Home)
    assert ann.page.player.time_ns == 5 * NS_PER_SECOND
    ann.presses_in_it(Qt.Key.Key_Return)
    assert ann.page.agreement.view is None
    current = ann.page.book.current
    assert current is not None
    assert current.note == "Page jumps"

    # Ben convinces her; undo is still hers alone, merged or not.
    ann.says_it_is(FRICTION).presses("G")
    assert ann.agreement.figures.kappa.value.text() == "1.00"
    ann.presses_in_it(Qt.Key.Key_Escape).undoes()
    assert ann.everything_said() == merged
    ann.undoes(3)  # the note, the kind and the moment that she made last
    gone = set(merged) - set(ann.everything_said())
    assert {merged[one].note for one in gone} == {"Only Ann hears this"}
