"""Attempts are measured from their sessions' folders, once, and again when they move."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from observer.database.library import Library, open_library
from observer.intake.effort import measure_efforts
from observer.intake.insight import find_study, gather
from observer.intake.landing import land_session
from observer.model.effort import Effort
from observer.model.identity import new_id
from observer.model.manifest import SessionState
from observer.model.samples import FocusChange, Gap, GapReason, InputEvent, InputKind, KeyClass
from observer.model.sitting import Attempt, Outcome
from observer.session.layout import FOCUS_FILE, INPUT_FILE
from observer.session.manifest_file import read_manifest, write_manifest
from tests.database.builders import SECOND, study
from tests.intake.folders import make_folder

HANDS = (
    InputEvent(1 * SECOND, InputKind.PRESS, 0, 0, "left"),
    InputEvent(3 * SECOND, InputKind.MOVE, 10, 10),
    InputEvent(4 * SECOND, InputKind.MOVE, 40, 50),  # 50 px
    InputEvent(5 * SECOND, InputKind.PRESS, 40, 50, "left"),
    InputEvent(6 * SECOND, InputKind.KEY, key_class=KeyClass.FUNCTION, key="F1"),
    InputEvent(8 * SECOND, InputKind.MOVE, 40, 150),  # beyond the pause
    InputEvent(9 * SECOND, InputKind.PRESS, 40, 170, "right"),
)
WINDOWS = (
    FocusChange(0, "web", "Cart"),
    FocusChange(5 * SECOND, "web", "Payment"),
    FocusChange(9 * SECOND, "mail", "Inbox"),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path) as made:
        made.save_study(study())
        yield made


def session(
    library: Library,
    hands: tuple[InputEvent, ...] = HANDS,
    state: SessionState = SessionState.CLOSED,
) -> Path:
    """A folder as a recorder leaves it, in the library."""
    folder = make_folder(library.folder, new_id(), state)
    pause = Gap(7 * SECOND, 8 * SECOND, GapReason.PAUSE)
    write_manifest(folder, replace(read_manifest(folder), gaps=(pause,)))
    for name, lines in ((INPUT_FILE, hands), (FOCUS_FILE, WINDOWS)):
        (folder / name).write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in lines))
    land_session(library, folder)
    return folder


def tried(library: Library, folder: Path) -> Attempt:
    """An attempt from 2 s to 10 s."""
    made = Attempt(
        new_id(), read_manifest(folder).id, "find", 2 * SECOND, 10 * SECOND, Outcome.SUCCESS
    )
    library.save_attempt(made)
    return made


def measure(library: Library) -> int:
    return measure_efforts(library, library.folder, "study-1").kept


def test_an_attempt_is_measured_from_its_folder_and_only_once(library: Library) -> None:
    folder = session(library)
    made = tried(library, folder)
    assert measure(library) == 1
    expected = Effort(
        made.id,
        made.session_id,
        2 * SECOND,
        10 * SECOND,
        clicks=2,
        pointer_px=70.0,
        help_turns=1,
        steps=3,
        places=3,
        fronts=(("web", 6 * SECOND), ("mail", SECOND)),  # without the second of the pause
        unseen_ns=SECOND,
    )
    assert library.efforts(made.session_id) == [expected]
    (facts,) = gather(library, find_study(library, "Checkout")).sessions
    assert facts.efforts == (expected,)
    (folder / INPUT_FILE).unlink()  # what is known is not looked up again
    assert measure(library) == 0


def test_a_moved_attempt_is_measured_again_and_shown_without_figures_till_then(
    library: Library,
) -> None:
    made = tried(library, session(library))
    measure(library)
    library.save_attempt(replace(made, start_ns=0, note="began before"))
    assert library.efforts(made.session_id) == []
    assert measure(library) == 1
    (again,) = library.efforts(made.session_id)
    assert (again.clicks, again.start_ns) == (3, 0)
    library.save_attempt(replace(made, start_ns=0, outcome=Outcome.FAILED))
    assert measure(library) == 0  # judged otherwise, not moved


def test_an_attempt_that_lasts_or_went_or_still_records_is_not_measured(library: Library) -> None:
    made = tried(library, session(library))
    library.save_attempt(replace(made, end_ns=None, outcome=None))
    assert measure(library) == 0
    library.save_attempt(made)
    measure(library)
    library.remove_attempt(made.id)
    assert library.efforts(made.session_id) == []
    assert library.save_efforts([Effort(made.id, made.session_id, 0, SECOND)]) == 0
    assert library.unmeasured("study-1") == []


def test_a_folder_that_is_gone_or_damaged_has_no_figures_and_is_no_error(
    library: Library,
) -> None:
    gone, damaged, whole = (session(library) for _ in range(3))
    for folder in (gone, damaged, whole):
        tried(library, folder)
    elsewhere = gone.rename(library.folder.parent / f"{gone.name}-elsewhere")
    (damaged / INPUT_FILE).write_bytes(b"{no line}\n{neither}\n")
    found = measure_efforts(library, library.folder, "study-1")
    assert (found.kept, found.unread) == (1, (read_manifest(damaged).id,))
    without = measure_efforts(library, library.folder, "study-1", without=found.unread)
    assert (without.kept, without.unread) == (0, ())
    elsewhere.rename(gone)  # the disk is back
    assert measure(library) == 1


def test_what_was_measured_is_kept_where_it_is_stopped(library: Library) -> None:
    for _ in range(3):
        tried(library, session(library))
    told: list[float] = []
    found = measure_efforts(
        library, library.folder, "study-1", progressed=told.append, cancelled=lambda: bool(told)
    )
    assert (found.kept, told) == (1, [0.0])
    assert measure(library) == 2
