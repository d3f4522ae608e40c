"""The review's actions: their keys, what they do, and why they cannot be done."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from observer.database.library import Library
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.identity import new_id
from observer.model.samples import InputEvent, InputKind
from observer.model.sitting import Attempt
from observer.model.study import Task
from observer.ui.key_names import written_either, written_together
from observer.ui.review.jumps import next_time
from observer.ui.review.keys import KEYS, verbs_named
from observer.ui.review.page import ReviewPage
from observer.ui.window import MainWindow

S = 1_000_000_000


def press(page: ReviewPage, *sequences: str) -> None:
    for sequence in sequences:
        QTest.keySequence(page, QKeySequence(sequence))


def said(library: Library, page: ReviewPage) -> list[Annotation]:
    return library.annotations(page.session_id)


def test_every_action_has_its_verb_and_no_key_does_two_things_in_the_window(
    page: ReviewPage, library: Library, root: Path, qtbot: QtBot
) -> None:
    assert set(verbs_named()) == page.verbs.verbs()
    window = MainWindow(library, root)
    qtbot.addWidget(window)
    actions = [*page.offered_actions(), *window.actions_at_hand()]
    keys = Counter(QKeySequence(key).toString() for one in actions for key in one.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert all(QKeySequence(key).toString() for one in actions for key in one.keys)
    repeating = {one.name for one in actions if one.repeats}
    assert "review.step.1" in repeating
    assert "review.mark" not in repeating
    names = Counter(one.name for one in actions)
    assert [name for name, count in names.items() if count > 1] == []
    window.close()


def test_a_kind_key_marks_where_nothing_is_selected_and_else_changes_the_kind(
    page: ReviewPage, library: Library
) -> None:
    page.player.seek(S)
    press(page, "B")
    press(page, "T")
    assert [one.kind for one in said(library, page)] == [AnnotationKind.IDEA]
    page.player.seek(2 * S)
    press(page, "Shift+Q")
    assert [(one.kind, one.start_ns) for one in said(library, page)] == [
        (AnnotationKind.IDEA, S),
        (AnnotationKind.QUOTE, 2 * S),
    ]


def test_shift_m_marks_some_seconds_back_and_remembers_how_many(
    page: ReviewPage, library: Library
) -> None:
    page.verbs.do("back_date", "3")
    page.player.seek(round(3.5 * S))
    press(page, "Shift+M")
    page.player.seek(2 * S)
    press(page, "Shift+M")
    assert [one.start_ns for one in said(library, page)] == [0, S // 2]
    assert page.player.time_ns == 2 * S


def test_i_and_o_and_then_m_mark_a_stretch_once(page: ReviewPage, library: Library) -> None:
    page.player.seek(S)
    press(page, "I")
    page.player.seek(3 * S)
    press(page, "O", "M", "Esc")
    page.player.seek(2 * S)
    press(page, "M")
    spans = [(one.start_ns, one.end_ns) for one in said(library, page)]
    assert spans == [(S, 3 * S), (2 * S, 2 * S)]
    page.player.seek(S)
    press(page, "Esc", "I")
    page.player.seek(3 * S)
    press(page, "O", "Y", "M")  # what is looped is watched for what happens in it
    assert (said(library, page)[-1].start_ns, said(library, page)[-1].end_ns) == (3 * S, 3 * S)


def test_alt_and_arrows_move_start_and_end_by_pictures(
    qtbot: QtBot, page: ReviewPage, library: Library
) -> None:
    qtbot.waitUntil(lambda: page.player.stepped(0, 1) is not None)
    page.player.seek(S)
    press(page, "M")
    page.player.seek(2 * S)
    press(page, "O")
    press(page, "Alt+Right", "Alt+Right", "Alt+Shift+Left")
    (moment,) = said(library, page)
    first = page.player.stepped(S, 1)
    assert first is not None
    assert moment.start_ns == page.player.stepped(first, 1)
    assert moment.end_ns == page.player.stepped(2 * S, -1)
    press(page, *["Alt+Right"] * 30)
    (moment,) = said(library, page)
    assert moment.start_ns == moment.end_ns


def test_jumps_go_one_five_and_thirty_seconds_and_speeds_one_after_the_other(
    page: ReviewPage,
) -> None:
    page.player.seek(round(3.5 * S))
    press(page, "Ctrl+Left")
    assert page.player.time_ns == round(2.5 * S)
    press(page, "Shift+Left")
    assert page.player.time_ns == 0
    press(page, "Ctrl+Right", "Ctrl+Right")
    assert page.player.time_ns == 2 * S
    press(page, "PgDown")
    assert page.player.time_ns > 3 * S
    press(page, "Shift+L", "Shift+L")
    assert page.player.speed == 2.0
    press(page, *["Shift+J"] * 9)
    assert page.player.speed == 0.25


def test_e_and_r_go_from_click_to_click(qtbot: QtBot, page: ReviewPage) -> None:
    qtbot.waitUntil(lambda: page.player.stepped(0, 1) is not None, timeout=10_000)
    done = [
        InputEvent(second * S, kind)
        for second in (1, 2, 3)
        for kind in (InputKind.MOVE, InputKind.PRESS, InputKind.RELEASE)
    ]
    page.verbs.set_events([InputEvent(S // 2, InputKind.SCROLL), *done])
    page.player.seek(0)
    press(page, "R", "R", "R")
    assert page.player.time_ns == 3 * S
    press(page, "E")
    assert page.player.time_ns == 2 * S


def test_ctrl_down_goes_to_the_next_task(page: ReviewPage, library: Library, qtbot: QtBot) -> None:
    session_id = page.session_id
    study = library.study_by_name("Checkout")
    assert study is not None
    library.save_study(replace(study, tasks=(Task("t", "Pay"),)))
    for start in (S, 3 * S):
        library.save_attempt(Attempt(new_id(), session_id, "t", start, start + S // 2))
    page.open_session(session_id)
    press(page, "Ctrl+Down", "Ctrl+Down")
    assert page.player.time_ns == 3 * S
    press(page, "Ctrl+Up")
    assert page.player.time_ns == S


def test_a_digit_judges_and_backspace_takes_it_back(page: ReviewPage, library: Library) -> None:
    press(page, "M", "3", "3")
    assert said(library, page)[0].severity == 3
    press(page, "Backspace")
    assert said(library, page)[0].severity is None


def test_keys_change_all_that_are_selected_in_one_step(page: ReviewPage, library: Library) -> None:
    for second in (1, 2, 3):
        page.player.seek(second * S)
        press(page, "M")
    page.book.select_many([one.id for one in said(library, page)])
    press(page, "4", "B")
    assert {(one.severity, one.kind) for one in said(library, page)} == {(4, AnnotationKind.BUG)}
    press(page, "Ctrl+Z", "Ctrl+Z")
    assert {(one.severity, one.kind) for one in said(library, page)} == {
        (None, AnnotationKind.FRICTION)
    }
    press(page, "Delete")
    assert said(library, page) == []


def test_what_cannot_be_done_says_why(page: ReviewPage) -> None:
    reasons = {key: one.hindrance() for one in page.offered_actions() for key in one.keys}
    assert reasons["3"] == "Select a moment first, or press M to mark one here"
    assert reasons["Ctrl+Down"] == "No task was begun in this session"
    assert reasons["Ctrl+Z"] == "There is nothing to undo"
    assert reasons["Shift+U"] == "This session has no captions"
    assert reasons["M"] == reasons["Z"] == ""
    press(page, "3")
    assert page.messages.toast is not None
    assert reasons["3"] in page.messages.toast.accessibleName()


def test_keys_are_written_as_they_are_drawn() -> None:
    assert written_either(("Space", "K")) == "Space or K"
    assert written_either(("Return", "Enter")) == "Enter"
    assert written_either(("Ctrl++", "Ctrl+=")) == "Ctrl + or Ctrl ="
    assert written_together(("0", "1", "2", "3", "4")) == "0 – 4"
    assert written_together(("Shift+F", "Shift+Q")) == "Shift F Q"
    assert written_together(("PgUp", "Ctrl+Left")) == "PgUp or Ctrl ←"
    assert [key.written for key in KEYS if key.verb == "fit"] == ["Z"]


def test_the_next_time_is_not_the_one_that_one_stands_on() -> None:
    times = [S, 2 * S, 3 * S]
    assert next_time(times, 2 * S, 1) == 3 * S
    assert next_time(times, 2 * S, -1) == S
    assert next_time(times, 2 * S + 10_000_000, -1) == S
    assert next_time(times, 3 * S, 1) is None
    assert next_time([], 0, 1) is None
