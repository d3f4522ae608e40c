"""The panel that edits one moment, or several."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from observer.annotate.editor import Editor
from observer.database.library import Library
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.span import Span
from observer.model.study import Code, Component, Task
from observer.session.captions import Caption
from observer.ui.review.editor.code_palette import CodePalette
from observer.ui.review.editor.quote_form import words_said
from observer.ui.review.editor.shared import VARIOUS, shared
from observer.ui.review.moment_editor import MomentEditor
from observer.ui.review.page import ReviewPage

S = 1_000_000_000
CODES = (Code("err", "error message", key="e"), Code("pay", "payment", key="p"))


@pytest.fixture
def desk(page: ReviewPage, library: Library) -> ReviewPage:
    """The page at a study with codes, components and tasks."""
    study = library.study_by_name("Checkout")
    assert study is not None
    library.save_study(
        replace(
            study,
            codebook=CODES,
            components=(
                Component("c1", "Payment form", "Team Cedar", title="nowhere"),
                Component("c2", "Basket", "Team Birch", title="nowhere"),
            ),
            tasks=(Task("t1", "Find a lamp"), Task("t2", "Pay")),
        )
    )
    page.open_session(page.session_id)
    page.activateWindow()
    return page


@pytest.fixture
def mark(desk: ReviewPage) -> Callable[[int], str]:
    def add(second: int) -> str:
        desk.book.add(AnnotationKind.FRICTION, second * S)
        assert desk.book.current is not None
        return desk.book.current.id

    return add


def editor_of(page: ReviewPage) -> MomentEditor:
    page.side.show_editor()
    return page.side.editor


def kept(library: Library, moment_id: str) -> Annotation:
    return library.annotation(moment_id)


def type_into(field: QWidget, text: str) -> None:
    QTest.keyClicks(field, text)


def palette_of(page: ReviewPage) -> CodePalette:
    return next(one for one in page.window().findChildren(CodePalette) if one.isVisible())


# -- several at once ---------------------------------------------------------------------


def test_several_show_what_they_share_and_an_edit_is_one_step_for_all(
    desk: ReviewPage, library: Library, mark: Callable[[int], str]
) -> None:
    ids = [mark(second) for second in (1, 2, 3)]
    desk.book.change(ids[:2], severity=3, note="the same")
    desk.book.change(ids[1:], kind=AnnotationKind.BUG)
    desk.book.set_code(ids[:1], "err", applied=True)
    desk.book.select_many(ids)
    editor = editor_of(desk)
    assert editor.judgement.count.text() == "3 moments"
    assert editor.judgement.kind.currentIndex() == -1
    assert not any(button.isChecked() for button in editor.judgement.severity.buttons)
    assert editor.note.toPlainText() == ""
    assert editor.note.placeholderText().startswith("Various notes")
    assert [chip.text() for chip in editor.chips.chips] == ["error message, 1 of 3"]
    assert editor.span.isHidden()
    assert editor.comments_fold.isHidden()
    editor.judgement.severity.buttons[2].click()
    assert {kept(library, one).severity for one in ids} == {2}
    assert editor.judgement.severity.buttons[2].isChecked()
    desk.book.undo()
    assert [kept(library, one).severity for one in ids] == [3, 3, None]


def test_a_note_is_kept_for_those_it_was_begun_for(
    desk: ReviewPage, library: Library, mark: Callable[[int], str], qtbot: QtBot
) -> None:
    first, second = mark(1), mark(2)
    desk.book.select(first)
    type_into(editor_of(desk).note, "half writ")
    desk.book.select(second)
    assert kept(library, first).note == "half writ"
    assert kept(library, second).note == ""
    assert desk.side.editor.note.toPlainText() == ""
    desk.book.select_many([first, second])
    type_into(editor_of(desk).note, "both")
    qtbot.waitUntil(lambda: kept(library, first).note == kept(library, second).note == "both")


# -- codes ---------------------------------------------------------------------------------


def test_the_palette_applies_by_key_and_by_name_and_takes_off_again(
    desk: ReviewPage, library: Library, mark: Callable[[int], str], qtbot: QtBot
) -> None:
    moment = mark(1)
    QTest.keyClick(desk, Qt.Key.Key_A)
    line = palette_of(desk).line
    qtbot.waitUntil(line.hasFocus)
    type_into(line, "e,pay,")
    assert kept(library, moment).codes == ("err", "pay")
    type_into(line, "e")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert kept(library, moment).codes == ("pay",)
    assert not line.isVisible()
    assert QApplication.focusWidget() is desk


def test_a_name_nobody_knows_becomes_a_code_of_the_study_with_a_free_key(
    desk: ReviewPage, library: Library, mark: Callable[[int], str], qtbot: QtBot
) -> None:
    moment = mark(1)
    QTest.keyClick(desk, Qt.Key.Key_NumberSign)
    line = palette_of(desk).line
    qtbot.waitUntil(line.hasFocus)
    type_into(line, "Empty page")
    QTest.keyClick(line, Qt.Key.Key_Return)
    study = library.study_by_name("Checkout")
    assert study is not None
    added = study.codebook[-1]
    assert (added.name, added.key) == ("Empty page", "m")
    assert kept(library, moment).codes == (added.id,)
    assert [chip.text() for chip in desk.side.editor.chips.chips] == ["Empty page"]


def test_alt_and_the_key_apply_a_code_at_once(
    desk: ReviewPage, library: Library, mark: Callable[[int], str]
) -> None:
    moment = mark(1)
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(desk, Qt.Key.Key_P, alt)
    assert kept(library, moment).codes == ("pay",)
    QTest.keyClick(desk, Qt.Key.Key_P, alt)
    assert kept(library, moment).codes == ()


def test_a_chip_takes_its_code_off_with_delete_and_the_moment_stays(
    desk: ReviewPage, library: Library, mark: Callable[[int], str]
) -> None:
    moment = mark(1)
    desk.book.set_code((moment,), "err", applied=True)
    desk.book.set_code((moment,), "pay", applied=True)
    editor = editor_of(desk)
    editor.chips.chips[0].setFocus()
    QTest.keyClick(editor.chips.chips[0], Qt.Key.Key_Delete)
    assert kept(library, moment).codes == ("pay",)
    assert editor.chips.chips[0].hasFocus()


# -- place, words ----------------------------------------------------------------------------


def test_a_component_brings_its_team_which_can_be_another(
    desk: ReviewPage, library: Library, mark: Callable[[int], str]
) -> None:
    moment = mark(1)
    QTest.keyClick(desk, Qt.Key.Key_P)
    place = desk.side.editor.place
    assert desk.side.editor.place_fold.is_open
    place.component.setCurrentText("Basket")
    place.component.activated.emit(1)
    assert (kept(library, moment).component, kept(library, moment).team) == ("Basket", "Team Birch")
    place.team.setCurrentText("Team Oak")
    place.team.activated.emit(0)
    assert kept(library, moment).team == "Team Oak"
    place.task.setCurrentIndex(2)
    place.task.activated.emit(2)
    assert kept(library, moment).task_id == "t2"
    desk.side.editor.place_fold.unfold(False)
    assert place.summary() == "Basket · Team Oak · 2 · Pay"


def test_the_words_said_around_a_moment_become_its_quote(
    desk: ReviewPage, library: Library, mark: Callable[[int], str]
) -> None:
    moment = mark(3)
    desk._evidence.captions_read.emit([Caption(2 * S, 4 * S, "It just says\ninvalid")])
    QTest.keyClick(desk, Qt.Key.Key_U, Qt.KeyboardModifier.ShiftModifier)
    assert kept(library, moment).quote == "It just says invalid"
    assert desk.side.editor.quote.text.toPlainText() == "It just says invalid"


def test_words_are_those_a_span_touches_or_near_a_point() -> None:
    said = [Caption(0, S, "a"), Caption(4 * S, 5 * S, "b"), Caption(8 * S, 9 * S, "c")]
    assert words_said(said, Span(S // 2, 4 * S)) == "a b"
    assert words_said(said, Span(6 * S, 6 * S)) == "b c"
    assert words_said(said, Span(20 * S, 20 * S)) == ""


# -- comments --------------------------------------------------------------------------------


def test_comments_are_written_changed_and_removed_and_others_stay_theirs(
    desk: ReviewPage, library: Library, mark: Callable[[int], str], qtbot: QtBot
) -> None:
    moment = mark(1)
    Editor(library, desk.session_id, "Bo").comment(moment, "Seen before")
    desk.book.change((moment,), note="n")
    QTest.keyClick(desk, Qt.Key.Key_X)
    thread = desk.side.editor.comments
    qtbot.waitUntil(thread.answer.hasFocus)
    type_into(thread.answer, "So have I")
    QTest.keyClick(thread.answer, Qt.Key.Key_Return)
    assert [one.text for one in library.comments(desk.session_id)] == ["Seen before", "So have I"]
    theirs, own = thread.rows
    assert not hasattr(theirs, "edit")
    own.edit.click()
    field = QApplication.focusWidget()
    assert field is not None
    type_into(field, ", twice")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert library.comments(desk.session_id)[1].text == "So have I, twice"
    thread.rows[1].remove.click()
    assert [one.text for one in library.comments(desk.session_id)] == ["Seen before"]
    desk.book.undo()
    assert len(thread.rows) == 2


# -- leaving and room ------------------------------------------------------------------------


def test_escape_leaves_a_field_before_it_lets_go_of_the_moment(
    desk: ReviewPage, mark: Callable[[int], str]
) -> None:
    moment = mark(1)
    editor = editor_of(desk)
    for field in (editor.note, editor.span.start, editor.place.task, editor.judgement.kind):
        editor.place_fold.unfold()
        field.setFocus()
        assert field.hasFocus()
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is desk
        assert desk.book.selected_ids == (moment,)
    QTest.keyClick(desk, Qt.Key.Key_Escape)
    assert desk.book.selected_ids == ()


def test_with_everything_unfolded_it_scrolls_and_nothing_is_cut_off(
    desk: ReviewPage, mark: Callable[[int], str], qtbot: QtBot
) -> None:
    mark(1)
    editor = editor_of(desk)
    for fold in (editor.place_fold, editor.quote_fold, editor.comments_fold):
        fold.unfold()
    qtbot.waitUntil(lambda: editor._area.verticalScrollBar().maximum() > 0)
    content = editor._content
    for field in content.findChildren(QWidget):
        if field.isVisible():
            right = field.mapTo(content, field.rect().topRight()).x()
            assert right <= content.width(), field.accessibleName()
    assert editor.height() < desk.side.height() - 100


def test_all_that_can_have_the_focus_has_a_name(
    desk: ReviewPage, mark: Callable[[int], str]
) -> None:
    mark(1)
    editor = editor_of(desk)
    named = [
        one
        for one in editor.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()
    ]
    assert len(named) > 8
    assert [one for one in named if not (one.accessibleName() or getattr(one, "text", str)())] == []


def test_shared_is_the_common_value_or_various() -> None:
    assert shared([1, 1]) == 1
    assert shared([None, None]) is None
    assert shared([1, 2]) is VARIOUS
    with pytest.raises(ValueError, match="nothing"):
        shared([])
