"""What is done in a live rehearsal, one thing at a time, and what the library must hold of it.

Everything is done through the real window and the pages in the browsers; the ledger only writes
down what was done, when, and by whom.
"""

from collections.abc import Callable

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.study import Asked, Questionnaire
from observer.rehearsal.company import Company
from observer.rehearsal.expected import Between, Clock, Ledger, Row
from observer.rehearsal.observer_browser import ObserverBrowser

TIME_ERROR_NS = 20 * NS_PER_MS
"""What a page's clock may err, by the companion's promise."""


class Acts:
    """Each does something and writes it into the ledger."""

    def __init__(
        self, company: Company, ledger: Ledger, clock: Clock, say: Callable[[str], None]
    ) -> None:
        self._all = company
        self._does = company.moderator.does
        self._did = ledger.did
        self._ledger = ledger
        self._clock = clock
        self._say = say
        self._photo = company.photographer

    def begin(self, place: int) -> Between:
        """The task at hand begins; when."""
        with self._clock.during() as began:
            self._does("start_task")
        self._say(f"Task {place + 1}: {self._all.study.tasks[place].title}")
        self._all.customer.begin_task()
        return began

    def end(self, place: int, began: Between, outcome: str, *, ease: int, helped: int = 0) -> None:
        """The task ends like this, and the participant says how easy it was."""
        task = self._all.study.tasks[place]
        with self._clock.during() as ended:
            self._does("end_task", outcome=outcome)
        self._did(
            "attempts",
            task=task.id,
            start_ns=began,
            end_ns=ended,
            outcome=outcome,
            helped=helped,
            note="",
        )
        if place == 1:
            self._photo.window("console-question")
        self._does("answer_card", value=ease)
        for form in self._all.study.questionnaires:
            if form.asked is Asked.AFTER_TASK:
                self.did_answer(form, form.questions[0].id, task.id, ease)
        self._say(f"Task {place + 1} ended: {outcome}, ease {ease} of 7")

    def tick(self, place: int) -> None:
        """A question of the guide is asked."""
        question = self._all.study.guide[place].id
        with self._clock.during() as asked:
            self._does("tick_question", question_id=question)
        self._did("askings", question=question, time_ns=asked)

    def mark(self, kind: str, severity: int | None = None, ago_s: int = 0) -> tuple[str, Row]:
        """The moderator marks; the mark's id and its row."""
        with self._clock.during() as marked:
            mark_id = self._does("mark", kind=kind, severity=severity, ago_s=ago_s)
        when = marked.moved(-ago_s * NS_PER_SECOND)
        return mark_id, self.did_mark(self._all.author, kind, when, severity=severity)

    def mark_and_amend(self) -> None:
        """The moderator marks, and puts right words, severity and moment."""
        mark_id, row = self.mark("friction", severity=2)
        note = "The message does not say what is wrong with the code"
        self._does("amend_mark", mark_id=mark_id, note=note, severity=3, later_s=-1)
        when = row["start_ns"]
        assert isinstance(when, Between)
        row |= {"note": note, "severity": 3, "start_ns": when.moved(-NS_PER_SECOND)}

    def mark_and_remove(self) -> None:
        """The moderator marks, and takes it back."""
        mark_id, row = self.mark("delight")
        self._does("remove_mark", mark_id=mark_id)
        self._ledger.took_back("annotations", row)

    def write_note(self, text: str) -> None:
        """The moderator writes a note."""
        with self._clock.during() as written:
            self._does("write_note", text=text)
        self.did_mark(self._all.author, "note", written, note=text)

    def notice(
        self,
        watcher: ObserverBrowser,
        kind: str,
        severity: int | None = None,
        ago_s: int = 0,
        *,
        kept: bool = True,
    ) -> None:
        """An observer marks; not `kept` at once where the connection is lost."""
        with self._clock.during() as marked:
            watcher.mark(kind, severity, ago_s)
        if kept:
            watcher.wait_until_kept()
        when = marked.moved(-ago_s * NS_PER_SECOND, TIME_ERROR_NS)
        self.did_mark(watcher.name, kind, when, severity=severity)

    def whisper(self, watcher: ObserverBrowser, text: str) -> None:
        """An observer tells the moderator something."""
        watcher.whisper(text)
        self._does("see", words=text)
        self._say(f"{watcher.name} whispers: {text}")

    def did_mark(
        self, author: str, kind: str, when: Between, severity: int | None = None, note: str = ""
    ) -> Row:
        """A mark was made that must be held as this."""
        return self._did(
            "annotations",
            author=author,
            kind=kind,
            start_ns=when,
            length_ns=0,
            severity=severity,
            note=note,
        )

    def did_answer(self, form: Questionnaire, question_id: str, task_id: str, value: int) -> None:
        """An answer was given that must be held as this."""
        self._did(
            "answers",
            questionnaire=form.id,
            question=question_id,
            task=task_id,
            value=value,
            text="",
        )
