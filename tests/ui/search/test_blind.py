"""Who works blind in a session finds nothing that others said of it."""

from pathlib import Path

import pytest

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.database.rows import SearchHit, SessionRow, Where
from observer.intake.landing import land_session
from observer.model.annotation import AnnotationKind
from observer.model.sitting import Debrief
from observer.ui.author import author_name
from observer.ui.blindness import blind_sessions, set_blind
from observer.ui.search.finder import Question, answer
from tests.ui.sessions_made import make_session

NOTE = AnnotationKind.NOTE


@pytest.fixture
def row(library: Library, root: Path) -> SessionRow:
    """Both speak of a lamp: in notes, a quote, a comment, and right after the session."""
    row = land_session(library, make_session(root, participant="P01"))
    own, other = Editor(library, row.id, "Tester"), Editor(library, row.id, "Ben")
    (mine,) = own.add(NOTE, 1, note="Lamp, mine").changed_ids
    other.add(NOTE, 2, note="Lamp, Ben’s")
    other.add(NOTE, 3, quote="Lamp, heard by Ben")
    other.comment(mine, "Lamp, Ben answers")
    library.save_debrief(Debrief(row.id, "Ben", "Lamp, said Ben afterwards"))
    return row


def found(library: Library) -> set[str]:
    question = Question("lamp", blind=blind_sessions(), author=author_name())
    return {hit.text for hit in answer(library, question).hits}


def test_blind_hides_what_others_said_and_leaves_ones_own(
    library: Library, row: SessionRow
) -> None:
    everything = found(library)
    assert len(everything) == 5
    set_blind(row.id, blind=True)
    assert found(library) == {"Lamp, mine"}
    set_blind(row.id, blind=False)
    assert found(library) == everything


def test_blindness_in_one_session_hides_nothing_in_another(
    library: Library, root: Path, row: SessionRow
) -> None:
    there = land_session(library, make_session(root, participant="P02", days_ago=1))
    Editor(library, there.id, "Ben").add(NOTE, 1, note="Lamp elsewhere")
    set_blind(row.id, blind=True)
    assert found(library) == {"Lamp, mine", "Lamp elsewhere"}


def test_what_nobody_said_is_found_by_the_blind_too() -> None:
    title = SearchHit("s", None, 0, "Lamps", Where.WINDOW_TITLE)
    assert Question("lamp", blind=frozenset({"s"}), author="Ann").shows(title)
