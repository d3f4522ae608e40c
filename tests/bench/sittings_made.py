"""What happened in the sit-ins of a made library's study, so that every figure has its rows."""

import json
import random
from dataclasses import replace

from sqlite_utils import Database

from observer.analysis.standard_forms import standard_questionnaire
from observer.database.library import Library
from observer.model.clock import NS_PER_SECOND
from observer.model.effort import METHOD
from observer.model.finding import Assumptions, Finding
from observer.model.sitting import Outcome
from observer.model.study import Component, Prediction, Score, Study

_FINDINGS = 40
_TASKS = 4
_WATCHERS = [f"Watcher {number}" for number in range(30)]
_WATCHERS_A_SESSION = 3
_SUGGESTIONS_A_SESSION = 20
_RULES = ("rage clicks", "dead clicks", "hesitation", "back and forth")
_FORMS = tuple(standard_questionnaire(score) for score in (Score.SEQ, Score.SUS))
_OUTCOMES = [outcome.value for outcome in Outcome]


def asking(study: Study, names: list[str]) -> Study:
    """The study with what its sit-ins need; windows of these applications are its components'."""
    return replace(
        study,
        tasks=tuple(
            replace(task, expected_ns=(60 + 30 * n) * NS_PER_SECOND, expected_steps=4)
            for n, task in enumerate(study.tasks)
        ),
        questionnaires=_FORMS,
        components=tuple(
            Component(f"component-{n}", name, f"Team {n % 4}", application=name)
            for n, name in enumerate(names)
        ),
    )


def say_before(library: Library, study: Study) -> None:
    """What the team predicted, named and assumed."""
    for number in range(_FINDINGS):
        fixed_at = "2024-02-10" if number % 3 == 0 else ""
        library.save_finding(
            Finding(f"finding-{number}", study.id, f"Finding {number}", fixed_at=fixed_at)
        )
    for task in study.tasks:
        for author in _WATCHERS[:5]:
            library.save_prediction(
                study.id, Prediction(task.id, author, 8, 10, 90 * NS_PER_SECOND, "2024-01-01")
            )
    library.set_assumptions(study.id, Assumptions(20_000, 12.0, 40.0, "EUR"))


def insert_sittings(database: Database, session_ids: list[str], chance: random.Random) -> None:
    """Attempts, answers, who watched; which task and finding each annotation belongs to."""
    attempts: list[tuple[object, ...]] = []
    answers: list[tuple[object, ...]] = []
    exposures: list[tuple[object, ...]] = []
    for session_id in session_ids:
        for task in range(_TASKS):
            start_s = 10 + 150 * task
            attempts.append(
                (
                    f"{session_id}-{task}", session_id, f"task-{task}", start_s * NS_PER_SECOND,
                    (start_s + chance.randint(20, 140)) * NS_PER_SECOND, chance.choice(_OUTCOMES),
                    chance.choice((0, 0, 0, 1, 2)),
                )
            )  # fmt: skip
            answers.append((session_id, "seq", "seq-1", f"task-{task}", chance.randint(1, 7)))
        answers.extend(
            (session_id, "sus", question.id, "", chance.randint(1, 5))
            for question in _FORMS[1].questions
        )
        for author in chance.sample(_WATCHERS, _WATCHERS_A_SESSION):
            exposures.append((session_id, author, "observer", 0, 600 * NS_PER_SECOND))
    run = database.conn.executemany
    run(
        "INSERT INTO attempts (id, session_id, task_id, start_ns, end_ns, outcome, helped, note)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, '')",
        attempts,
    )
    run(
        "INSERT INTO answers (session_id, questionnaire_id, question_id, task_id, value, text)"
        " VALUES (?, ?, ?, ?, ?, '')",
        answers,
    )
    run(
        "INSERT INTO exposures (session_id, author, role, start_ns, end_ns) VALUES (?, ?, ?, ?, ?)",
        exposures,
    )
    run(
        "INSERT INTO attempt_efforts (attempt_id, session_id, method, start_ns, end_ns, clicks,"
        " pointer_px, help_turns, steps, places, fronts, unseen_ns)"
        " SELECT id, session_id, ?, start_ns, end_ns, ?, ?, ?, ?, ?, ?, 0 FROM attempts"
        " WHERE id = ?",
        (_effort(str(attempt[0]), chance) for attempt in attempts),
    )
    _place_annotations(database, chance)
    _insert_suggestions(database, session_ids, chance)


def _effort(attempt_id: str, chance: random.Random) -> tuple[object, ...]:
    fronts = [["shop", chance.randint(10, 80) * NS_PER_SECOND], ["mail", 5 * NS_PER_SECOND]]
    return (
        METHOD, chance.randint(3, 60), chance.uniform(2_000, 90_000), chance.choice((0, 0, 0, 1)),
        chance.randint(6, 20), chance.randint(3, 6), json.dumps(fronts), attempt_id,
    )  # fmt: skip


def _place_annotations(database: Database, chance: random.Random) -> None:
    """Most were met in a task, a third show a finding, a tenth was suggested by a rule."""

    def row(number: int) -> tuple[object, ...]:
        task_id = f"task-{chance.randrange(_TASKS)}" if chance.random() < 0.8 else ""
        finding = f"finding-{chance.randrange(_FINDINGS)}" if chance.random() < 0.33 else ""
        rule = chance.choice(_RULES) if chance.random() < 0.1 else ""
        reason = "6 clicks within 1.2 s near one another, and nothing changed" if rule else ""
        length_ns = chance.choice((0, 0, 3, 8)) * NS_PER_SECOND
        return task_id, finding, rule, reason, length_ns, number

    numbers = [row[0] for row in database.execute("SELECT number FROM annotations").fetchall()]
    database.conn.executemany(
        "UPDATE annotations SET task_id = ?, finding_id = ?, rule = ?, reason = ?,"
        " end_ns = start_ns + ? WHERE number = ?",
        (row(number) for number in numbers),
    )


def _insert_suggestions(database: Database, session_ids: list[str], chance: random.Random) -> None:
    database.conn.executemany(
        "INSERT INTO annotations (id, session_id, author, kind, start_ns, end_ns, note, created_at,"
        " changed_at, rule, reason, standing)"
        " VALUES (?, ?, '', 'friction', ?, ?, '', '2026-11-21', '2026-11-21', ?, 'Seen', ?)",
        (
            (
                f"{session_id}-s{n}", session_id, at_ns, at_ns, chance.choice(_RULES),
                chance.choice(("suggested", "rejected")),
            )
            for session_id in session_ids
            for n in range(_SUGGESTIONS_A_SESSION)
            for at_ns in [chance.randrange(600 * NS_PER_SECOND)]
        ),
    )  # fmt: skip
