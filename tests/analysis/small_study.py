"""A study small enough to work out by hand: five participants, two tasks, two components."""

from dataclasses import replace

from observer.analysis.study_facts import SessionFacts, StudyFacts
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.finding import Assumptions, Finding
from observer.model.samples import FocusChange
from observer.model.sitting import Answer, Attempt, Exposure, Outcome
from observer.model.study import (
    Asked,
    Component,
    Prediction,
    Question,
    Questionnaire,
    Score,
    Segment,
    Study,
    Task,
)

S = 1_000_000_000
FRICTION, QUOTE = AnnotationKind.FRICTION, AnnotationKind.QUOTE
OK, HARD, FAILED = Outcome.SUCCESS, Outcome.DIFFICULTY, Outcome.FAILED

STUDY = Study(
    "study",
    "Checkout",
    tasks=(Task("pay", "Pay", expected_ns=60 * S), Task("find", "Find a lamp")),
    questionnaires=(
        Questionnaire("seq", "SEQ", Asked.AFTER_TASK, (Question("ease", "Easy?"),), Score.SEQ),
    ),
    components=(
        Component("shop", "Shop", "Team Cedar", "browser", "Shop"),
        Component("pay", "Payment", "Team Oak", "browser", "Payment"),
    ),
    segments=(Segment("new", "New customers", 3), Segment("old", "Returning", 2)),
)


def said(
    session: int,
    at_s: float,
    severity: int | None = None,
    kind: AnnotationKind = FRICTION,
    **more: object,
) -> Annotation:
    at = round(at_s * S)
    plain = Annotation(
        f"m{session}-{at_s:g}", f"s{session}", "Ann", kind, at, at, severity, "", "", ""
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # the tests name real fields


def attempt(session: int, task: str, seconds: float, outcome: Outcome, helped: int = 0) -> Attempt:
    end_ns = (10 + round(seconds)) * S
    return Attempt(f"{task}{session}", f"s{session}", task, 10 * S, end_ns, outcome, helped)


# Pay: 55, 65, 75, 62 s without help; P05 fails. Completion 4 of 5 (36% to 98%, Tullis).
_PAY = [(55, OK, 0), (65, OK, 0), (75, HARD, 0), (62, OK, 0), (300, FAILED, 0)]
_EASE = [6, 5, 3, 6, 1]
_SEGMENTS = ["new", "new", "old", "", "new"]
# Who met which problem: the total in P01, P02, P03, P05; the post code in P03 alone.
_MET = {1: ["total"], 2: ["total"], 3: ["total", "code"], 4: [], 5: ["total"]}
_COMPONENT = {"total": ("Shop", "Team Cedar", 3), "code": ("Payment", "Team Oak", 2)}


def session(number: int) -> SessionFacts:
    seconds, outcome, helped = _PAY[number - 1]
    moments = [
        said(
            number,
            30 if problem == "total" else 95,
            _COMPONENT[problem][2],
            component=_COMPONENT[problem][0],
            team=_COMPONENT[problem][1],
            task_id="pay",
            finding_id=problem,
        )
        for problem in _MET[number]
    ]
    if number == 3:
        moments.append(said(3, 40, kind=QUOTE, quote="How much is it now?", task_id="pay"))
    return SessionFacts(
        id=f"s{number}",
        participant=f"P0{number}",
        segment_id=_SEGMENTS[number - 1],
        recorded_at=f"2026-11-{10 + number}T10:00:00+01:00",
        duration_ns=400 * S,
        annotations=tuple(sorted(moments, key=lambda one: one.start_ns)),
        attempts=(attempt(number, "pay", seconds, outcome, helped),),
        answers=(Answer(f"s{number}", "seq", "ease", "pay", _EASE[number - 1]),),
        exposures=(Exposure(f"s{number}", "Bea", 0, 400 * S),)
        + ((Exposure(f"s{number}", "Chidi", 0, 200 * S),) if number == 2 else ()),
        windows=(
            FocusChange(0, "browser", "Shop – cart"),
            FocusChange(100 * S, "browser", "Payment"),
            FocusChange(200 * S, "mail", "Inbox"),
        ),
    )


def small_study(assumptions: Assumptions | None = None) -> StudyFacts:
    return StudyFacts(
        STUDY,
        tuple(session(number) for number in range(1, 6)),
        predictions=(
            Prediction("pay", "Bea", 5, 5, 40 * S, "2026-11-01"),
            Prediction("pay", "Chidi", 4, 5, 90 * S, "2026-11-01"),
        ),
        findings=(
            Finding("total", "study", "The total comes late", fixed_at="2026-11-14"),
            Finding("code", "study", "Post code refused", severity=4),
        ),
        assumptions=assumptions or Assumptions(),
    )
