"""A study as a team has it after two weeks: seven participants, four tasks, findings, quotes.

Each session is the example's recording under another code, so that there are pictures to show; its
moments lie within it. Times and outcomes are made up.
"""

import json
import shutil
from itertools import count
from pathlib import Path

from observer.database.library import Library
from observer.intake.landing import land_session
from observer.model.annotation import Annotation, AnnotationKind
from observer.model.finding import Assumptions, Finding, FindingState
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
EXAMPLE = Path(__file__).parents[3] / "sessions" / "example" / "recording"
MINUTES = 53
OK, HARD, FAILED, LEFT = Outcome.SUCCESS, Outcome.DIFFICULTY, Outcome.FAILED, Outcome.GIVEN_UP

STUDY = Study(
    "autumn",
    "Checkout, autumn",
    "Can someone who buys once a year get from a lamp to a paid order without help?",
    tasks=(
        Task("find", "Find the product", "Please find a lamp for your desk.", expected_ns=45 * S),
        Task("many", "Change quantity", "You want two of them.", expected_ns=30 * S),
        Task(
            "pay",
            "Pay with the voucher",
            "You have a voucher with the word SPRING. Please pay as little as you can.",
            success_criteria="the order is confirmed with the voucher taken off",
            expected_ns=60 * S,
        ),
        Task("back", "Return an item", "The lamp is too bright. Send it back.", expected_ns=90 * S),
    ),
    questionnaires=(
        Questionnaire(
            "seq", "Single Ease Question", Asked.AFTER_TASK, (Question("e", "Easy?"),), Score.SEQ
        ),
        Questionnaire(
            "sus",
            "System Usability Scale",
            Asked.AT_END,
            tuple(Question(f"s{number}", f"Item {number}", points=5) for number in range(10)),
            Score.SUS,
        ),
    ),
    components=(
        Component("shop", "Basket", "Team Birch", "lumen", "Shop"),
        Component("basket", "Basket", "Team Birch", "lumen", "Basket"),
        Component("form", "Address form", "Team Birch", "lumen", "Address"),
        Component("pay", "Payment", "Team Cedar", "lumen", "Payment"),
        Component("mail", "Confirmation", "Team Oak", "lumen", "Thank you"),
    ),
    segments=(
        Segment("new", "New buyers", 4),
        Segment("back", "Returning buyers", 3),
        Segment("firm", "Buyers for a company", 2),
        Segment("reader", "Screen reader users", 1),
    ),
)
FINDINGS = (
    Finding(
        "apply",
        "autumn",
        "“Apply” does nothing after an error",
        "The button stays as it is, and nothing says why the voucher was not taken.",
        severity=4,
        state=FindingState.IN_WORK,
        issue="SHOP-412",
    ),
    Finding("code", "autumn", "Post code refused without a reason", severity=3),
    Finding(
        "lost",
        "autumn",
        "“Continue” leads back to the shop",
        severity=2,
        state=FindingState.FIXED,
        fixed_at="2026-11-14",
    ),
)
# Per participant: segment, what they met, and each task's seconds and outcome.
PEOPLE = [
    ("new", "apply code lost", [(52, OK), (28, OK), (210, HARD), (150, HARD)]),
    ("back", "apply code", [(41, OK), (25, OK), (175, LEFT), (96, OK)]),
    ("new", "apply lost", [(88, OK), (44, OK), (300, FAILED), (240, LEFT)]),
    ("firm", "code", [(47, OK), (31, OK), (142, OK), (130, OK)]),
    ("back", "apply", [(39, OK), (22, OK), (260, LEFT), (88, OK)]),
    ("new", "apply code", [(240, LEFT), (36, OK), (190, HARD), (310, FAILED)]),
    ("firm", "lost", [(58, OK), (27, OK), (118, OK), (122, HARD)]),
]
MET = {
    "apply": (26.6, 28.6, 4, "Apply does nothing: five clicks", "Payment", "Team Cedar", "pay"),
    "code": (14.9, 17.9, 3, "Post code refused", "Address form", "Team Birch", "pay"),
    "lost": (20.0, 22.0, 2, "Back in the shop, basket gone", "Basket", "Team Birch", "pay"),
}
QUOTES = {
    (1, "code"): "It just says invalid. Invalid how?",
    (3, "apply"): "Did it take it? I have pressed it five times now, and the price is the same.",
    (5, "apply"): "I would close the page here and buy it somewhere else.",
    (7, "lost"): "Wait, why am I in the shop again?",
}
EASE = {"find": [6, 6, 4, 6, 7, 2, 6], "many": [7, 7, 6, 6, 7, 6, 7], "pay": [3, 2, 1, 4, 2, 2, 4]}
SUS = [
    (4, 2, 4, 1, 3, 3, 4, 2, 3, 2),
    (3, 3, 3, 2, 3, 3, 4, 3, 2, 2),
    (2, 4, 2, 2, 2, 4, 3, 4, 2, 3),
]


def keep_rich(
    library: Library,
    root: Path,
    *,
    people: int = len(PEOPLE),
    agreed: tuple[str, ...] = ("screen", "voice", "input", "sharing"),
    name: str = "",
) -> None:
    """Put it into a library in `root`; `name` is what their consents are signed with."""
    library.save_study(STUDY)
    for task, (successes, seconds) in zip(
        STUDY.tasks, [(9, 40), (9, 30), (8, 70), (7, 100)], strict=True
    ):
        for author in ("Bea", "Chidi", "Dana"):
            library.save_prediction(
                STUDY.id,
                Prediction(task.id, author, successes, 10, seconds * S, "2026-11-01"),
            )
    for finding in FINDINGS:
        library.save_finding(finding)
    library.set_assumptions(STUDY.id, Assumptions(120_000, 1.4, 25, "EUR"))
    for number in range(1, people + 1):
        _keep_session(library, root, number, {"items": list(agreed), "name": name})


def _keep_session(library: Library, root: Path, number: int, consent: dict[str, object]) -> None:
    segment, met, attempts = PEOPLE[number - 1]
    session, code = f"autumn{number}", f"P{number:02d}"
    folder = root / f"2026-11-{8 + number:02d}-checkout-{code}-autu"
    shutil.copytree(EXAMPLE, folder, copy_function=shutil.copyfile)
    (folder / "marks.jsonl").unlink()
    manifest = json.loads((folder / "session.json").read_text("utf-8"))
    manifest |= {
        "id": session,
        "study": STUDY.name,
        "participant": code,
        "duration_ns": MINUTES * 60 * S,
    }
    manifest["consent"] |= consent
    manifest["clock"]["wall_start"] = f"2026-11-{8 + number:02d}T10:00:00+01:00"
    (folder / "session.json").write_text(json.dumps(manifest), "utf-8")
    land_session(library, folder)
    library.set_segment(STUDY.name, code, segment)
    names = (f"{session}-{turn}" for turn in count())
    for problem in met.split():
        start, end, severity, note, component, team, during = MET[problem]
        library.add_annotation(
            Annotation(
                next(names),
                session,
                "Ann",
                AnnotationKind.FRICTION,
                round(start * S),
                round(end * S),
                severity,
                note,
                "2026-11-20T10:00:00+00:00",
                "2026-11-20T10:00:00+00:00",
                quote=QUOTES.get((number, problem), ""),
                component=component,
                team=team,
                task_id=during,
                finding_id=problem,
            )
        )
    for task, (seconds, outcome) in zip(STUDY.tasks, attempts, strict=True):
        end_ns = 10 * S + seconds * S
        library.save_attempt(Attempt(next(names), session, task.id, 10 * S, end_ns, outcome))
    for task_id, eases in EASE.items():
        library.save_answer(Answer(session, "seq", "e", task_id, eases[number - 1]))
    for item, value in enumerate(SUS[number % len(SUS)]):
        library.save_answer(Answer(session, "sus", f"s{item}", "", value))
    library.add_exposure(Exposure(session, "Ann", 0, MINUTES * 60 * S, "moderator"))
    if number < 4:
        library.add_exposure(Exposure(session, "Bea", 0, 32 * 60 * S))
