"""What the moderator does once the recording has ended: questionnaires, debrief, review."""

from functools import partial

from observer.ui.after.attendance_step import AttendanceStep
from observer.ui.after.debrief_step import DebriefStep
from observer.ui.after.page import AfterPage
from observer.ui.after.questionnaire_step import QuestionnaireStep
from observer.ui.after.task_step import TaskStep
from observer.ui.rehearsed.hand import OutOfReach, press, write
from observer.ui.rehearsed.steps import Steps
from observer.ui.window import MainWindow


def answer_questionnaire(window: MainWindow, title: str, values: list[int]) -> Steps[None]:
    """Press the answer to each question of a questionnaire, as it was read out."""
    page = _page(window)
    step = next(
        one for one in page.steps if isinstance(one, QuestionnaireStep) and one.asked.title == title
    )
    yield from _go_to(page, page.steps.index(step))
    for field, value in zip(step.fields, values, strict=True):
        assert field.options is not None
        press(field.options.buttons[value - 1])
    yield lambda: step.complete


def note_attempt(window: MainWindow, task_id: str, text: str) -> Steps[None]:
    """Write a note to the attempt at a task."""
    page = _page(window)
    step = next(one for one in page.steps if isinstance(one, TaskStep))
    yield from _go_to(page, page.steps.index(step))
    attempt = next(one for one in page.book.attempts if one.task_id == task_id)
    row = next(card.rows[attempt.id] for card in step.cards if attempt.id in card.rows)
    write(row.note, text)
    yield lambda: any(one.note == text for one in page.book.attempts)


def write_debrief(window: MainWindow, texts: dict[str, str]) -> Steps[None]:
    """Write what each of these people said."""
    page = _page(window)
    step = next(one for one in page.steps if isinstance(one, DebriefStep))
    yield from _go_to(page, page.steps.index(step))
    for author, text in texts.items():
        write(step.notes[author], text)
        yield partial(_is_written, page, author, text)


def add_attendant(window: MainWindow, name: str) -> Steps[None]:
    """Somebody sat in the room all the time, as an observer."""
    page = _page(window)
    step = next(one for one in page.steps if isinstance(one, AttendanceStep))
    yield from _go_to(page, page.steps.index(step))
    write(step.name, name)
    press(step.add)
    yield lambda: page.book.watched_ns(name) > 0


def go_to_review(window: MainWindow) -> Steps[list[str]]:
    """Press on until the review shows the session; the ids of the moments it shows."""
    page = _page(window)
    for place in range(page.place + 1, len(page.steps)):
        press(page.next)
        yield partial(_is_at, page, place)
    press(page.next)
    yield lambda: window.review_page.isVisible() and bool(window.review_page.book.moments)
    return [moment.id for moment in window.review_page.book.moments]


def _page(window: MainWindow) -> AfterPage:
    page = window.record_page.after
    if page is None:
        raise OutOfReach("there is no page of what is asked at the end")
    return page


def _is_written(page: AfterPage, author: str, text: str) -> bool:
    return page.book.debrief(author) == text


def _is_at(page: AfterPage, place: int) -> bool:
    return page.place == place


def _go_to(page: AfterPage, place: int) -> Steps[None]:
    press(page.list.buttons[place])
    yield partial(_is_at, page, place)
