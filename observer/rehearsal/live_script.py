"""The script of the live rehearsal: who does what, and what the library must hold of it.

Everything is done through the real window and the pages in the browsers; the ledger only writes
down what was done, when, and by whom.
"""

from collections.abc import Callable
from dataclasses import dataclass

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.study import Asked, Questionnaire, Score, Study
from observer.rehearsal import participant as script
from observer.rehearsal.customer import Customer
from observer.rehearsal.expected import Between, Clock, Ledger, Row
from observer.rehearsal.moderator import Moderator
from observer.rehearsal.observer_browser import ObserverBrowser
from observer.rehearsal.photographer import Photographer

DESK = "DESK"
"""The participant's screen, by its name."""
COMPANION_ADDRESS = "127.0.0.1"
_TIME_ERROR_NS = 20 * NS_PER_MS
"""What a page's clock may err, by the companion's promise."""
_SUS_ANSWERS = [4, 2, 4, 1, 3, 3, 5, 2, 3, 2]
_UMUX_ANSWERS = [5, 4]


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody who takes part, and the study they take part in."""

    moderator: Moderator
    author: str
    customer: Customer
    first: ObserverBrowser
    second: ObserverBrowser
    study: Study
    photographer: Photographer


class LiveScript:
    """One pass through a sit-in; `ledger` holds what was done."""

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
        self._watching: dict[str, Between] = {}
        self.shown_ns = 0
        """The moment worth a clip: the dead button."""
        self.ended = Between(0, 0)
        """When the recording ended."""

    def play(self) -> None:
        """From the first task to the review."""
        self._invite()
        self._choose_lamp()
        self._give_address()
        self._pay()
        self._stop()
        self._ask_at_end()

    def _invite(self) -> None:
        used = ""
        for watcher in (self._all.first, self._all.second):
            if used:
                invitation = self._does("next_invitation", used=used)
            else:
                invitation = self._does("open_companion", address=COMPANION_ADDRESS)
                self._photo.window("invitation")
            watcher.open(invitation)
            self._photo.phone("phone-door", watcher)
            with self._clock.during() as joined:
                watcher.join()
            self._watching[watcher.name] = joined
            used = invitation
            self._does("see", words=watcher.name)
            self._say(f"{watcher.name} watches in a browser")
        self._does("put_invitation_away")
        self._tick(0)
        self._photo.window("console-before-a-task")

    def _choose_lamp(self) -> None:
        began = self._begin(0)
        self._all.customer.wait_for(script.BASKET_FILLED)
        self._notice(self._all.first, "delight")
        self._end(0, began, "success", ease=6)

    def _give_address(self) -> None:
        began = self._begin(1)
        self._all.customer.wait_for(script.VAGUE_MESSAGE)
        self._mark_and_amend()
        self._notice(self._all.first, "friction", severity=3)
        self._photo.phone("phone", self._all.first)
        with self._clock.during() as written:
            self._all.first.note("“Invalid” does not say what is wrong")
        self._did_mark(
            self._all.first.name, "note", written, note="“Invalid” does not say what is wrong"
        )
        self._does("help_once")
        self._whisper(self._all.first, "Ask what they think “invalid” means")
        self._photo.window("console")
        self._photo.screen("participant", DESK)
        self._all.customer.wait_for(script.ADDRESS_GIVEN)
        self._end(1, began, "with difficulty", helped=1, ease=3)
        self._tick(1)

    def _pay(self) -> None:
        began = self._begin(2)
        away = self._all.second
        away.lose_connection()
        self._say(f"{away.name} has lost the connection")
        self._all.customer.wait_for(script.DEAD_BUTTON)
        self.shown_ns = self._clock.now_ns()
        self._notice(away, "friction", severity=4, kept=False)
        self._mark("bug", ago_s=5)
        self._notice(self._all.first, "idea", ago_s=10)
        self._notice(away, "quote", kept=False)
        self._photo.phone("phone-without-connection", away)
        away.regain_connection()
        self._say(f"{away.name} is back, and nothing was lost")
        self._mark_and_remove()
        self._write_note("Presses Apply five times and looks at the price")
        self._all.customer.wait_for(script.FINISHED)
        self._end(2, began, "failed", ease=2)
        self._tick(2)

    def _stop(self) -> None:
        company = self._all
        with self._clock.during() as ended:
            self._does("stop_recording")
            for watcher in (company.first, company.second):
                watcher.wait_for_farewell()
        self.ended = ended
        self._photo.phone("phone-farewell", company.first)
        for name, joined in self._watching.items():
            # A page is looked after twice a second, and told of the end a moment later.
            left = ended.moved(0, NS_PER_SECOND)
            self._did(
                "exposures",
                author=name,
                role="observer",
                start_ns=joined.moved(0, _TIME_ERROR_NS),
                end_ns=left,
            )
        for name in (company.author, "Rosa"):
            role = "moderator" if name == company.author else "observer"
            self._did("exposures", author=name, role=role, start_ns=0, end_ns=ended)

    def _ask_at_end(self) -> None:
        company = self._all
        note = "The voucher was never taken off"
        self._does("note_attempt", task_id=company.study.tasks[2].id, text=note)
        self._ledger.tables["attempts"][2]["note"] = note
        self._photo.window("after-tasks")
        for form in company.study.questionnaires:
            answers = {Score.SUS: _SUS_ANSWERS, Score.UMUX_LITE: _UMUX_ANSWERS}.get(form.score)
            if form.asked is Asked.AT_END and answers is not None:
                self._does("answer_questionnaire", title=form.title, values=answers)
                self._photo.window(f"after-{form.score}")
                for question, value in zip(form.questions, answers, strict=True):
                    self._did_answer(form, question.id, "", value)
        if self._photo.is_there:
            self._does("hand_over")
            self._photo.window("hand-over")
            self._does("take_back")
        debriefs = {
            company.author: "Nobody would guess that the voucher button is dead.",
            company.first.name: "I thought the address was the easy part.",
        }
        self._does("write_debrief", texts=debriefs)
        self._photo.window("after-debrief")
        for author, text in debriefs.items():
            self._did("debriefs", author=author, text=text)
        self._does("add_attendant", name="Rosa")
        self._photo.window("after-attendance")
        if self._photo.is_there:
            self._does("go_to_step", place=-1)
            self._photo.window("after-scores")

    # One thing at a time

    def _begin(self, place: int) -> Between:
        with self._clock.during() as began:
            self._does("start_task")
        self._say(f"Task {place + 1}: {self._all.study.tasks[place].title}")
        self._all.customer.begin_task()
        return began

    def _end(self, place: int, began: Between, outcome: str, *, ease: int, helped: int = 0) -> None:
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
                self._did_answer(form, form.questions[0].id, task.id, ease)
        self._say(f"Task {place + 1} ended: {outcome}, ease {ease} of 7")

    def _tick(self, place: int) -> None:
        question = self._all.study.guide[place].id
        with self._clock.during() as asked:
            self._does("tick_question", question_id=question)
        self._did("askings", question=question, time_ns=asked)

    def _mark(self, kind: str, severity: int | None = None, ago_s: int = 0) -> tuple[str, Row]:
        with self._clock.during() as marked:
            mark_id = self._does("mark", kind=kind, severity=severity, ago_s=ago_s)
        when = marked.moved(-ago_s * NS_PER_SECOND)
        return mark_id, self._did_mark(self._all.author, kind, when, severity=severity)

    def _mark_and_amend(self) -> None:
        mark_id, row = self._mark("friction", severity=2)
        note = "The message does not say what is wrong with the code"
        self._does("amend_mark", mark_id=mark_id, note=note, severity=3, later_s=-1)
        when = row["start_ns"]
        assert isinstance(when, Between)
        row |= {"note": note, "severity": 3, "start_ns": when.moved(-NS_PER_SECOND)}

    def _mark_and_remove(self) -> None:
        mark_id, row = self._mark("delight")
        self._does("remove_mark", mark_id=mark_id)
        self._ledger.took_back("annotations", row)

    def _write_note(self, text: str) -> None:
        with self._clock.during() as written:
            self._does("write_note", text=text)
        self._did_mark(self._all.author, "note", written, note=text)

    def _notice(
        self,
        watcher: ObserverBrowser,
        kind: str,
        severity: int | None = None,
        ago_s: int = 0,
        *,
        kept: bool = True,
    ) -> None:
        with self._clock.during() as marked:
            watcher.mark(kind, severity, ago_s)
        if kept:
            watcher.wait_until_kept()
        when = marked.moved(-ago_s * NS_PER_SECOND, _TIME_ERROR_NS)
        self._did_mark(watcher.name, kind, when, severity=severity)

    def _whisper(self, watcher: ObserverBrowser, text: str) -> None:
        watcher.whisper(text)
        self._does("see", words=text)
        self._say(f"{watcher.name} whispers: {text}")

    def _did_mark(
        self, author: str, kind: str, when: Between, severity: int | None = None, note: str = ""
    ) -> Row:
        return self._did(
            "annotations",
            author=author,
            kind=kind,
            start_ns=when,
            length_ns=0,
            severity=severity,
            note=note,
        )

    def _did_answer(self, form: Questionnaire, question_id: str, task_id: str, value: int) -> None:
        self._did(
            "answers",
            questionnaire=form.id,
            question=question_id,
            task=task_id,
            value=value,
            text="",
        )
