"""The script of the live rehearsal: from the first observer who joins to the last answer."""

from collections.abc import Callable

from observer.model.clock import NS_PER_SECOND
from observer.model.study import Asked, Score
from observer.rehearsal import participant as script
from observer.rehearsal.company import Company
from observer.rehearsal.expected import Between, Clock, Ledger
from observer.rehearsal.live_acts import TIME_ERROR_NS, Acts
from observer.rehearsal.live_scene import DESK

COMPANION_ADDRESS = "127.0.0.1"
_SUS_ANSWERS = [4, 2, 4, 1, 3, 3, 5, 2, 3, 2]
_UMUX_ANSWERS = [5, 4]


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
        self._acts = Acts(company, ledger, clock, say)
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
        self._acts.tick(0)
        self._photo.window("console-before-a-task")

    def _choose_lamp(self) -> None:
        began = self._acts.begin(0)
        self._all.customer.wait_for(script.BASKET_FILLED)
        self._acts.notice(self._all.first, "delight")
        self._acts.end(0, began, "success", ease=6)

    def _give_address(self) -> None:
        began = self._acts.begin(1)
        self._all.customer.wait_for(script.VAGUE_MESSAGE)
        self._acts.mark_and_amend()
        self._acts.notice(self._all.first, "friction", severity=3)
        self._photo.phone("phone", self._all.first)
        with self._clock.during() as written:
            self._all.first.note("“Invalid” does not say what is wrong")
        self._acts.did_mark(
            self._all.first.name, "note", written, note="“Invalid” does not say what is wrong"
        )
        self._does("help_once")
        self._acts.whisper(self._all.first, "Ask what they think “invalid” means")
        self._photo.window("console")
        self._photo.screen("participant", DESK)
        self._all.customer.wait_for(script.ADDRESS_GIVEN)
        self._acts.end(1, began, "with difficulty", helped=1, ease=3)
        self._acts.tick(1)

    def _pay(self) -> None:
        began = self._acts.begin(2)
        away = self._all.second
        away.lose_connection()
        self._say(f"{away.name} has lost the connection")
        self._all.customer.wait_for(script.DEAD_BUTTON)
        self.shown_ns = self._clock.now_ns()
        self._acts.notice(away, "friction", severity=4, kept=False)
        self._acts.mark("bug", ago_s=5)
        self._acts.notice(self._all.first, "idea", ago_s=10)
        self._acts.notice(away, "quote", kept=False)
        self._photo.phone("phone-without-connection", away)
        away.regain_connection()
        self._say(f"{away.name} is back, and nothing was lost")
        self._acts.mark_and_remove()
        self._acts.write_note("Presses Apply five times and looks at the price")
        self._all.customer.wait_for(script.FINISHED)
        self._acts.end(2, began, "failed", ease=2)
        self._acts.tick(2)

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
                start_ns=joined.moved(0, TIME_ERROR_NS),
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
                    self._acts.did_answer(form, question.id, "", value)
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
