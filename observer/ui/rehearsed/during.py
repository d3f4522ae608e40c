"""What the moderator does at the console while the recording runs."""

from PySide6.QtWidgets import QLabel

from observer.model.annotation import AnnotationKind, Mark
from observer.model.clock import NS_PER_SECOND
from observer.model.sitting import Outcome
from observer.ui.after.question_card import QuestionCard
from observer.ui.author import author_name
from observer.ui.record.console import Console
from observer.ui.record.mark_editor import MarkEditor
from observer.ui.record.mark_list import MarkLine
from observer.ui.rehearsed.hand import OutOfReach, button_named, choose, enter, press, write
from observer.ui.rehearsed.steps import Steps
from observer.ui.window import MainWindow


def open_companion(window: MainWindow, address: str) -> Steps[str]:
    """Open the page for observers on one of this computer's addresses; the first invitation."""
    console = _console(window)
    press(console.watching.invite)
    dialog = console.invitation
    assert dialog is not None
    yield dialog.isVisible
    choose(dialog.network, dialog.network.findData(address))
    press(dialog.open_page)
    yield dialog.address.text
    return dialog.address.text()


def next_invitation(window: MainWindow, used: str) -> Steps[str]:
    """The invitation that took the place of a used one."""
    dialog = _console(window).invitation
    assert dialog is not None
    yield lambda: dialog.address.text() not in ("", used)
    return dialog.address.text()


def put_invitation_away(window: MainWindow) -> Steps[None]:
    """Close the dialog; the page stays open."""
    dialog = _console(window).invitation
    assert dialog is not None
    dialog.close()
    yield dialog.isHidden


def start_task(window: MainWindow) -> Steps[str]:
    """The task at hand begins; its wording as it is read out."""
    tasks = _console(window).tasks
    press(tasks.start)
    yield tasks.ends[Outcome.SUCCESS].isVisible
    return tasks.wording.text()


def help_once(window: MainWindow) -> Steps[None]:
    """Note that the participant was helped."""
    tasks = _console(window).tasks
    before = tasks.helped.text()
    press(tasks.helped)
    yield lambda: tasks.helped.text() != before


def end_task(window: MainWindow, outcome: str) -> Steps[None]:
    """The task at hand ends like this."""
    tasks = _console(window).tasks
    press(tasks.ends[Outcome(outcome)])
    yield lambda: not tasks.ends[Outcome.SUCCESS].isVisible()


def answer_card(window: MainWindow, value: int) -> Steps[None]:
    """Press what the participant answers to the question asked right after the task."""
    console = _console(window)
    yield lambda: any(card.isVisible() for card in console.findChildren(QuestionCard))
    card = next(card for card in console.findChildren(QuestionCard) if card.isVisible())
    assert card.field is not None
    assert card.field.options is not None
    press(card.field.options.buttons[value - 1])
    yield card.next.isVisible
    press(card.next)
    yield lambda: not any(card.isVisible() for card in console.findChildren(QuestionCard))


def tick_question(window: MainWindow, question_id: str) -> Steps[None]:
    """A question of the guide was asked."""
    box = _console(window).guide.boxes[question_id]
    press(box)
    yield box.isChecked


def mark(window: MainWindow, kind: str, severity: int | None = None, ago_s: int = 0) -> Steps[str]:
    """Mark a moment, the severity by one more press; the mark's id."""
    console = _console(window)
    known = {one.id for one in console.marks.marks}
    if ago_s:
        press(button_named(console.pad, f"{ago_s} s ago"))
    press(console.pad.tiles[AnnotationKind(kind)])
    if severity is not None:
        press(console.pad.severities.chips[severity])

    def made() -> list[Mark]:
        own = [one for one in console.marks.marks if one.author == author_name()]
        return [one for one in own if one.id not in known and one.severity == severity]

    yield made
    return made()[0].id


def write_note(window: MainWindow, text: str) -> Steps[str]:
    """Write into the note line; the mark's id."""
    console = _console(window)
    known = {one.id for one in console.marks.marks}
    write(console.pad.note, text)
    enter(console.pad.note)
    yield lambda: any(one.note == text for one in console.marks.marks if one.id not in known)
    return next(one.id for one in console.marks.marks if one.note == text and one.id not in known)


def amend_mark(
    window: MainWindow, mark_id: str, note: str, severity: int, later_s: int
) -> Steps[None]:
    """Open a mark in the list; give it words, another severity and another moment."""
    console = _console(window)
    editor = yield from _opened(console, mark_id)
    write(editor.note, note)
    press(editor.severities.button(severity))
    start_ns = _mark(console, mark_id).start_ns
    press(button_named(editor, f"{later_s:+d} s".replace("-", "−")))
    press(button_named(editor, "Keep"))
    yield lambda: _mark(console, mark_id).note == note
    yield lambda: _mark(console, mark_id).severity == severity
    moved_ns = max(0, start_ns + later_s * NS_PER_SECOND)
    yield lambda: _mark(console, mark_id).start_ns == moved_ns
    yield lambda: console.marks.editor is None


def remove_mark(window: MainWindow, mark_id: str) -> Steps[None]:
    """Open a mark in the list and take it back."""
    console = _console(window)
    editor = yield from _opened(console, mark_id)
    press(button_named(editor, "Remove this mark"))
    yield lambda: all(one.id != mark_id for one in console.marks.marks)
    yield lambda: console.marks.editor is None


def see(window: MainWindow, words: str) -> Steps[None]:
    """Wait until the row of who watches, and what they whisper, says this."""
    watching = _console(window).watching
    yield lambda: any(words in label.text() for label in watching.findChildren(QLabel))


def stop_recording(window: MainWindow) -> Steps[None]:
    """Stop, and wait for the page of what is asked at the end."""
    press(_console(window).stop)
    yield lambda: window.record_page.after is not None and window.record_page.after.isVisible()


def _console(window: MainWindow) -> Console:
    console = window.record_page.console
    if console is None:
        raise OutOfReach("there is no console")
    return console


def _mark(console: Console, mark_id: str) -> Mark:
    return next(one for one in console.marks.marks if one.id == mark_id)


def _opened(console: Console, mark_id: str) -> Steps[MarkEditor]:
    """Click a mark's line; its editor."""

    def line() -> MarkLine | None:
        lines = console.marks.findChildren(MarkLine)
        return next((one for one in lines if one.mark.id == mark_id and one.isVisible()), None)

    yield line
    found = line()
    assert found is not None
    press(found)
    yield lambda: console.marks.editor is not None and console.marks.editor.isVisible()
    editor = console.marks.editor
    assert editor is not None
    return editor
