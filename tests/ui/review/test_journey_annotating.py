"""A researcher annotates five moments and never touches the mouse.

She opens the session by its name, marks, judges, writes, codes; closes Observer, comes back, and
takes steps back that she made before.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from observer.database.library import open_library
from observer.intake.landing import land_session
from observer.model.annotation import AnnotationKind
from observer.model.study import Code, Component
from tests.session.recordings import make_session
from tests.ui.review.annotator import Annotator

S = 1_000_000_000


@pytest.fixture
def ada(qtbot: QtBot, root: Path, display: str) -> Iterator[Annotator]:
    """Ada, at a library with one session of eight seconds and a codebook of two."""
    root.mkdir(exist_ok=True)
    with open_library(root) as library:
        land_session(library, make_session(root, 8.0).folder)
        study = library.study_by_name("Checkout")
        assert study is not None
        codebook = (Code("error", "error message", key="e"), Code("pay", "payment", key="p"))
        parts = (Component("form", "Payment form", "Team Cedar", title="Pay"),)
        library.save_study(replace(study, codebook=codebook, components=parts))
    ada = Annotator(qtbot, root)
    yield ada
    ada.leaves()


def test_five_moments_without_the_mouse_and_undo_after_a_restart(ada: Annotator) -> None:
    ada.opens_the_session_of("P01")

    ada.goes_to_second(1).marks_a_moment().judges_it(3)
    ada.writes_the_note("Post code refused without a reason")
    ada.applies_the_code("e")

    ada.presses("Esc").goes_to_second(2).says_it_is(AnnotationKind.QUOTE)
    ada.writes_the_note("It just says invalid")

    ada.presses("Esc").goes_to_second(3).marks_a_moment().says_it_is(AnnotationKind.BUG)
    ada.judges_it(4)
    ada.goes_to_second(5).says_it_ends_here()

    ada.presses("Shift+D").applies_the_code("saved address")

    ada.presses("Esc").goes_to_second(6).says_it_begins_here()
    ada.goes_to_second(7).says_it_ends_here().marks_a_moment().judges_it(1)

    refused, quote, bug, delight, stretch = ada.moments
    assert (refused.kind, refused.severity) == (AnnotationKind.FRICTION, 3)
    assert refused.note == "Post code refused without a reason"
    assert refused.codes == ("error",)
    assert (quote.kind, quote.note) == (AnnotationKind.QUOTE, "It just says invalid")
    assert (bug.kind, bug.severity, bug.start_ns, bug.end_ns) == (
        AnnotationKind.BUG,
        4,
        3 * S,
        5 * S,
    )
    assert (delight.kind, delight.start_ns) == (AnnotationKind.DELIGHT, 5 * S)
    assert ada.code_names == ["error message", "payment", "saved address"]
    assert len(delight.codes) == 1
    assert (stretch.start_ns, stretch.end_ns, stretch.severity) == (6 * S, 7 * S, 1)
    assert {one.component for one in ada.moments} == {"Payment form"}
    assert {one.team for one in ada.moments} == {"Team Cedar"}
    assert {one.author for one in ada.moments} == {"Tester"}

    as_it_was = ada.moments
    ada.restarts_observer().opens_the_session_of("P01")
    assert ada.moments == as_it_was

    ada.undoes(2)  # the severity of the stretch, and the stretch itself
    assert [one.id for one in ada.moments] == [one.id for one in as_it_was[:4]]
    ada.undoes(1)  # the code of the delight
    assert ada.moments[3].codes == ()
    ada.redoes(3)
    assert ada.moments == as_it_was
