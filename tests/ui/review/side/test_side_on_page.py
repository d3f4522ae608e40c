from PySide6.QtCore import QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.model.annotation import Annotation, AnnotationKind, ReviewState, Standing
from observer.model.identity import new_id
from observer.ui.review.page import ReviewPage
from observer.ui.review.side.tabs import Tab

S = 1_000_000_000


def suggest(library: Library, page: ReviewPage, *starts_s: float) -> None:
    made = [
        Annotation(
            id=new_id(),
            session_id=page.session_id,
            author="rule",
            kind=AnnotationKind.FRICTION,
            start_ns=round(start_s * S),
            end_ns=round((start_s + 0.2) * S),
            severity=None,
            note="",
            created_at="2026",
            changed_at="2026",
            rule="rage-clicks",
            reason="6 clicks in 3.1 s",
            standing=Standing.SUGGESTED,
        )
        for start_s in starts_s
    ]
    library.suggest(page.session_id, made)
    page.book.reload()


def note_at(page: ReviewPage, start_s: int, note: str) -> None:
    page.book.add(AnnotationKind.NOTE, start_s * S)
    page.book.change(page.book.selected_ids, note=note)


def on_timeline(page: ReviewPage) -> set[str]:
    timeline = page.timeline
    return {one.item.note for one in timeline.moments.placed(QSizeF(1000, 100), timeline.scale)}


def press(
    page: ReviewPage, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    focused = QApplication.focusWidget()
    QTest.keyClick(page if focused is None else focused, key, keys)


def test_triage_runs_by_keys_alone_with_the_player_a_little_before(
    page: ReviewPage, library: Library
) -> None:
    page.activateWindow()
    suggest(library, page, 1.0, 3.0, 3.5)
    press(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    press(page, Qt.Key.Key_Down)
    assert page.player.time_ns == 0
    press(page, Qt.Key.Key_Return)
    assert page.player.time_ns == 1 * S
    press(page, Qt.Key.Key_X)
    assert page.player.time_ns == round(1.5 * S)
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(page.book.suggestions) == 0
    assert [one.start_ns for one in page.book.moments] == [1 * S, round(3.5 * S)]
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(page.book.suggestions) == 1


def test_up_and_down_follow_the_list_and_slash_finds_in_it(
    page: ReviewPage, library: Library
) -> None:
    page.activateWindow()
    for start_s, note in ((1, "first"), (2, "second"), (3, "first again")):
        note_at(page, start_s, note)
    press(page, Qt.Key.Key_Slash)
    QTest.keyClicks(page.side.moments.search, "first")
    press(page, Qt.Key.Key_Escape)
    press(page, Qt.Key.Key_Escape)
    assert page.side.moments.search.text() == ""
    page.side.moments.search.setText("first")
    page.setFocus()
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    assert page.book.current is not None
    assert page.book.current.note == "first again"
    assert page.player.time_ns == 3 * S


def test_signals_are_looked_for_in_the_recording_itself(qtbot: QtBot, page: ReviewPage) -> None:
    page.side.choose(Tab.SUGGESTED)
    with qtbot.waitSignal(page.side.suggested.search.found, timeout=20_000) as found:
        page.side.suggested.look_button.click()
    assert found.args == [len(page.book.suggestions)]
    assert not page.side.suggested.looking.isVisible()


def test_a_blind_coder_sees_nobody_else_on_the_timeline_either(
    page: ReviewPage, library: Library
) -> None:
    Editor(library, page.session_id, "Ben").add(AnnotationKind.BUG, 2 * S, note="Ben's")
    note_at(page, 1, "own")
    assert on_timeline(page) == {"own", "Ben's"}
    page.side.sight.set_blind(True)
    assert on_timeline(page) == {"own"}


def test_each_name_makes_and_undoes_its_own(page: ReviewPage, library: Library) -> None:
    note_at(page, 1, "Ada's")
    page.side.name_chosen.emit("Chloë")
    note_at(page, 2, "Chloë's")
    for _ in range(5):
        page.book.undo()
    left = [(one.author, one.note) for one in library.annotations(page.session_id)]
    assert left == [("Ada", "Ada's")]


def test_how_far_the_review_is_can_be_said_and_is_kept(page: ReviewPage, library: Library) -> None:
    for state in reversed(ReviewState):
        page.header.review.state_chosen.emit(state)
        assert library.session(page.session_id).review is state
        page.open_session(page.session_id)
        assert page.header.review.text() == state.value.capitalize()
